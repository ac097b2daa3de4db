// Collects one sealed body into a file, over cuts and over restarts of this program: bytes grow in `<path>.part`, and the name is given only when every
// byte of it is what the signed manifest says. The gateway counts one collection, however many parts it came in.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { isProblem, Refused, type Fetch } from '../calls.ts';
import { GatewayRefused, LineCut } from '../fetching.ts';
import { OpeningFailed } from '../opening-failed.ts';
import { PAUSES, sealedBody } from '../resuming.ts';
import type { ManifestFile } from '../../server/sealing/manifest.ts';

export interface Download {
  /** The address of the body. */
  readonly address: string;
  /** Asks as this person or this terminal. */
  readonly fetch: Fetch;
  readonly file: Pick<ManifestFile, 'bodySize' | 'bodySha256'>;
  readonly path: string;
  readonly onBytes?: (done: number) => void;
  readonly onCut?: (done: number, asked: number) => void;
  readonly signal?: AbortSignal;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/**
 * Leaves the whole body at `path`. One that is there already, whole, is not asked for again. Throws `Refused`; `LineCut` when the line stays down (the part
 * waits for the next run); `OpeningFailed` (FILE_DAMAGED) when what came is not what was sealed (the part is removed).
 */
export async function downloadBody(download: Download): Promise<void> {
  const { path, file } = download;
  if (await isWhole(path, file)) return;
  const part = `${path}.part`;
  const { hash, done } = await heldIn(part, file);
  if (done < file.bodySize) await fetchRest(download, part, hash, done);
  if (hash.digest('hex') !== file.bodySha256) {
    await rm(part, { force: true });
    throw new OpeningFailed('FILE_DAMAGED');
  }
  await rename(part, path);
}

async function isWhole(path: string, { bodySize, bodySha256 }: Download['file']): Promise<boolean> {
  const there = await stat(path).catch(() => null);
  if (there?.size !== bodySize) return false;
  const hash = createHash('sha256');
  await readInto(path, hash);
  return hash.digest('hex') === bodySha256;
}

/** What an earlier run left, hashed. More than the body is long was never of this body. */
async function heldIn(part: string, { bodySize }: Download['file']): Promise<{ hash: Hash; done: number }> {
  const hash = createHash('sha256');
  const size = (await stat(part).catch(() => null))?.size ?? 0;
  if (size > bodySize) await truncate(part, 0);
  else if (size > 0) await readInto(part, hash);
  return { hash, done: size > bodySize ? 0 : size };
}

async function readInto(path: string, hash: Hash): Promise<void> {
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Uint8Array);
}

// The bytes are on the disk before the name is: a name that survives a power cut stands for a whole body.
async function fetchRest(download: Download, part: string, hash: Hash, done: number): Promise<void> {
  const file = await open(part, 'a', 0o600);
  try {
    const reader = (await begin(download, done)).getReader();
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        await writeAll(file, step.value);
        hash.update(step.value);
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
    await file.sync();
  } catch (error) {
    throw error instanceof GatewayRefused && isProblem(error.problem) ? new Refused(error.problem) : error;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}

/** A line that is down before the first answer is waited for as well: nobody sits before a program. */
async function begin(download: Download, done: number): Promise<ReadableStream<Uint8Array>> {
  const { address, fetch, file, onBytes = () => undefined, onCut = () => undefined, signal, pause = wait } = download;
  for (const milliseconds of [...PAUSES, null]) {
    try {
      return await sealedBody(address, {
        line: (asked, headers) => fetch(asked, { headers, ...(signal === undefined ? {} : { signal }) }), onBytes, onReconnecting: onCut, pause,
        ...(done === 0 ? {} : { from: { done, etag: `"${file.bodySha256}"` } }), ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (!(error instanceof LineCut) || milliseconds === null || signal?.aborted === true) throw error;
      onCut(done, 0);
      await pause(milliseconds);
    }
  }
  throw new LineCut();
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
