// How the whole gateway stands, in counts and codes: for the machine's own watching. Nothing of it names a person, a firm, a municipality or a transfer.
import type { Lag } from '../forwarding/cursor.ts';
import type { Admission } from '../http/admission.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Scanner } from '../scanning/scanner.ts';
import type { Store } from '../store/store.ts';
import { keysDue, type KeyDue } from '../watching/keys-due.ts';
import { bytesStanding, ledgerStanding, witnessesStanding } from '../watching/machine.ts';

export interface StandingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly alarms: ReadonlyMap<string, string>;
  readonly scanner: Scanner;
  readonly admission: Admission;
  readonly lag: () => Promise<Lag | null>;
  readonly cleartext: readonly string[];
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
  readonly keys: readonly KeyDue[];
  /** Lines to other machines that are not encrypted: the operator named them. */
  readonly cleartext: readonly string[];
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
    bytes: await bytesStanding(parts), alarms: [...alarms.keys()], cleartext: parts.cleartext, keys: await keysDue(parts.store), clockLeapt: clock.isLeaping(),
  };
}

async function countedRows({ store, clock }: StandingParts): Promise<Pick<Standing, 'transfers' | 'overdue' | 'ledger' | 'mailsWaiting'>> {
  const all = store.search;
  const transfers = await all.selectFrom('transfers').select((select) => ['state', select.fn.countAll<number>().as('count')]).groupBy('state').execute();
  const overdue = await all.selectFrom('transfers').select((select) => select.fn.countAll<number>().as('count')).where('due_at', '<=', clock.now()).executeTakeFirstOrThrow();
  const { entries, signed } = await ledgerStanding(store);
  const mails = await all.selectFrom('mails').select((select) => select.fn.countAll<number>().as('count')).where('state', '=', 'waiting').executeTakeFirstOrThrow();
  return { transfers, overdue: overdue.count, ledger: { entries, signed }, mailsWaiting: mails.count };
}

async function countedWitnesses({ store }: StandingParts): Promise<Standing['witnesses']> {
  const { asked, refusing, silent } = await witnessesStanding(store);
  return { asked, refusing: refusing.length, silent: silent.length };
}
