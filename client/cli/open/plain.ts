// Opens what `collect` fetched: signature first, then lock, then each body into a file of its own. All files are whole and as the signed manifest says,
// or none is left: they are written beside, readable by their owner alone, and get their place in one rename.
import { open, readFile, rename, rm, mkdir } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Manifest } from '../../../server/sealing/manifest.ts';
import { openSealed, type Sealed } from '../../collecting.ts';
import { openBody, OpeningFailed, verifyManifest, type UnlockedKey } from '../../opening.ts';
import { readPacked, type Packed } from '../collect/packing.ts';
import { flushFolder } from '../durable.ts';

export interface SealedFolder { readonly about: Packed; readonly sealed: Sealed; readonly folder: string }

/** Reads a folder and checks the gateway's signature; `certificate` (armored) is the gateway's as the reader has it from elsewhere. Throws `OpeningFailed` (SIGNATURE_BAD, FILE_DAMAGED). */
export async function readSealed(folder: string, certificate: string | null): Promise<SealedFolder> {
  const about = await readPacked(folder);
  const manifestBytes = new Uint8Array(await readFile(join(folder, 'manifest.json')));
  const signature = await readFile(join(folder, 'manifest.json.asc'), 'utf8');
  const manifest = await verifyManifest(manifestBytes, signature, certificate ?? about.gatewayCertificates);
  if (manifest.transfer !== about.id || manifest.files.length !== about.bodies.length) throw new OpeningFailed('FILE_DAMAGED');
  return { about, folder, sealed: { manifest, manifestBytes, signature, lock: new Uint8Array(await readFile(join(folder, 'lock.pgp'))) } };
}

export interface Unlocking { readonly password: string; readonly keys: readonly UnlockedKey[]; readonly target: string; readonly onBytes: (file: string, done: number, of: number) => void; readonly signal: AbortSignal }

/** Writes the plain files into the new folder `target`. Throws `OpeningFailed`, and what reading and writing throws; then nothing is left. */
export async function openInto({ about, sealed, folder }: SealedFolder, { password, keys, target, onBytes, signal }: Unlocking): Promise<void> {
  const { manifest } = sealed;
  const sessionKey = await openSealed(sealed, password, keys, about.lockSha256);
  const beside = `${target}.opening`;
  // What a run left that was killed.
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  try {
    for (const [at, file] of manifest.files.entries()) {
      const source = Readable.toWeb(createReadStream(join(folder, about.bodies[at] ?? ''), { highWaterMark: 1 << 18 }));
      const plain = openBody(bytesOf(source), { sessionKey, format: manifest.bodyFormat, lockForm: manifest.lockForm, file });
      await writePlain(plain, join(beside, safeName(file)), (done) => {
        signal.throwIfAborted();
        onBytes(file.name, done, file.size);
      });
    }
    await flushFolder(beside);
    await rename(beside, target);
    await flushFolder(dirname(target));
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  } finally {
    sessionKey.fill(0);
  }
}

/** Node's own web streams are typed for any piece. */
function bytesOf(source: ReturnType<typeof Readable.toWeb>): ReadableStream<Uint8Array> {
  return source.pipeThrough(new TransformStream<unknown, Uint8Array>({
    transform: (piece, controller) => {
      if (piece instanceof Uint8Array) controller.enqueue(piece);
    },
  }));
}

/** The gateway cleans names before it seals them; a name that leads elsewhere was never cleaned by it. */
function safeName({ name }: Manifest['files'][number]): string {
  const isControl = Array.from(name).some((symbol) => (symbol.codePointAt(0) ?? 0) < 0x20);
  if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name) || isControl) throw new OpeningFailed('FILE_DAMAGED');
  return name;
}

async function writePlain(plain: ReadableStream<Uint8Array>, path: string, onBytes: (done: number) => void): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  const reader = plain.getReader();
  try {
    let done = 0;
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      for (let at = 0; at < step.value.length;) at += (await file.write(step.value, at)).bytesWritten;
      done += step.value.length;
      onBytes(done);
    }
    await file.sync();
  } finally {
    await reader.cancel().catch(() => undefined);
    await file.close();
  }
}
