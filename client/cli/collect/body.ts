/**
 * One sealed body into a file, over cut lines and crashes of either side. The last byte is asked for only when all others are on the disk: until then the gateway
 * has not delivered the whole and lets the rest be taken up as often as the line breaks; after it nothing can be missing here that the gateway counts as collected.
 * So a crash never makes it a second collection, which the engagement may allow only with a reason (複写・複製の禁止).
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ManifestFile } from '../../../server/sealing/manifest.ts';
import { isProblem, Refused } from '../../calls.ts';
import { askedFor, ComeBack, GatewayRefused, LineCut } from '../../fetching.ts';
import { OpeningFailed } from '../../opening-failed.ts';
import { flushFolder, hasCode } from '../durable.ts';
import { failureOf, pauses } from '../unattended/ending.ts';

export interface BodyToFetch {
  readonly address: string;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly file: Pick<ManifestFile, 'bodySize' | 'bodySha256'>;
  readonly path: string;
  readonly onBytes: (done: number) => void;
  /** `asked`: milliseconds that a busy gateway asks to wait; 0 where the line was cut. */
  readonly onCut: (asked: number) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Leaves the whole body at `path`; one that lies there was whole when it got its name. Throws `Refused`; `LineCut` when the line stays down (what came waits in
 * `path`.part); `OpeningFailed` (FILE_DAMAGED) when what came is not what the manifest says: then nothing of it is kept.
 */
export async function fetchBody(given: BodyToFetch): Promise<void> {
  const { path, file: { bodySize, bodySha256 } } = given;
  if (await sizeOf(path) === bodySize) return;
  const part = `${path}.part`;
  const file = await open(part, 'a', 0o600);
  try {
    const held = await heldIn(file, part, bodySize);
    await fetchUpTo(given, file, held, bodySize - 1);
    await file.sync();
    await flushFolder(dirname(path));
    await fetchUpTo(given, file, held, bodySize);
    await file.sync();
    if (held.hash.digest('hex') !== bodySha256) {
      await rm(part, { force: true });
      throw new OpeningFailed('FILE_DAMAGED');
    }
  } finally {
    await file.close();
  }
  await rename(part, path);
  await flushFolder(dirname(path));
}

/** Asks for the last byte once more, for a gateway that died before it had counted it. */
export async function showLastByte({ address, fetch, file: { bodySize, bodySha256 } }: Pick<BodyToFetch, 'address' | 'fetch' | 'file'>): Promise<void> {
  await (await askRange({ address, fetch, etag: `"${bodySha256}"` }, bodySize - 1, bodySize)).arrayBuffer();
}

interface Held { readonly hash: Hash; done: number }

const sizeOf = (path: string): Promise<number | null> => stat(path).then(({ size }) => size, (error: unknown) => {
  if (hasCode(error, 'ENOENT')) return null;
  throw error;
});

/** What an earlier run left, hashed. More than the body is long was never of this body. */
async function heldIn(file: FileHandle, part: string, bodySize: number): Promise<Held> {
  const hash = createHash('sha256');
  let done = await sizeOf(part) ?? 0;
  if (done > bodySize) {
    await file.truncate(0);
    done = 0;
  }
  for await (const piece of createReadStream(part, { highWaterMark: 1 << 20 })) if (piece instanceof Uint8Array) hash.update(piece);
  return { hash, done };
}

/** Fetches up to before byte `end`, over cuts; each byte that comes begins the row of pauses anew. */
async function fetchUpTo(given: BodyToFetch, file: FileHandle, held: Held, end: number): Promise<void> {
  for (let tries = 0; held.done < end;) {
    given.signal.throwIfAborted();
    const before = held.done;
    try {
      await fetchSpan(given, file, held, end);
    } catch (error) {
      if (failureOf(error)?.kind !== 'line') throw error;
      if (held.done > before) tries = 0;
      // A busy gateway that says when to come back is reached: it is waited for as it asks, and that counts as no try.
      const milliseconds = error instanceof ComeBack ? error.milliseconds : pauses[tries];
      if (milliseconds === undefined) throw error;
      if (!(error instanceof ComeBack)) tries += 1;
      given.onCut(error instanceof ComeBack ? milliseconds : 0);
      await given.pause(milliseconds);
    }
  }
}

async function fetchSpan({ address, fetch, file: { bodySha256 }, onBytes, signal }: BodyToFetch, file: FileHandle, held: Held, end: number): Promise<void> {
  const { body } = await askRange({ address, fetch, etag: `"${bodySha256}"`, signal }, held.done, end);
  if (body === null) throw new LineCut();
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  try {
    for (;;) {
      const step = await reader.read().catch(() => null);
      // A line that ends early can look like an end: the caller asks again while bytes are missing.
      if (step === null || step.done) break;
      for (let at = 0; at < step.value.length;) at += (await file.write(step.value, at)).bytesWritten;
      held.hash.update(step.value);
      held.done += step.value.length;
      onBytes(held.done);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (held.done < end) throw new LineCut();
}

interface Range { readonly address: string; readonly fetch: BodyToFetch['fetch']; readonly etag: string; readonly signal?: AbortSignal }

/** Exactly these bytes of exactly this body. Throws `Refused`, `ComeBack`, another `GatewayRefused` for anything else that is answered, `LineCut`. */
async function askRange({ address, fetch, etag, signal }: Range, from: number, end: number): Promise<Response> {
  const response = await fetch(address, { headers: { range: `bytes=${from}-${end - 1}`, 'if-range': etag }, ...(signal === undefined ? {} : { signal }) });
  if (response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${from}-${end - 1}/`) === true) return response;
  const problem: unknown = response.ok ? null : await response.json().catch(() => null);
  await response.body?.cancel().catch(() => undefined);
  const milliseconds = askedFor(response.status, response.headers.get('retry-after'));
  if (milliseconds > 0) throw new ComeBack(problem, milliseconds);
  if (response.status >= 500) throw new LineCut();
  throw isProblem(problem) ? new Refused(problem) : new GatewayRefused(null);
}
