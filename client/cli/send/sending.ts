// Carries one sending from wherever it stands to its submit: asks the gateway what is there, does what is missing, and notes each step (ledger.ts tells the order).
// May be run again after any crash or broken line. Whoever calls it has taken the files out of the watched folder, or keeps them where they are.
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { DepositView, FileView } from '../../../server/http/wire/transfers.ts';
import { Refused } from '../../api.ts';
import { failureOf } from '../unattended/ending.ts';
import type { Caller } from '../unattended/line.ts';
import type { Teller } from '../unattended/telling.ts';
import { waitingWords } from '../unattended/waiting-words.ts';
import { isSame, lookAt, pathsOf, type SeenFile } from './found.ts';
import type { SendLedger, Sending } from './ledger.ts';
import { batchesOf } from '../../batches.ts';
import { BATCH_FILE_BYTES } from '../../../server/http/wire/batch-limits.ts';
import { IN_ONE_REQUEST } from '../../upload-resumable.ts';
import type { UploadMemory } from '../upload-memory.ts';
import { NotSendable } from './not-sendable.ts';
import { hashOf, uploadOne, type FileToUpload } from './uploading.ts';
import { readSeen, refusalOf, sendTogether, type SmallFound } from './uploading-together.ts';

export interface CarryParts {
  readonly ledger: SendLedger;
  readonly caller: Pick<Caller, 'api' | 'sign' | 'origin'>;
  /** Uploads that were begun. */
  readonly memory: UploadMemory;
  readonly teller: Teller;
  /** Where the files of a sending lie now. */
  readonly placeOf: (sending: Sending) => string;
  readonly signal: AbortSignal;
}

/** Thrown to begin anew under another key: the draft ended, and nothing of it was ever submitted. */
class BeginAgain extends Error {
  override readonly name = 'BeginAgain';
}

/** Batches of small files on their way at once: the next is read while the gateway seals the one before. */
const BATCHES_AT_ONCE = 2;
/** Others that go in one request each: they share what the gateway waits for on its disk. One person may have more places than that. */
const MIDDLING_AT_ONCE = 8;

/** How often one sending may begin anew, and a submit that met something else in the draft is tried again. */
const TRIES = 3;

/**
 * Carries the sending of this key; returns it as submitted. Throws `NotSendable` where the files are at fault, `Refused` and `LineCut` where the gateway says no or is not reached,
 * and what reading the files throws.
 */
export async function carry(parts: CarryParts, begun: string): Promise<Sending> {
  let key = begun;
  for (let tries = 1; ; tries += 1) {
    try {
      const sending = parts.ledger.sendings.get(key);
      if (sending === undefined) throw new Error('expected the sending in the ledger');
      return sending.state === 'submitted' ? sending : await carryOn(parts, sending);
    } catch (error) {
      if (!(error instanceof BeginAgain) || tries === TRIES) throw error;
      const next = randomBytes(16).toString('hex');
      await parts.ledger.note({ state: 'again', key, next });
      key = next;
    }
  }
}

async function carryOn(parts: CarryParts, begun: Sending): Promise<Sending> {
  const { ledger, teller, caller: { api } } = parts;
  let sending = begun;
  const { key, seen: { request } } = sending;
  // The same key with the same request answers with what is there (H 16).
  const deposit = sending.depositId === null ? await api.call('addDeposit', { idempotencyKey: key, body: request }) : await api.call('deposit', { id: sending.depositId });
  if (sending.depositId === null) {
    const numbers = deposit.transfers.map(({ number }) => number);
    sending = await ledger.note({ state: 'draft', key, depositId: deposit.id, numbers });
    teller.tell('draft', { key, deposit: deposit.id, numbers }, [`下書きを作りました: 授受番号 ${numbers.join('、')}`, `draft made: transfer ${numbers.join(', ')}`]);
  }
  if (!isUnsent(deposit, sending)) return noteSubmitted(parts, sending, deposit);
  for (let tries = 1; ; tries += 1) {
    const submitted = await submit(parts, await uploadMissing(parts, sending), tries);
    if (submitted !== null) return noteSubmitted(parts, sending, submitted);
  }
}

/** Whether it is still a draft. Throws where it ended: anew if it was surely never submitted, for a person to judge if it may have been. */
function isUnsent({ transfers }: DepositView, { state }: Sending): boolean {
  if (transfers.every((transfer) => transfer.state === 'draft')) return true;
  if (!transfers.some((transfer) => transfer.ended?.why === 'discarded')) return false;
  if (state === 'submitting') throw new NotSendable('DISCARDED', 'この授受は、送ったあとに破棄されたおそれがあります。画面で確かめてから、必要なら改めて送ってください。', 'it may have been discarded after it was sent: look at the portal, and send anew if needed');
  throw new BeginAgain('the draft was swept');
}

/** Uploads what the draft does not have. Returns the sending with every file uploaded. */
async function uploadMissing(parts: CarryParts, sending: Sending): Promise<Sending> {
  const place = parts.placeOf(sending);
  const paths = pathsOf({ path: place, isFolder: sending.seen.isFolder, files: sending.seen.files });
  const { key, depositId, seen: { files } } = sending;
  if (depositId === null) throw new Error('expected a draft before its files');
  await mustBeUnchanged(place, sending);
  const there = new Unclaimed(await filesIn(parts, depositId));
  // What was acknowledged is claimed first, so that a copy of it is not taken for another file of the same bytes.
  const missing = [...files.keys()].filter((at) => !there.claim(sending.uploaded.get(at)?.sha256));
  const found = missing.flatMap((at): FoundFile[] => (files[at] === undefined ? [] : [{ at, path: paths[at] ?? '', seen: files[at] }]));
  const [small, other] = divided(found, ({ seen }) => seen.size <= BATCH_FILE_BYTES);
  const [middling, large] = divided(other, ({ seen }) => seen.size <= IN_ONE_REQUEST);
  const to: To = { ...parts, there, depositId, sending };
  await severalAtOnce(batchesOf(small, ({ seen }) => seen), BATCHES_AT_ONCE, (batch) => uploadTogether(to, batch));
  await severalAtOnce(middling, MIDDLING_AT_ONCE, (one) => uploadFound(to, one));
  await severalAtOnce(large, 1, (one) => uploadFound(to, one));
  // One look at the whole at the end: what was put in meanwhile is found, and ten thousand files are not looked at ten thousand times.
  await mustBeUnchanged(place, sending);
  const whole = parts.ledger.sendings.get(key);
  if (whole === undefined) throw new Error('expected the sending in the ledger');
  return whole;
}

interface FoundFile extends SmallFound { /** Its place among those of the sending. */ readonly at: number }
interface To extends CarryParts { readonly there: Unclaimed; readonly depositId: string; readonly sending: Sending }

const divided = <T>(these: readonly T[], is: (one: T) => boolean): [T[], T[]] => [these.filter(is), these.filter((one) => !is(one))];

async function uploadFound(to: To, { at, path, seen: file }: FoundFile): Promise<void> {
  to.signal.throwIfAborted();
  const sha256 = await hashOf(path);
  mustBeMarked(to, sha256);
  if (!to.there.claim(sha256)) await asFileFault(() => upload(to, { depositId: to.depositId, path, name: file.name, sha256 }, file.size));
  const now = await lookAt(path);
  if (now === null || !isSame(now.files, [{ ...file, name: basename(path) }])) throw changed();
  await noteUploaded(to, [{ at, seen: file, sha256 }]);
}

/** What of a batch the gateway took is noted also where it refuses another of it. */
async function uploadTogether(to: To, batch: readonly FoundFile[]): Promise<void> {
  const { caller, teller, there, depositId, signal } = to;
  signal.throwIfAborted();
  const read = batch.map((one) => {
    const file = readSeen(one);
    if (file === null) throw changed();
    mustBeMarked(to, file.sha256);
    return { ...file, at: one.at };
  });
  const [known, unknown] = divided(read, ({ sha256 }) => there.claim(sha256));
  const onCut = (asked: number): void => teller.tell('waiting', { files: unknown.length }, waitingWords(asked));
  const outcomes = unknown.length === 0 ? [] : await asFileFault(() => sendTogether(unknown, { caller, depositId, signal, onCut }));
  const [kept, left] = divided(unknown.map((file, at) => ({ file, outcome: outcomes[at] })), ({ file, outcome }) => outcome?.kept?.sha256 === file.sha256);
  await noteUploaded(to, [...known, ...kept.map(({ file }) => file)]);
  const [first] = left;
  if (first === undefined) return;
  const refusal = first.outcome === undefined ? null : refusalOf(first.outcome);
  await asFileFault(() => Promise.reject(refusal ?? changed()));
}

/** Throws `NotSendable` for a file that is not the one whose hash the marker gives. */
function mustBeMarked({ sending: { seen } }: To, sha256: string): void {
  if (seen.sha256 !== null && sha256 !== seen.sha256) throw new NotSendable('CONTENT_DIFFERS', '完了の印にある SHA-256 と、ファイルの内容が違います。', 'the file is not the one whose SHA-256 the marker gives');
}

async function noteUploaded({ ledger, teller, sending: { key } }: To, files: readonly { readonly at: number; readonly seen: SeenFile; readonly sha256: string }[]): Promise<void> {
  await ledger.noteAll(files.map(({ at, seen: { size }, sha256 }) => ({ state: 'uploaded', key, file: at, size, sha256 })));
  for (const { seen: { name, size }, sha256 } of files) teller.tell('uploaded', { key, file: name, size, sha256 }, [`送りました: ${name}（${size} バイト）`, `uploaded: ${name} (${size} bytes)`]);
}

/** Does `work` for each, so many at once. The first that fails is thrown once the others under way have come to their end; no further one is begun. */
async function severalAtOnce<T>(these: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = these[Symbol.iterator]();
  let failed = false;
  const walk = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true && !failed; next = left.next()) {
      await work(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, walk));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function upload({ caller, memory, teller, signal }: CarryParts, file: FileToUpload, size: number): Promise<void> {
  const onCut = (_sent: number, asked: number): void => teller.tell('waiting', { file: file.name }, waitingWords(asked));
  await uploadOne(file, { caller, memory, signal, onCut, onBytes: (bytes) => teller.progress(file.name, bytes, size) });
}

/** What the gateway says about a file itself (a virus, a number, its name or size) is that file's fault; a draft that is gone or not ours is not. */
async function asFileFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== 'refused' || [403, 404, 410].includes(failure.problem.status) || failure.problem.code === 'WRONG_STATE') throw error;
    const { code, detail } = failure.problem;
    throw new NotSendable(code, detail.ja, detail.en);
  }
}

const filesIn = async ({ caller: { api } }: CarryParts, depositId: string): Promise<readonly FileView[]> => (await api.call('deposit', { id: depositId })).transfers[0]?.files ?? [];

/** Files of the draft, by hash, that no file of ours stands for yet. */
class Unclaimed {
  readonly #left = new Map<string, FileView[]>();
  constructor(files: readonly FileView[]) {
    for (const file of files) this.#left.set(file.sha256, [...(this.#left.get(file.sha256) ?? []), file]);
  }

  claim(sha256: string | undefined): boolean {
    return sha256 !== undefined && this.#left.get(sha256)?.shift() !== undefined;
  }

  get rest(): readonly FileView[] {
    return [...this.#left.values()].flat();
  }
}

/** What is read while it changes is sent by nobody: neither half is what its writer meant. */
async function mustBeUnchanged(place: string, { seen }: Sending): Promise<void> {
  const now = await lookAt(place);
  if (now === null || !isSame(now.files, seen.files)) throw changed();
}

const changed = (): NotSendable => new NotSendable('FILE_CHANGED', '送っている間にファイルが変わりました。書き終わってから、もう一度置いてください。', 'the file changed while it was being sent: put it there again once it is finished');

/** Submits exactly the files of this sending; returns it as it then stands. Null where the draft held something else; it is made right and looked at again. */
async function submit({ ledger, caller: { api } }: CarryParts, sending: Sending, tries: number): Promise<DepositView | null> {
  const { key, depositId, uploaded, seen } = sending;
  if (depositId === null) throw new Error('expected a draft before its submit');
  const { transfers } = await api.call('deposit', { id: depositId });
  const there = new Unclaimed(transfers[0]?.files ?? []);
  const isWhole = seen.files.every((_, at) => there.claim(uploaded.get(at)?.sha256));
  // An upload of an earlier run that came to its end after that run had died.
  for (const { uploadId } of there.rest) await api.call('removeFile', { id: depositId, uploadId });
  if (!isWhole || there.rest.length > 0) {
    if (tries < TRIES) return null;
    throw new NotSendable('CHECKS_CHANGED', '下書きの中身が、送ったファイルと合いません。', 'the draft does not hold the files that were sent');
  }
  await ledger.note({ state: 'submitting', key });
  try {
    return await api.call('submit', { id: depositId, headers: { 'if-match': transfers.map(({ digest }) => `"${digest}"`).join(', ') } });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code } = error.problem;
    if (code === 'CHECKS_CHANGED' && tries < TRIES) return null;
    if (code !== 'CERTIFICATES_CHANGED' && code !== 'COLLECT_BY_PAST') throw error;
    await api.call('discard', { id: depositId });
    throw new BeginAgain(code);
  }
}

async function noteSubmitted({ ledger, teller }: CarryParts, { key }: Sending, { transfers }: DepositView): Promise<Sending> {
  const sent = transfers.map(({ id, number, state }) => ({ id, number, state }));
  const after = await ledger.note({ state: 'submitted', key, transfers: sent });
  const waits = sent.some(({ state }) => state === 'awaiting-approval');
  const numbers = sent.map(({ number }) => number);
  teller.tell('submitted', { key, numbers, states: sent.map(({ state }) => state) }, waits ? [`預け入れました: 授受番号 ${numbers.join('、')}（承認待ち）`, `submitted: transfer ${numbers.join(', ')} (waits for approval)`] : [`預け入れました: 授受番号 ${numbers.join('、')}`, `submitted: transfer ${numbers.join(', ')}`]);
  return after;
}
