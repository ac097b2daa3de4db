// What happened to an account, as its owner is told: changes of how they are let in (ASVS 6.3.7) and attempts (6.3.5). All of it is read out of the ledger, where each act
// stands already; only wrong passwords, which strangers type, are counts of their own.
import { z } from 'zod';
import { networkOf } from '../addresses/address.ts';
import { sql } from '../store/sql.ts';
import type { LedgerEntryRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { manyTries } from './refused-tries.ts';

export const whats = [
  'signed-in', 'signed-in-recovery', 'factor-wrong', 'passkey-wrong', 'factor-not-shown', 'place-refused', 'tries-refused', 'again-refused', 'sessions-ended', 'password-changed', 'password-reset', 'codes-enrolled',
  'codes-removed', 'recovery-renewed', 'passkey-added', 'passkey-removed', 'factor-reset', 'reset-asked', 'reset-refused', 'email-changed',
] as const;
export type What = (typeof whats)[number];

export interface Happening {
  readonly at: string;
  readonly what: What;
  /** Who did it; null: the person, or somebody in the person's name. */
  readonly by: string | null;
  readonly address: string | null;
  /** A sign-in from where the person had not come before. */
  readonly newAddress: boolean;
  /** How many, where several are told as one. */
  readonly count: number;
  /** The number of its entry; null for counts of wrong passwords. */
  readonly entry: number | null;
  /** Worth a look, whoever did it. A slip of one's own is none, and neither is a sign-in from where one always comes. */
  readonly news: boolean;
}

const written = z.object({
  code: z.string().optional(), actor: z.union([z.object({ id: z.string(), name: z.string() }), z.object({ system: z.literal(true) })]),
  facts: z.looseObject({
    address: z.string().optional(), factor: z.string().optional(), count: z.number().optional(), sessions: z.number().optional(), account: z.string().optional(), person: z.string().optional(),
    changes: z.array(z.looseObject({ field: z.string() })).optional(),
  }).default({}),
});

const changes: Readonly<Record<string, What>> = {
  'change-password': 'password-changed', 'enrol-second-factor': 'codes-enrolled', 'remove-second-factor': 'codes-removed', 'renew-recovery-codes': 'recovery-renewed', 'add-passkey': 'passkey-added', 'remove-passkey': 'passkey-removed',
  'end-session': 'sessions-ended', 'reset-password': 'password-reset', 'reset-second-factor': 'factor-reset', 'ask-reset': 'reset-asked', 'refuse-reset': 'reset-refused',
};
const quiet: readonly What[] = ['signed-in', 'factor-wrong', 'passkey-wrong', 'again-refused', 'sessions-ended'];

export type Told = Pick<LedgerEntryRow, 'idx' | 'at' | 'act' | 'result' | 'bytes'>;

/** What an entry tells a person, and whom; null for what is nothing to tell. Whether a sign-in came from a new address is not in the entry. */
export function happeningIn({ idx, at, act, result, bytes }: Told): (Happening & { readonly accountId: string }) | null {
  const parsed = written.safeParse(JSON.parse(bytes));
  if (!parsed.success) return null;
  const { code, actor, facts } = parsed.data;
  const own = 'id' in actor ? actor : null;
  const accountId = facts.account ?? facts.person ?? own?.id;
  const what = act === 'sign-in' ? signIn(result, code, facts.factor) : result === 'refused' ? (code === 'PASSWORD_CURRENT_WRONG' ? 'again-refused' : null)
    : act === 'change-account' ? (facts.changes?.some(({ field }) => field === 'email') === true ? 'email-changed' : null) : changes[act] ?? null;
  if (what === null || accountId === undefined) return null;
  const by = accountId === own?.id ? null : own?.name ?? '';
  return { accountId, at, what, by, address: facts.address ?? null, newAddress: false, count: facts.count ?? facts.sessions ?? 1, entry: idx, news: !quiet.includes(what) };
}

function signIn(result: string, code: string | undefined, factor: string | undefined): What {
  if (result === 'done') return factor === 'recovery-code' ? 'signed-in-recovery' : 'signed-in';
  if (code === 'SECOND_FACTOR_WRONG') return 'factor-wrong';
  // Without a password, by a passkey alone.
  if (code === 'SIGN_IN_FAILED') return 'passkey-wrong';
  return code === 'SIGN_IN_BEGIN_AGAIN' ? 'factor-not-shown' : 'place-refused';
}

/** Word for word the condition of the index ledger_entries_own (migration 34), so that only these entries are read. */
export const ownActs = sql<boolean>`act IN ('sign-in','change-password','enrol-second-factor','remove-second-factor','renew-recovery-codes','add-passkey','remove-passkey','end-session','begin-codes','remove-codes','begin-passkey')`;
/** What others do to an account. */
export const actsOfOthers = ['reset-password', 'reset-second-factor', 'ask-reset', 'refuse-reset', 'change-account'] as const;
const columns = ['idx', 'at', 'act', 'result', 'bytes'] as const;

const [shownSignIns, shownOthers, comparedSignIns] = [15, 30, 100] as const;

/** The newest happenings of an account, newest first; with `since`, those of that instant and later. */
export async function happeningsOf(tx: Tx, accountId: string, since = ''): Promise<Happening[]> {
  const own = tx.selectFrom('ledger_entries').select(columns).where('actor_id', '=', accountId).where(ownActs).where('at', '>=', since).orderBy('idx', 'desc');
  const others = tx.selectFrom('administered').innerJoin('ledger_entries', 'ledger_entries.idx', 'administered.entry').select(columns).where('kind', '=', 'person').where('object_id', '=', accountId).where('act', 'in', actsOfOthers).where('at', '>=', since);
  const rows = [
    ...await own.where('act', '=', 'sign-in').where('result', '=', 'done').limit(shownSignIns).execute(),
    ...await own.where((where) => where.or([where('act', '!=', 'sign-in'), where('result', '=', 'refused')])).limit(shownOthers).execute(),
    ...await others.orderBy('entry', 'desc').limit(shownOthers).execute(),
  ];
  const found = rows.map(happeningIn).filter((one) => one?.accountId === accountId).filter((one) => one !== null);
  const told = [...await withNewAddresses(tx, accountId, found), ...await triesOf(tx, accountId, since)];
  return told.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : (other.entry ?? 0) - (one.entry ?? 0)));
}

async function triesOf(tx: Tx, accountId: string, since: string): Promise<Happening[]> {
  const rows = await tx.selectFrom('refused_tries').selectAll().where('account_id', '=', accountId).where('last_at', '>=', since).orderBy('day', 'desc').limit(shownOthers).execute();
  return rows.map(({ last_at: at, tries }) => ({ at, what: 'tries-refused', by: null, address: null, newAddress: false, count: tries, entry: null, news: tries >= manyTries }));
}

/** Marks sign-ins from a network from which this person had not come before. The very first one has nothing to be compared with. */
export async function withNewAddresses<H extends Happening>(tx: Tx, accountId: string, found: readonly H[]): Promise<H[]> {
  const signIns = found.filter(({ what }) => what === 'signed-in' || what === 'signed-in-recovery');
  if (signIns.length === 0) return [...found];
  const newest = Math.max(...signIns.map(({ entry }) => entry ?? 0));
  const rows = await tx.selectFrom('ledger_entries').select(columns).where('actor_id', '=', accountId).where(ownActs).where('act', '=', 'sign-in').where('result', '=', 'done').where('idx', '<', newest).orderBy('idx', 'desc').limit(comparedSignIns).execute();
  const earlier = rows.map((row) => ({ idx: row.idx, network: networkOf(happeningIn(row)?.address ?? '') }));
  return found.map((one) => {
    if (!signIns.includes(one)) return one;
    const before = earlier.filter(({ idx }) => idx < (one.entry ?? 0));
    const newAddress = before.length > 0 && !before.some(({ network }) => network === networkOf(one.address ?? ''));
    return newAddress ? { ...one, newAddress, news: true } : one;
  });
}

/** When the account last signed in before `at`; null: never. A sign-in that was refused is none. */
export async function previousSignInOf(tx: Tx, accountId: string, at: string): Promise<string | null> {
  const row = await tx.selectFrom('ledger_entries').select('at').where('actor_id', '=', accountId).where(ownActs).where('act', '=', 'sign-in').where('result', '=', 'done').where('at', '<', at).orderBy('idx', 'desc').limit(1).executeTakeFirst();
  return row?.at ?? null;
}
