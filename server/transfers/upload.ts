// Upload (one file): limit, hash, scan, look into and seal for every recipient in one pass over the stream. Plaintext is in memory only.
//
// Order of writes: each body durable in the vault first, the rows second. Commit point of a file: the end of the register's
// transaction. Before it, the bodies are unnamed and swept; after it, every recipient has its body or none has (H 82).
import { createHash } from 'node:crypto';
import type { Person } from '../accounts/person.ts';
import type { Engagement } from '../engagements/engagement.ts';
import { EngagementRefused } from '../engagements/refusal.ts';
import type { ColumnsFound } from '../inspecting/columns.ts';
import { createInspection, type Inspection } from '../inspecting/inspection.ts';
import { createBodySealer, type BodySealer } from '../sealing/body.ts';
import { unwrapWaiting } from '../sealing/waiting.ts';
import type { Scan, Verdict } from '../scanning/scanner.ts';
import { newIdentifier } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import type { BodyWriter } from '../vault/vault.ts';
import { judgeContent, wantedOf } from './content.ts';
import { cleanFileName, distinctFrom, type CleanName } from './file-name.ts';
import { draftContext } from './key-files.ts';
import { changeFiles, type Rule } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { mustFind, mustFindDeposit } from './register.ts';
import { countFiles, insertFile, nextPosition, readFiles, readTexts } from './rows.ts';
import type { FileInspection, SealedFile, Transfer } from './transfer.ts';

type UploadParts = Pick<StepParts, 'store' | 'clock' | 'random' | 'register' | 'vault' | 'scanner' | 'waitingKey' | 'reach'>;

/** What a caller needs before the first byte: the limits, and the sink that takes the file. */
export interface Upload {
  readonly maxFileBytes: number;
  /** Takes the whole stream: scanned, sealed and durable, but not yet part of the draft. Throws `TransferRefused`; then nothing of the file is left. */
  take(name: string, chunks: AsyncIterable<Uint8Array>): Promise<TakenFile>;
}

/** A sealed file that nobody has acknowledged yet: the request may still turn out to be malformed after it. */
export interface TakenFile {
  /** Makes it part of the draft: the commit point. Throws `TransferRefused`; then nothing of the file is left. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * Opens an upload into a draft of one's own; refuses before a byte is read. With `recipientId` the file is for that recipient alone: its bytes are sealed
 * for nobody else (4-9). Throws `TransferRefused` (NOT_FOUND, NOT_SENDER, WRONG_STATE, TOO_MANY_FILES), `EngagementRefused` (RECIPIENT_NOT_IN_ENGAGEMENT).
 */
export async function openUpload(parts: UploadParts, who: Person, depositId: string, recipientId?: string): Promise<Upload> {
  const every = await mustFindDeposit(parts.store.read, who, depositId);
  const transfers = every.filter((transfer) => recipientId === undefined || transfer.recipientId === recipientId);
  if (transfers.length === 0) throw new EngagementRefused('RECIPIENT_NOT_IN_ENGAGEMENT');
  const [first] = transfers;
  if (first === undefined) throw new TransferRefused('NOT_FOUND');
  const { engagement } = await mustFind(parts.store.read, who, first.id);
  // Asked once now, so that a refusal does not wait for gigabytes, and again in the transaction that counts.
  await parts.register.ask(who, 'add-file', transfers.map((transfer) => transfer.id), changeFiles(who, { act: 'add-file' }));
  for (const { id } of transfers) await mustHaveRoom(parts.store.read, id, engagement.policy.maxFiles);
  const { maxFileBytes, maxFiles } = engagement.policy;
  return { maxFileBytes, take: (name, chunks) => take(parts, who, { transfers, engagement, maxFileBytes, maxFiles }, name, chunks) };
}

async function mustHaveRoom(tx: Tx, transferId: string, maxFiles: number): Promise<void> {
  if (await countFiles(tx, transferId) >= maxFiles) throw new TransferRefused('TOO_MANY_FILES', { limit: maxFiles });
}

interface Draft { readonly transfers: readonly Transfer[]; readonly engagement: Engagement; readonly maxFileBytes: number; readonly maxFiles: number }

async function take(parts: UploadParts, who: Person, draft: Draft, given: string, chunks: AsyncIterable<Uint8Array>): Promise<TakenFile> {
  const clean = cleanFileName(given);
  if (clean === null) throw new TransferRefused('FILE_NAME_REFUSED');
  const lanes: Lane[] = [];
  const drop = async (): Promise<void> => {
    for (const lane of lanes) await dropLane(parts, lane);
  };
  const scan = parts.scanner.begin();
  try {
    for (const transfer of draft.transfers) lanes.push(await openLane(parts, transfer));
    const inspection = createInspection(wantedOf(draft.engagement, clean.name));
    const plain = await pour(chunks, { lanes, scan, inspection }, draft.maxFileBytes);
    const verdict = clearedBy(await scan.finish());
    const content = judgeContent(draft.engagement, draft.transfers[0]?.formId ?? '', inspection.end());
    const { patternsFrom } = await parts.scanner.describe();
    for (const lane of lanes) await finishLane(lane);
    await parts.reach('upload.sealed');
    return { drop, keep: () => keep(parts, who, { draft, lanes, clean, ...plain, ...content, scan: { ...verdict, patternsFrom } }, drop) };
  } catch (error) {
    scan.abort();
    await drop();
    throw error;
  }
}

async function keep(parts: UploadParts, who: Person, sealed: Sealed, drop: () => Promise<void>): Promise<void> {
  try {
    await record(parts, who, sealed);
  } catch (error) {
    await drop();
    throw error;
  }
  await parts.reach('upload.recorded');
}

/** One recipient's way: its sealer and its body in the vault. */
interface Lane { readonly transfer: Transfer; readonly sealer: BodySealer; readonly writer: BodyWriter; stored: { id: string; size: number; sha256: string } | null }

async function openLane({ vault, waitingKey, random }: UploadParts, transfer: Transfer): Promise<Lane> {
  if (transfer.draftKey === null) throw new TransferRefused('WRONG_STATE', { state: transfer.state });
  const sessionKey = unwrapWaiting(await vault.readLock(transfer.draftKey), waitingKey, draftContext(transfer.id));
  const sealer = createBodySealer(sessionKey, transfer.bodyFormat, random);
  return { transfer, sealer, writer: await vault.writeBody(), stored: null };
}

async function finishLane(lane: Lane): Promise<void> {
  for (const piece of lane.sealer.final()) await lane.writer.write(piece);
  lane.stored = await lane.writer.commit();
}

async function dropLane({ vault }: UploadParts, lane: Lane): Promise<void> {
  if (lane.stored === null) await lane.writer.abort();
  else await vault.wipeBody(lane.stored.id);
}

/** Larger pieces cost fewer calls: the cipher and the disk both work best from a quarter megabyte on. */
const pieceBytes = 256 * 1024;

interface Passes { readonly lanes: readonly Lane[]; readonly scan: Scan; readonly inspection: Inspection }

async function pour(chunks: AsyncIterable<Uint8Array>, { lanes, scan, inspection }: Passes, limit: number): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of gathered(chunks)) {
    size += chunk.length;
    if (size > limit) throw new TransferRefused('FILE_TOO_BIG', { limitBytes: limit });
    hash.update(chunk);
    await scan.write(chunk);
    await inspection.take(chunk);
    for (const lane of lanes) for (const piece of lane.sealer.update(chunk)) await lane.writer.write(piece);
  }
  if (size === 0) throw new TransferRefused('FILE_EMPTY');
  return { size, sha256: hash.digest('hex') };
}

/** Copies what comes into pieces of one size: somebody who sends byte by byte must not make us hold thousands of small buffers. */
async function* gathered(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece = Buffer.allocUnsafeSlow(pieceBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length;) {
      const part = chunk.subarray(taken, taken + pieceBytes - filled);
      piece.set(part, filled);
      filled += part.length;
      taken += part.length;
      if (filled < pieceBytes) continue;
      yield piece;
      // The sealer may still hold the last one.
      piece = Buffer.allocUnsafeSlow(pieceBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

function clearedBy(verdict: Verdict): { verdict: 'clean' | 'off'; by: string } {
  switch (verdict.verdict) {
    case 'clean': return { verdict: 'clean', by: verdict.by };
    case 'off': return { verdict: 'off', by: 'none' };
    case 'infected': throw new TransferRefused('VIRUS_FOUND', { name: verdict.name });
    // Not scanned is not clean: nothing is kept, and the sender tries again (fail closed, 1-5, H 96, 97).
    case 'unscanned': throw new TransferRefused('NOT_SCANNED', { reason: verdict.reason });
  }
}

interface Sealed { draft: Draft; lanes: readonly Lane[]; clean: CleanName; size: number; sha256: string; scan: SealedFile['scan']; inspection: Omit<FileInspection, 'columnsText'>; columns: ColumnsFound | null }

async function record(parts: UploadParts, who: Person, sealed: Sealed): Promise<void> {
  const { size, sha256, scan, inspection, columns } = sealed;
  const uploadId = newIdentifier(parts.random);
  const laneOf = new Map(sealed.lanes.map((lane) => [lane.transfer.id, lane]));
  const changedOf = new Map<string, readonly string[]>();
  const step = async (tx: Tx, transfer: Transfer): Promise<Rule> => {
    await mustHaveRoom(tx, transfer.id, sealed.draft.maxFiles);
    const { name, changed } = distinctFrom(sealed.clean, await namesIn(tx, transfer.id));
    changedOf.set(transfer.id, changed);
    return changeFiles(who, { act: 'add-file', facts: { size, sha256, bodySha256: storedOf(laneOf.get(transfer.id)).sha256, scan: scan.verdict, looked: inspection.looked, nameChanged: [...changed] }, texts: { file: name, ...(columns === null ? {} : { columns: JSON.stringify(columns) }) } });
  };
  await parts.register.change(who, 'add-file', sealed.lanes.map((lane) => lane.transfer.id), step, async (tx, { after, entry, now }) => {
    const stored = storedOf(laneOf.get(after.id));
    await insertFile(tx, {
      id: newIdentifier(parts.random), transferId: after.id, uploadId, position: await nextPosition(tx, after.id), nameText: entry.textIds['file'] ?? '', nameChanged: changedOf.get(after.id) ?? [],
      size, sha256, bodyId: stored.id, bodySize: stored.size, bodySha256: stored.sha256, scan, inspection: { ...inspection, columnsText: entry.textIds['columns'] ?? null }, sealedAt: now,
    });
  });
}

async function namesIn(tx: Tx, transferId: string): Promise<string[]> {
  const texts = await readTexts(tx, transferId);
  return (await readFiles(tx, transferId)).map((file) => texts.get(file.nameText) ?? '');
}

function storedOf(lane: Lane | undefined): { id: string; size: number; sha256: string } {
  if (lane === undefined || lane.stored === null) throw new Error('expected a stored body for each recipient');
  return lane.stored;
}
