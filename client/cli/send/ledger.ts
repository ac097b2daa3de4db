/**
 * The ledger of what went: each sending, from the moment it is seen, by a key that the gateway keeps with the deposit.
 *
 * Order of writes, each on the disk before the next is done: `seen` (with the key and the whole request), the files taken out of the folder, the draft made
 * under the key, `draft`; each file uploaded, `uploaded`; `submitting`, the submit, `submitted`; the files put away, `filed`. Commit point: the gateway's submit.
 * A crash between an act and its record is mended by asking the gateway: the key answers with the draft that is there, the draft tells its files by hash and
 * whether it is submitted. So nothing goes twice; and nothing is lost, since files are put away only after `submitted` or `failed`.
 */
import { z } from 'zod';
import { newDeposit } from '../../../server/http/wire/transfers.ts';
import { openJournal, shortenJournal, type Dated } from '../unattended/journal.ts';
import { seenFile, type Found } from './found.ts';

const key = z.string().regex(/^[0-9a-f]{32}$/);
const sent = z.object({ id: z.string(), number: z.string(), state: z.string() });
export const sendRecord = z.discriminatedUnion('state', [
  z.object({ state: z.literal('seen'), key, request: newDeposit, path: z.string(), isFolder: z.boolean(), marker: z.string().nullable(), files: z.array(seenFile).min(1), sha256: z.string().nullable() }),
  z.object({ state: z.literal('draft'), key, depositId: z.string(), numbers: z.array(z.string()) }),
  z.object({ state: z.literal('uploaded'), key, file: z.int(), size: z.number(), sha256: z.string() }),
  z.object({ state: z.literal('submitting'), key }),
  z.object({ state: z.literal('submitted'), key, transfers: z.array(sent) }),
  z.object({ state: z.literal('filed'), key, to: z.string().nullable() }),
  z.object({ state: z.literal('failed'), key, code: z.string(), ja: z.string(), en: z.string() }),
  /** Its draft ended unsent (swept, or sealed for a certificate that is gone): `next` begins anew with the same files. */
  z.object({ state: z.literal('again'), key, next: key }),
  /** The files were changed or taken away before anything of them was sent. */
  z.object({ state: z.literal('gone'), key }),
]);
export type SendRecord = z.infer<typeof sendRecord>;
export type Seen = Extract<SendRecord, { state: 'seen' }>;

/** A sending as its records make it. */
export interface Sending {
  readonly key: string;
  /** The key under which its files were taken, where it began anew. */
  readonly origin: string;
  readonly seen: Seen;
  readonly depositId: string | null;
  /** By the place of the file in `seen.files`. */
  readonly uploaded: Map<number, { readonly size: number; readonly sha256: string }>;
  readonly state: SendRecord['state'];
  readonly transfers: readonly z.infer<typeof sent>[];
  readonly failure: Extract<SendRecord, { state: 'failed' }> | null;
  readonly isFiled: boolean;
}

export interface SendLedger {
  /** The sendings, oldest first. */
  readonly sendings: ReadonlyMap<string, Sending>;
  /** How many records there are. */
  readonly count: number;
  note(record: SendRecord): Promise<Sending>;
  /** The same for several of one sending, with one wait for the disk. */
  noteAll(records: readonly SendRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** A rewrite is worth so many records. */
const forgottenAtOnce = 1000;
/** So long is remembered what could be asked about, though nothing could send it again. */
const rememberedDays = 30;

/** Opens the ledger file, shortened where much of it may go (`withoutWhatMayGo`). Throws `JournalDamaged`. */
export async function openSendLedger(file: string, now: () => number, atOnce = forgottenAtOnce): Promise<SendLedger> {
  const before = new Date(now() - rememberedDays * 86_400_000).toISOString();
  await shortenJournal(file, sendRecord, (every) => withoutWhatMayGo(every, before), atOnce);
  const journal = await openJournal(file, sendRecord, now);
  const sendings = new Map<string, Sending>();
  for (const record of journal.records) take(sendings, record);
  return {
    sendings,
    get count() { return journal.records.length; },
    note: async (record) => {
      await journal.append(record);
      return take(sendings, record);
    },
    noteAll: async (records) => {
      await journal.appendAll(records);
      for (const record of records) take(sendings, record);
    },
    close: () => journal.close(),
  };
}

/**
 * What the ledger must not forget. A sending goes whole when it has ended before `before` and we ourselves took its files from where they were seen: what lies there now is a
 * new sending, with or without memory; and one of which nothing was sent. One whose files stayed where they were (`--after keep`, or named one by one) is never
 * forgotten, however old: the same files would go again. Of it only the steps on the way to its end go. What has not ended stays as it is.
 */
export function withoutWhatMayGo(every: readonly Dated<SendRecord>[], before: string): readonly Dated<SendRecord>[] {
  const sendings = new Map<string, Sending>();
  for (const { record } of every) take(sendings, record);
  const last = new Map([...sendings.values()].map((sending) => [sending.origin, sending]));
  const filed = new Map(every.flatMap(({ at, record }) => (record.state === 'filed' ? [[record.key, { at, to: record.to }] as const] : [])));
  const ended = new Map(every.map(({ at, record }) => [record.key, at]));
  const isGone = (sending: Sending): boolean => {
    const put = filed.get(sending.key);
    if ((ended.get(sending.key) ?? before) >= before || isOpen(sending)) return false;
    return sending.state === 'gone' || (put !== undefined && put.to !== sending.seen.path);
  };
  const gone = new Set([...last.values()].filter(isGone).map(({ origin }) => origin));
  const over = new Set([...last.values()].filter((sending) => !isOpen(sending)).map(({ origin }) => origin));
  return every.filter(({ record }) => {
    const origin = sendings.get(record.key)?.origin ?? record.key;
    return !gone.has(origin) && !(over.has(origin) && ['draft', 'uploaded', 'submitting'].includes(record.state));
  });
}

function take(sendings: Map<string, Sending>, record: SendRecord): Sending {
  const before = record.state === 'seen' ? undefined : sendings.get(record.key);
  const after = record.state === 'seen' ? begin(record) : before === undefined ? null : step(before, record);
  if (after === null) throw new Error('expected the sending to have been seen before');
  sendings.set(record.key, after);
  if (before !== undefined && record.state === 'again') sendings.set(record.next, begin({ ...before.seen, key: record.next }, before.origin));
  return after;
}

const begin = (seen: Seen, origin = seen.key): Sending => ({ key: seen.key, origin, seen, depositId: null, uploaded: new Map(), state: 'seen', transfers: [], failure: null, isFiled: false });

function step(before: Sending, record: Exclude<SendRecord, { state: 'seen' }>): Sending {
  const { state } = record;
  switch (record.state) {
    case 'draft': return { ...before, state, depositId: record.depositId };
    case 'uploaded':
      // The one map of the sending grows: a copy for each of ten thousand files would be fifty million entries.
      before.uploaded.set(record.file, record);
      return { ...before, state };
    case 'submitted': return { ...before, state, transfers: record.transfers };
    case 'failed': return { ...before, state, failure: record };
    case 'filed': return { ...before, isFiled: true };
    case 'submitting': case 'again': case 'gone': return { ...before, state };
  }
}

/** Nothing more is to be done for it at the gateway. */
export const isEnded = ({ state }: Sending): boolean => ['submitted', 'failed', 'again', 'gone'].includes(state);

/** Has anything still to be done: at the gateway, or with its files. */
export const isOpen = (sending: Sending): boolean => !isEnded(sending) || (!sending.isFiled && ['submitted', 'failed'].includes(sending.state));

/** The sending of these very files in this very version, if there is one that was not given up. */
export function knownAs(ledger: Pick<SendLedger, 'sendings'>, { path, files }: Pick<Found, 'path' | 'files'>): Sending | undefined {
  return [...ledger.sendings.values()].findLast(({ seen, state }) => state !== 'gone' && state !== 'again' && seen.path === path && seen.files.length === files.length
    && seen.files.every((one, at) => one.size === files[at]?.size && one.mtimeNs === files[at].mtimeNs && one.inode === files[at].inode));
}
