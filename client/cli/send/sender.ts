// Works off what the ledger and the folder hold: each sending by itself, so that one that cannot go stops no other. Says how it went.
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { failureOf, untilReached } from '../unattended/ending.ts';
import { putAway, take, placeOf, type Place } from './filing.ts';
import type { Found } from './found.ts';
import { isEnded, isOpen, type SendLedger, type Sending } from './ledger.ts';
import { NotSendable } from './not-sendable.ts';
import { readTold, type Quantity, type Request } from './request.ts';
import { carry, type CarryParts } from './sending.ts';

export interface SenderParts extends Omit<CarryParts, 'placeOf'> {
  readonly place: Place;
  readonly request: Omit<Request, 'quantity'>;
  readonly quantity: Quantity;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** What came of one sending. `held`: the gateway does not take it now, for a reason that is not the file's; it is tried again. */
export type Came = 'sent' | 'failed' | 'held' | 'gone';

/** Notes what is to be sent, before anything is done with it. */
export async function begin({ ledger, teller, request, quantity }: SenderParts, found: Found): Promise<Sending> {
  const key = randomBytes(16).toString('hex');
  const told = await readTold(found, quantity).catch((error: unknown) => {
    if (error instanceof NotSendable) return error;
    throw error;
  });
  const isFit = !(told instanceof NotSendable);
  const { path, isFolder, files, marker } = found;
  const title = isFit ? told.title : null;
  const sending = await ledger.note({
    state: 'seen', key, path, isFolder, marker, files: [...files], sha256: isFit ? told.sha256 : null,
    request: { ...request, recipientIds: [...request.recipientIds], quantity: isFit ? told.quantity : 1, ...(title === null ? {} : { title }) },
  });
  teller.tell('seen', { key, files: files.map(({ name }) => name), quantity: sending.seen.request.quantity }, [`見つけました: ${basename(path)}（${files.length}ファイル）`, `found: ${basename(path)} (${files.length} files)`]);
  return isFit ? sending : ledger.note({ state: 'failed', key, code: told.code, ja: told.ja, en: told.en });
}

/**
 * Takes one sending as far as it goes. Throws `LineCut` or `Refused` (see `failureOf`) once the line stays down through all pauses, or where this
 * terminal is not let in; then nothing is lost.
 */
export async function work(parts: SenderParts, key: string): Promise<Came> {
  const { ledger, place, teller, signal, pause } = parts;
  const sending = ledger.sendings.get(key);
  if (sending === undefined) throw new Error('expected the sending in the ledger');
  if (!isEnded(sending) && !(await take(ledger, place, sending))) {
    teller.tell('gone', { key }, [`送る前に変わったか、なくなりました: ${basename(sending.seen.path)}`, `changed or gone before it was sent: ${basename(sending.seen.path)}`]);
    return 'gone';
  }
  try {
    const own: CarryParts = { ...parts, placeOf: (one) => placeOf(place, one) };
    const told = (): void => teller.tell('waiting', { key }, ['鍵箱につながりません。待ってから続けます。', 'the gateway is not reached; going on after a pause']);
    const done = isEnded(sending) ? sending : await untilReached(() => carry(own, newest(ledger, key)), { signal, pause, told, mark: () => ledger.count });
    return await file(parts, done);
  } catch (error) {
    return await afterFailure(parts, newest(ledger, key), error);
  }
}

/** The key that a sending goes on under, where its draft was lost and it began anew. */
function newest(ledger: SendLedger, key: string): string {
  const origin = ledger.sendings.get(key)?.origin;
  return [...ledger.sendings.values()].findLast((one) => one.origin === origin)?.key ?? key;
}

async function afterFailure(parts: SenderParts, key: string, error: unknown): Promise<Came> {
  const { ledger, teller, place } = parts;
  const sending = ledger.sendings.get(key);
  const failure = failureOf(error);
  if (sending === undefined || failure?.kind === 'line' || failure?.kind === 'credential') throw error;
  if (failure !== null && failure.problem.code !== 'INVALID_REQUEST') {
    const { code, detail } = failure.problem;
    teller.tell('held', { key, code }, [`いまは送れません（${basename(sending.seen.path)}）: ${detail.ja}`, `cannot be sent now (${basename(sending.seen.path)}): ${detail.en}`]);
    return 'held';
  }
  const why = failure !== null ? new NotSendable(failure.problem.code, failure.problem.detail.ja, failure.problem.detail.en) : unreadable(error, placeOf(place, sending));
  if (why === null) throw error;
  await discard(parts, sending);
  return file(parts, await ledger.note({ state: 'failed', key, code: why.code, ja: why.ja, en: why.en }));
}

/** A file that the disk does not give is that file's trouble; a full disk or a ledger that cannot be written is ours. */
function unreadable(error: unknown, place: string): NotSendable | null {
  if (error instanceof NotSendable) return error;
  const isOurs = !(error instanceof Error && 'path' in error && typeof error.path === 'string' && error.path.startsWith(place));
  return isOurs ? null : new NotSendable('UNREADABLE', 'ファイルを読めません。', 'the file cannot be read');
}

/** Nothing half is left at the gateway. One that cannot be reached now sweeps the draft by itself, after the days of the policy. */
async function discard({ caller: { api } }: SenderParts, { depositId, failure, key }: Sending): Promise<void> {
  if (depositId === null || failure !== null) return;
  await api.call('discard', { id: depositId }).catch((error: unknown) => {
    if (failureOf(error) === null) throw new Error(`the draft of ${key} could not be discarded`, { cause: error });
  });
}

async function file({ ledger, place, teller }: SenderParts, sending: Sending): Promise<Came> {
  const { key, failure, seen } = sending;
  if (failure !== null) teller.tell('failed', { key, file: basename(seen.path), code: failure.code }, [`送れませんでした（${basename(seen.path)}）: ${failure.ja}`, `not sent (${basename(seen.path)}): ${failure.en}`]);
  if (!sending.isFiled) {
    const to = await putAway(ledger, place, sending);
    teller.tell('filed', { key, to }, to === null ? ['送ったファイルを削除しました。', 'the files that were sent are deleted'] : [`ファイルの置き場所: ${to}`, `the files are at: ${to}`]);
  }
  return failure === null ? 'sent' : 'failed';
}

/** The sendings that an earlier run left, oldest first. */
export const leftOver = ({ sendings }: SendLedger): string[] => [...sendings.values()].filter(isOpen).map(({ key }) => key);
