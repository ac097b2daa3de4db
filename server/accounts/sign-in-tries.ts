// How often a password may be tried: slower and slower for one login from one address, for one address, and for all while many try. Guarantees that a
// stranger shuts nobody out (H 53): nothing is refused for the login alone, the first try from any address is looked at, and from an address of the
// person's own no wait grows. All in memory and bounded; what was typed is kept as a salted hash only (H 104).
import { createHash } from 'node:crypto';
import { networkOf } from '../addresses/address.ts';
import type { RandomBytes } from '../store/identifier.ts';
import { AccountRefused } from './refusal.ts';

/** `after` wrong passwords cost nothing; the next makes one wait `wait` seconds, each further one twice as long, up to `most`. Forgotten after `forget` quiet seconds. */
interface Slowing { readonly after: number; readonly wait: number; readonly most: number; readonly forget: number }

const HOUR = 3_600;
const rules = {
  pair: { after: 5, wait: 2, most: 900, forget: 12 * HOUR },
  /** While very many addresses try this login, or all logins are tried, each address has one try and then waits. */
  pairInStorm: { after: 1, wait: 60, most: 900, forget: 12 * HOUR },
  own: { after: 20, wait: 5, most: 5, forget: HOUR },
  address: { after: 30, wait: 2, most: 300, forget: HOUR },
} as const satisfies Readonly<Record<string, Slowing>>;
/** Wrong passwords within an hour from addresses that are not the person's own: of one login, and of all. */
const STORM = { login: 50, all: 500 } as const;
const MOST_KEPT = 20_000;
const MOST_OWN = 50_000;

interface Count { wrong: number; until: number; at: number }

export interface Trying {
  /** Whom it means: the page and the login, as typed. */
  readonly login: string;
  readonly address: string;
  /** The account, if there is one, and whether this address is one of its own (a terminal, or where it signed in before). */
  readonly account: { readonly id: string; readonly isHere: boolean } | null;
}

/** One try that was let in. Exactly one of the three is to be said. */
export interface Attempt {
  right(): void;
  wrong(): void;
  /** The password was not looked at. */
  undone(): void;
}

export interface SignInTries {
  /** Throws `AccountRefused` (TOO_MANY_TRIES) while one has to wait, the same whether or not there is such an account; the password is not looked at. */
  begin(trying: Trying): Attempt;
}

/** `now` in milliseconds of a clock that never goes back: a clock that is set must neither lift a wait nor lengthen it. */
export function createSignInTries(now: () => number, random: RandomBytes): SignInTries {
  const salt = random(32);
  const keyOf = (...parts: readonly string[]): string => createHash('sha256').update(salt).update(JSON.stringify(parts)).digest('base64');
  const [pairs, addresses, logins] = [table(MOST_KEPT), table(MOST_KEPT), table(MOST_KEPT)];
  const all: Count = { wrong: 0, until: 0, at: 0 };
  const own = new Set<string>();
  const seconds = (): number => now() / 1000;

  const begin = ({ login, address: came, account }: Trying): Attempt => {
    const at = seconds();
    const address = networkOf(came);
    const here = account === null ? null : keyOf('own', account.id, address);
    const isOwn = here !== null && (account?.isHere === true || own.has(here));
    const inLogin = logins.of(keyOf(login), HOUR, at);
    const inAddress = addresses.of(keyOf(address), rules.address.forget, at);
    if (at - all.at > HOUR) all.wrong = 0;
    const storm = inLogin.wrong >= STORM.login || all.wrong >= STORM.all;
    const rule = isOwn ? rules.own : storm ? rules.pairInStorm : rules.pair;
    const pair = pairs.of(keyOf(isOwn ? 'own' : 'other', login, address), rule.forget, at);
    mustHaveWaited(isOwn ? [pair] : [pair, inAddress], at);
    // Counted before the password is looked at: of many tries at once no more go through than one after another.
    const before = { ...pair };
    count(pair, rule, at);
    return {
      right: () => {
        Object.assign(pair, { wrong: 0, until: 0 });
        if (here === null) return;
        own.delete(here);
        own.add(here);
        if (own.size > MOST_OWN) own.delete(own.values().next().value ?? here);
      },
      wrong: () => {
        if (isOwn) return;
        count(inAddress, rules.address, seconds());
        for (const one of [inLogin, all]) Object.assign(one, { wrong: one.wrong + 1, at: seconds() });
      },
      undone: () => Object.assign(pair, before),
    };
  };
  return { begin };
}

function mustHaveWaited(counts: readonly Count[], at: number): void {
  const left = Math.ceil(Math.max(...counts.map(({ until }) => until)) - at);
  if (left > 0) throw new AccountRefused('TOO_MANY_TRIES', { retryAfterSeconds: left });
}

function count(one: Count, { after, wait, most }: Slowing, at: number): void {
  one.wrong += 1;
  one.at = at;
  if (one.wrong > after) one.until = at + Math.min(most, wait * 2 ** Math.min(30, one.wrong - after - 1));
}

/** Counts by key; who was counted longest ago is forgotten first. */
function table(most: number): { of(key: string, forget: number, at: number): Count } {
  const counts = new Map<string, Count>();
  return {
    of: (key, forget, at) => {
      const found = counts.get(key);
      const one = found === undefined || at - Math.max(found.at, found.until) > forget ? { wrong: 0, until: 0, at } : found;
      counts.delete(key);
      counts.set(key, one);
      if (counts.size > most) for (const oldest of [...counts.keys()].slice(0, most / 10)) counts.delete(oldest);
      return one;
    },
  };
}
