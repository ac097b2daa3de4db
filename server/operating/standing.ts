// How the whole gateway stands, in counts and codes: for the machine's own watching. Nothing of it names a person, a firm, a municipality or a transfer.
import { stat, statfs } from 'node:fs/promises';
import type { Lag } from '../forwarding/cursor.ts';
import type { Admission } from '../http/admission.ts';
import type { Clock } from '../ledger/clock.ts';
import { isLoud, witnessStanding } from '../ledger/witness-standing.ts';
import type { Scanner } from '../scanning/scanner.ts';
import type { Store } from '../store/store.ts';

export interface StandingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly alarms: ReadonlyMap<string, string>;
  readonly scanner: Scanner;
  readonly admission: Admission;
  readonly lag: () => Promise<Lag | null>;
  readonly databaseFile: string;
  readonly dataFolder: string;
}

export interface Standing {
  readonly transfers: readonly { readonly state: string; readonly count: number }[];
  /** Transfers whose time has come and whose step is not done yet. */
  readonly overdue: number;
  readonly ledger: { readonly entries: number; readonly signed: number };
  /** Entries that a syslog receiver is not known to have; null where none is set. */
  readonly unforwarded: number | null;
  readonly witnesses: { readonly asked: number; readonly refusing: number; readonly silent: number };
  readonly mailsWaiting: number;
  readonly uploads: Admission['uploads']['standing'];
  readonly downloads: Admission['downloads']['standing'];
  /** `none`: nothing is scanned at all. */
  readonly scanner: 'answers' | 'silent' | 'none';
  readonly bytes: { readonly database: number; readonly log: number; readonly free: number; readonly total: number };
  readonly alarms: readonly string[];
  /** The wall clock has leapt and is not believed: nothing expires or is wiped meanwhile. */
  readonly clockLeapt: boolean;
}

/** Counts. Reads on the connection for searches, so that it holds up no change; throws what the database throws. */
export async function standingOf(parts: StandingParts): Promise<Standing> {
  const { admission: { uploads, downloads }, alarms, clock } = parts;
  const lag = await parts.lag();
  return {
    ...await countedRows(parts), unforwarded: lag?.waiting ?? null, witnesses: await countedWitnesses(parts), uploads: uploads.standing, downloads: downloads.standing,
    scanner: parts.scanner.kind === 'none' ? 'none' : await parts.scanner.describe().then(() => 'answers' as const, () => 'silent' as const),
    bytes: await countedBytes(parts), alarms: [...alarms.keys()], clockLeapt: clock.isLeaping(),
  };
}

async function countedRows({ store, clock }: StandingParts): Promise<Pick<Standing, 'transfers' | 'overdue' | 'ledger' | 'mailsWaiting'>> {
  const all = store.search;
  const transfers = await all.selectFrom('transfers').select((select) => ['state', select.fn.countAll<number>().as('count')]).groupBy('state').execute();
  const overdue = await all.selectFrom('transfers').select((select) => select.fn.countAll<number>().as('count')).where('due_at', '<=', clock.now()).executeTakeFirstOrThrow();
  const newest = await all.selectFrom('ledger_entries').select('idx').orderBy('idx', 'desc').limit(1).executeTakeFirst();
  const head = await all.selectFrom('ledger_checkpoints').select('size').orderBy('size', 'desc').limit(1).executeTakeFirst();
  const mails = await all.selectFrom('mails').select((select) => select.fn.countAll<number>().as('count')).where('state', '=', 'waiting').executeTakeFirstOrThrow();
  return { transfers, overdue: overdue.count, ledger: { entries: newest === undefined ? 0 : newest.idx + 1, signed: head?.size ?? 0 }, mailsWaiting: mails.count };
}

async function countedWitnesses({ store }: StandingParts): Promise<Standing['witnesses']> {
  const { witnesses } = await witnessStanding(store.search);
  return { asked: witnesses.length, refusing: witnesses.filter(({ trouble }) => isLoud(trouble)).length, silent: witnesses.filter(({ trouble }) => trouble !== null && !isLoud(trouble)).length };
}

async function countedBytes({ databaseFile, dataFolder }: StandingParts): Promise<Standing['bytes']> {
  const sizeOf = (path: string): Promise<number> => stat(path).then((found) => found.size, () => 0);
  const disk = await statfs(dataFolder);
  return { database: await sizeOf(databaseFile), log: await sizeOf(`${databaseFile}-wal`), free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize };
}
