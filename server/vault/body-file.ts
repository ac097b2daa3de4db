// The growing file of one body: gathers chunks into writes of 512 KiB and hashes them in the same pass. Guarantees: four buffers at most, whatever
// the size of the body, and fewer where many bodies are written at once: one is filled while the others are on their way to the disk; then the next chunk waits.

import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { createWrites, pageBuffer } from './direct-writes.ts';
import type { Traffic } from './traffic.ts';

const BUFFER_BYTES = 512 * 1024;
/** A disk that others use too is asked for several at once: it answers each late. */
const BUFFERS = 4;
/** Enough for most files, and nothing to a gateway that takes thousands of them. */
const SMALL_BYTES = 32 * 1024;

/** The SHA-256 of the body's bytes: by whoever sees them anyway. */
export interface BodyHash {
  update(chunk: Uint8Array): void;
  /** Of all that was appended so far, lower-case hexadecimal. More may follow. */
  sum(): string | Promise<string>;
}

export interface BodyFile {
  /** Takes a copy of the chunk; resolves when the next may come. */
  append(chunk: Uint8Array): Promise<void>;
  /** Writes what was taken so far, and tells its size in bytes and its SHA-256 (hex): not yet durable. More may follow. */
  settle(): Promise<{ size: number; sha256: string }>;
  /** Resolves when no write is on its way any more, however it ended. Nothing may follow. */
  close(): Promise<void>;
}

/** @param path the name of the handle's file */
export function createBodyFile(handle: FileHandle, path: string, traffic: Traffic, hash: BodyHash = ownHash()): BodyFile {
  const writes = createWrites(handle, path, BUFFER_BYTES);
  let filling: Buffer = Buffer.allocUnsafeSlow(SMALL_BYTES);
  let filled = 0;
  let leave: () => void = () => undefined;
  /** What went before the buffer that is being filled: a multiple of its size. */
  let written = 0;
  const row = createRow();

  const write = (): void => {
    const [bytes, position] = [filling.subarray(0, filled), written];
    const put = (): Promise<void> => writes.write(bytes, position);
    row.push(filling, filling.length === SMALL_BYTES ? put() : traffic.turn(put));
  };
  // The oldest write is awaited before its buffer is filled again: this is the bound on memory, and the backpressure.
  const flush = async (): Promise<void> => {
    write();
    written += filled;
    filled = 0;
    let free: Buffer | undefined;
    while (row.length() >= traffic.share(BUFFERS)) free = await row.oldest();
    filling = free ?? pageBuffer(BUFFER_BYTES);
  };
  const grow = (): void => {
    leave = traffic.enter();
    const larger = pageBuffer(BUFFER_BYTES);
    larger.set(filling.subarray(0, filled));
    filling = larger;
  };
  return {
    async append(chunk) {
      hash.update(chunk);
      if (filling.length === SMALL_BYTES && filled + chunk.length > SMALL_BYTES) grow();
      for (let taken = 0; taken < chunk.length; ) {
        const piece = chunk.subarray(taken, taken + filling.length - filled);
        filling.set(piece, filled);
        filled += piece.length;
        taken += piece.length;
        if (filled === BUFFER_BYTES) await flush();
      }
    },
    async settle() {
      // What is written here stays in the buffer: once that is full, it is written again as a whole.
      if (filled > 0) write();
      while (row.length() > 0) await row.oldest();
      return { size: written + filled, sha256: await hash.sum() };
    },
    async close() {
      leave();
      await row.ended();
      await writes.close();
    },
  };
}

interface Row {
  /** How many writes nobody has awaited yet. */
  length(): number;
  push(buffer: Buffer, done: Promise<void>): void;
  /** Awaits the write that was begun first and gives its buffer back. Throws what it threw. */
  oldest(): Promise<Buffer | undefined>;
  /** Resolves when all have ended, however. */
  ended(): Promise<void>;
}

/** Writes on their way, in the order they were begun. */
function createRow(): Row {
  const onTheirWay: { readonly buffer: Buffer; readonly done: Promise<void> }[] = [];
  return {
    length: () => onTheirWay.length,
    push(buffer, done) {
      done.catch(() => undefined); // reported by whoever awaits it
      onTheirWay.push({ buffer, done });
    },
    async oldest() {
      const first = onTheirWay.shift();
      await first?.done;
      return first?.buffer;
    },
    async ended() {
      await Promise.allSettled(onTheirWay.map(({ done }) => done));
    },
  };
}

function ownHash(): BodyHash {
  const hash = createHash('sha256');
  return { update: (chunk) => void hash.update(chunk), sum: () => hash.copy().digest('hex') };
}
