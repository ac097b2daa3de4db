// One file from this computer into a draft, by a program: it goes on by itself after a cut, and in a later run from where the gateway has come to. What the
// gateway sealed is held against the file's own hash before it counts as sent.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Api } from '../calls.ts';
import { discardUpload, IN_ONE_REQUEST, uploadResumable, type Known, type Uploading } from '../upload-resumable.ts';
import type { UploadMemory } from './upload-memory.ts';
import { fileSource, seenNow } from './upload-source.ts';

export interface FileToSend {
  readonly depositId: string;
  /** The recipient for whom alone it is; absent for all. */
  readonly recipientId?: string;
  readonly path: string;
  /** Under which name it goes; its own where absent. */
  readonly name?: string;
  /** Of the plain file, hexadecimal, where it is known already; else it is read for it. */
  readonly sha256?: string;
}

export interface SendingLine {
  /** The origin of the gateway's listener. */
  readonly origin: string;
  readonly api: Api;
  /** What makes a request this person's or this terminal's. */
  readonly sign: NonNullable<Uploading['sign']>;
  /** Where uploads that were begun are remembered for a later run; absent where none follows. */
  readonly memory?: UploadMemory;
  readonly onBytes?: (sent: number) => void;
  readonly onCut?: (sent: number, asked: number) => void;
  readonly signal?: AbortSignal;
  readonly pause?: Uploading['pause'];
}

/** What the gateway sealed is not what this file holds. */
export class SentOtherBytes extends Error {
  constructor(name: string, expected: string, came: string) {
    super(`『${name}』は、送ったものと封緘されたものが違います。 / ${name}: sealed was ${came}, expected ${expected}; it was taken out of the draft`);
    this.name = 'SentOtherBytes';
  }
}

interface Sealed { readonly uploadId: string; readonly sha256: string }

/** Resolves when the gateway holds the file, sealed and durable. Throws `Refused`, `LineCut` (a later run goes on), `SourceBroken`, `SentOtherBytes`, and what reading the file throws. */
export async function sendFile(file: FileToSend, line: SendingLine): Promise<Sealed> {
  const { depositId, path, recipientId, name = basename(path) } = file;
  const { api, origin, sign, onBytes = () => undefined, onCut = () => undefined, signal = new AbortController().signal } = line;
  const seen = await seenNow(path);
  // One request brings a small file: announced again under its key it is the same upload, and there is nothing to go on with.
  const memory = seen.size <= IN_ONE_REQUEST ? undefined : line.memory;
  const sha256 = file.sha256 ?? await hashOf(path);
  const lastModified = Math.floor(seen.mtimeMs);
  const key = [depositId, recipientId ?? '', name].join(' ');
  const before = memory?.get(key);
  const isSame = before?.sha256 === sha256 && before.size === seen.size;
  // The name stands for another file by now: what arrived of the old one makes way.
  if (before !== undefined && !isSame) await discardUpload(before.address, sign);
  const answer = await uploadResumable({
    source: fileSource(path, seen), endpoint: `${origin}/api/uploads`, begun: isSame ? before.address : undefined, sign, onBytes, onCut, signal,
    metadata: { depositId, filename: name, sha256, lastModified: String(lastModified), idempotencyKey: keyOf([depositId, recipientId ?? '', name, sha256, String(lastModified)]), ...(recipientId === undefined ? {} : { recipientId }) },
    // Not waited for: a memory that was not written costs a beginning anew, never a wrong byte.
    onAddress: (address) => void memory?.put(key, { address, ...seen, sha256 }).catch(() => undefined),
    find: () => find(api, { depositId, recipientId, name, sha256, size: seen.size, lastModified }, origin), ...(line.pause === undefined ? {} : { pause: line.pause }),
  });
  const sealed = readAnswer(answer);
  await memory?.forget(key);
  if (sealed.sha256 === sha256) return sealed;
  await api.call('removeFile', { id: depositId, uploadId: sealed.uploadId });
  throw new SentOtherBytes(name, sha256, sealed.sha256);
}

/** The same for every run that sends this very file: announced again after a lost answer, it is the same upload. */
const keyOf = (facts: readonly string[]): string => createHash('sha256').update(JSON.stringify(facts)).digest('hex');

interface Looked { readonly depositId: string; readonly recipientId: string | undefined; readonly name: string; readonly sha256: string; readonly size: number; readonly lastModified: number }

/** Where only the answer was lost: the draft holds the file, for each for whom it is, or has begun to take it. */
async function find(api: Api, { depositId, recipientId, name, sha256, size, lastModified }: Looked, origin: string): Promise<Known> {
  const { transfers } = await api.call('deposit', { id: depositId });
  const held = transfers.filter((transfer) => recipientId === undefined || transfer.recipient.id === recipientId)
    .map((transfer) => transfer.files.find((one) => one.sha256 === sha256 && one.name?.normalize('NFC') === name.normalize('NFC')));
  const [first] = held;
  if (first !== undefined && !held.includes(undefined)) return { answer: first };
  const begun = (await api.call('unfinished', { id: depositId })).find((one) => one.name === name && one.size === size && one.lastModified === lastModified && one.recipientId === (recipientId ?? null));
  return begun === undefined ? null : { address: `${origin}/api/uploads/${begun.id}` };
}

function readAnswer(answer: unknown): Sealed {
  if (typeof answer === 'object' && answer !== null && 'uploadId' in answer && 'sha256' in answer && typeof answer.uploadId === 'string' && typeof answer.sha256 === 'string') return { uploadId: answer.uploadId, sha256: answer.sha256 };
  throw new Error('expected uploadId and sha256 in the answer that completes an upload');
}

/** SHA-256 of a file, hexadecimal. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
