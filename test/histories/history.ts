// One history: a gateway on a copy of the town with a tape in its database, people who do one thing after another, and after each the reconciliation.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createApi, Refused, readProblem, type Fetch } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { uploadFile } from '../../client/cli/upload.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { routes } from '../../server/http/wire/routes.ts';
import { run, type RunningGateway } from '../../server/running.ts';
import { turnableTime, type Someone, type TurnableTime } from '../town.ts';
import { dice, seededBytes, type Dice } from './dice.ts';
import { readEntry, type Entry } from './entries.ts';
import { quickHasher } from '../quick-hasher.ts';
import { isStrange, reconcile, reconcileRefusals, type Answered, type Known } from './reconcile.ts';
import { installTape, readTape, tapTransactions, type TapeReader } from './tape.ts';
import { openWitnesses, type Witnesses } from './witness.ts';
import { names, type Name, type World } from './world.ts';

/** What the people know and remember, in the order in which they met it. */
export interface Pools {
  readonly deposits: { readonly id: string; readonly maker: Name; readonly transfers: readonly string[] }[];
  readonly transfers: { readonly id: string; readonly maker: Name; readonly recipient: string; readonly engagement: string; readonly outward: boolean }[];
  readonly notices: { readonly id: string; readonly by: Name }[];
  readonly records: string[]; readonly confirmations: string[]; readonly rosters: string[]; readonly certificates: string[]; readonly terminals: string[]; readonly accounts: string[];
  readonly engagements: { readonly id: string; readonly forms: World['engagements'][number]['forms'] }[];
  readonly codes: string[];
  /** What must never lie on the disk in clear. */
  readonly secrets: { readonly what: string; readonly bytes: Uint8Array }[];
  readonly passwords: string[];
  /** SHA-256 of files that the gateway said it has taken, by deposit. */
  readonly acknowledged: { readonly deposit: string; readonly sha256: string }[];
  readonly checkpoints: string[];
  /** Sizes of the heads whose cosignatures an auditor brought. */
  readonly brought: number[];
}

export interface History {
  readonly seed: number; readonly world: World; readonly dice: Dice; readonly time: TurnableTime; readonly pools: Pools; readonly tape: TapeReader;
  readonly people: Readonly<Record<Name, Someone>>;
  readonly running: RunningGateway;
  readonly settings: Settings;
  readonly witnesses: Witnesses;
  /** The keys of the ledger, one after another. */
  readonly vkeys: string[];
  readonly faults: readonly string[];
  /** Refused answers that are still to be found in the ledger, and how many went to people the gateway did not know. */
  readonly answers: Answered[];
  strangers: number;
  readonly now: () => string;
  /** Somebody of this name, signed in; now and then with a session that has ended. */
  as(name: Name): Promise<Someone>;
  send(who: Someone, address: string, name: string, bytes: Uint8Array): Promise<unknown>;
  /** A way to ask in the name of `who` (an account's id) whose refusals are remembered. */
  noted(who: string, fetch: Fetch): Fetch;
  /** Closes the gateway and opens it again; `between` is done while nothing holds the folder. */
  restart(between?: () => Promise<unknown>): Promise<void>;
  /** What does not fit since the last time. */
  reconcile(): Promise<string[]>;
  close(): Promise<void>;
}

const idleMinutes = 25;

/** Opens a gateway on `world`, which must be a copy of its own. */
export async function openHistory(world: World, seed: number): Promise<History> {
  const time = turnableTime(world.at);
  const faults: string[] = [];
  const fault = (id: string, error: unknown): void => void faults.push(`${id} ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  const witnesses = await openWitnesses(world.folder, world.vkey, () => time.wall(), (error) => { fault('WITNESS', error); });
  const settings = readSettings({ KAGIBAKO_DATA: join(world.folder, 'data'), KAGIBAKO_KEYS: join(world.folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0', KAGIBAKO_WITNESSES: witnesses.setting });
  const file = join(settings.dataFolder, 'kagibako.db');
  await installTape(file);
  const tape = await readTape(file);
  const untap = tapTransactions();
  let closing: Promise<void> | undefined;
  const chance = dice(seed);
  let restarts = 0;
  const surroundings = { time, random: seededBytes(seed), tickEvery: 0, webFolder: null, fault, hasher: quickHasher };
  let running = await run(settings, surroundings);
  const known: Known = new Map();
  const seen = new Map<Name, number>(names.map((name) => [name, 0]));
  const note = (who: string, refused: Refused, served = true): void => {
    const answered = { who, code: refused.problem.code, served };
    if (refused.problem.status >= 500 && refused.problem.code !== 'BUSY') faults.push(`answered ${refused.message}`);
    else if (isStrange(answered)) history.strangers += 1;
    else history.answers.push(answered);
  };
  let people = peopleAt(world, running, note);
  const history: History = {
    seed, world, dice: chance, time, tape, faults, settings, witnesses, vkeys: [world.vkey], answers: [], strangers: 0, now: () => new Date(time.wall()).toISOString(),
    pools: { deposits: [], transfers: [], notices: [], records: [], confirmations: [], rosters: [], certificates: [], terminals: [], accounts: [], engagements: [...world.engagements], codes: [], secrets: [], passwords: [], acknowledged: [], checkpoints: [world.checkpoint], brought: [] },
    get people() { return people; },
    get running() { return running; },
    as: async (name) => {
      const who = people[name];
      if (time.monotonic() - (seen.get(name) ?? 0) > idleMinutes * 60_000 && !chance.chance(0.05)) await who.signInAgain();
      seen.set(name, time.monotonic());
      return who;
    },
    send: (who, address, name, bytes) => uploadFile({ address, headers: who.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(bytes); })() }).catch((error: unknown) => {
      if (error instanceof Refused) note(who.id, error);
      throw error;
    }),
    noted: (who, fetch) => async (input, init) => {
      const response = await fetch(input, init);
      if (!response.ok) note(who, new Refused(await readProblem(response.clone())));
      return response;
    },
    restart: async (between) => {
      await running.close();
      await between?.();
      // Two starts at one time must not draw the same identifiers.
      restarts += 1;
      running = await run(settings, { ...surroundings, random: seededBytes(seed + time.monotonic() + restarts / 1000) });
      people = peopleAt(world, running, note, people);
    },
    reconcile: async () => {
      await running.gateway.witnessing.settled();
      const answers = history.answers.splice(0);
      const wrong: string[] = [];
      const all: Entry[] = [];
      for (const transaction of await tape.next()) {
        const entries = await entriesOf(tape, transaction.entries);
        all.push(...entries);
        wrong.push(...reconcile(transaction, entries, known));
      }
      return [...wrong, ...reconcileRefusals(answers, all, () => { history.strangers += 1; }), ...faults.splice(0)];
    },
    close: () => (closing ??= running.close().finally(untap).finally(() => witnesses.close())),
  };
  return history;
}

async function entriesOf(tape: TapeReader, indices: readonly number[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const index of indices) entries.push(...(await tape.all('SELECT bytes FROM ledger_entries WHERE idx = ?', [index])).map(({ bytes }) => readEntry(bytes)));
  return entries;
}

type Note = (who: string, refused: Refused, served?: boolean) => void;

/** Whether this side has such a path for such a method: what it does not have it refuses before it asks who is there, and an ended session makes a stranger of the asker. */
const isServed = (side: 'ward' | 'contractor', method: string, path: string): boolean => Object.values(routes).some((route) => route.method === method && (route.sides as readonly string[]).includes(side) && new RegExp(`^/api/v1${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path));

/** The people at the door of the gateway that runs now; their sessions go on. */
function peopleAt(world: World, running: RunningGateway, note: Note, earlier?: Readonly<Record<Name, Someone>>): Record<Name, Someone> {
  const come = (name: Name): Someone => {
    const { id, login, password, side, page, cookie } = world.visitors[name];
    const base = running.origins[side];
    const line = createSignedFetch(base, earlier === undefined ? cookie : earlier[name].line.headers()['cookie']);
    const api = createApi({ base, fetch: async (input, init) => {
      const response = await line.fetch(input, init);
      if (!response.ok) note(id, new Refused(await readProblem(response.clone())), isServed(side, init.method ?? 'GET', new URL(input).pathname));
      return response;
    } });
    return { id, login, password, api, line, signInAgain: async () => { await api.call('signIn', { body: { login, password, ...(page === undefined ? {} : { page }) } }); } };
  };
  return { sato: come('sato'), takahashi: come('takahashi'), hirota: come('hirota'), tanaka: come('tanaka'), suzuki: come('suzuki'), kondo: come('kondo'), kansa: come('kansa'), admin: come('admin'), kanri: come('kanri') };
}

export const key = (): string => randomBytes(12).toString('hex');
