// Where opened bytes go. A chosen file is committed only when the whole body was authentic and is what the manifest says; else nothing remains.
// Without a file picker the sealed body waits in the browser's own storage, is held against the manifest, and only then opened for a download.
import type { ManifestFile } from '../../../../server/sealing/manifest.ts';
import { createSha256 } from '../../../../server/sealing/sha256.ts';
import { OpeningFailed } from '../../../opening-failed.ts';

export class CannotSave extends Error {
  constructor() {
    super('The file could not be written: choose another place, or free some space.');
    this.name = 'CannotSave';
  }
}

/** Streams into the file the person chose. The browser shows it under its name only at close; an error before drops it. */
export async function toFile(plain: ReadableStream<Uint8Array>, handle: FileSystemFileHandle): Promise<void> {
  const writable = await handle.createWritable().catch(() => {
    throw new CannotSave();
  });
  const reader = plain.getReader();
  try {
    const write = (bytes: Uint8Array<ArrayBuffer>): Promise<void> => writable.write(bytes).catch(() => {
      throw new CannotSave();
    });
    await inLumps(reader, write);
    await writable.close();
  } catch (thrown) {
    await writable.abort().catch(() => undefined);
    await reader.cancel().catch(() => undefined);
    throw thrown;
  }
}

/** Each write goes to another process of the browser: few large ones cost less than many small ones. */
const WRITE_BYTES = 2 * 2 ** 20;

/** Gives what comes to `write` in one buffer that is used again and again: pieces of their own for each write are memory that waits to be collected. */
async function inLumps(reader: ReadableStreamDefaultReader<Uint8Array>, write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> {
  const lump = new Uint8Array(WRITE_BYTES);
  let filled = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    for (let left = step.value; left.length > 0;) {
      const taken = left.subarray(0, lump.length - filled);
      lump.set(taken, filled);
      [filled, left] = [filled + taken.length, left.subarray(taken.length)];
      if (filled < lump.length) continue;
      await write(lump);
      filled = 0;
    }
  }
  if (filled > 0) await write(lump.subarray(0, filled));
}

const LUMP_BYTES = 16 * 2 ** 20;
type Open = (sealed: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;

/** Gives the opened file as a Blob; only ever whole and authentic. */
export async function toDownload(sealed: ReadableStream<Uint8Array>, file: ManifestFile, open: Open, onOpened: (done: number) => void): Promise<Blob> {
  const held = await holdSealed(sealed, file);
  try {
    const reader = open(held.stream).getReader();
    const lumps: Blob[] = [];
    let pieces: Uint8Array<ArrayBuffer>[] = [];
    let [done, lumped] = [0, 0];
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      pieces.push(step.value.slice());
      done += step.value.length;
      onOpened(done);
      if (done - lumped < LUMP_BYTES) continue;
      // A browser moves large Blobs out of memory; arrays it cannot move.
      lumps.push(new Blob(pieces));
      [pieces, lumped] = [[], done];
    }
    return new Blob([...lumps, ...pieces]);
  } finally {
    await held.forget();
  }
}

interface Held { readonly stream: ReadableStream<Uint8Array>; forget(): Promise<void> }

async function holdSealed(sealed: ReadableStream<Uint8Array>, file: ManifestFile): Promise<Held> {
  const folder = await navigator.storage.getDirectory().catch(() => null);
  if (folder === null) return { stream: sealed, forget: () => Promise.resolve() };
  const name = `sealed-${file.bodySha256}`;
  const forget = (): Promise<void> => folder.removeEntry(name).catch(() => undefined);
  try {
    const handle = await folder.getFileHandle(name, { create: true });
    const hash = createSha256();
    const writable = await handle.createWritable();
    const reader = sealed.getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      hash.update(step.value);
      await writable.write(step.value.slice());
    }
    await writable.close();
    const hex = Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (hex !== file.bodySha256) throw new OpeningFailed('FILE_DAMAGED');
    return { stream: (await handle.getFile()).stream(), forget };
  } catch (thrown) {
    await forget();
    throw thrown;
  }
}
