// Reads a file that `backUp` wrote. Guarantees that the database it gives out is, byte for byte, the one that a key of the ledger signed for.
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createDisk, createFile, writeAt } from '../vault/disk.ts';
import { errno } from '../vault/failure.ts';
import { signedText } from './backup.ts';
import { parseManifest, type CopyManifest } from './manifest.ts';
import { RecoveryRefused } from './refusal.ts';

const MOST_HEAD = 64 * 1024;
const PIECE = 1 << 20;
const first = z.strictObject({ manifest: z.string() });

const unreadable = (cause?: unknown): RecoveryRefused => new RecoveryRefused('COPY_UNREADABLE', 'kagibako backup が作ったファイルではないか、途中で切れています。別の写しを使ってください。', 'not a file made by "kagibako backup", or cut short: use another', cause);

export interface ReadCopy { readonly manifest: CopyManifest; readonly note: string; /** Where the database begins. */ readonly from: number }

/** Reads what the copy says of itself, not yet trusted. Throws `RecoveryRefused` COPY_UNREADABLE. */
export async function readManifest(file: string): Promise<ReadCopy> {
  return withFile(file, async (handle) => {
    const head = Buffer.alloc(MOST_HEAD);
    const { bytesRead } = await handle.read(head, 0, MOST_HEAD, 0);
    const end = head.subarray(0, bytesRead).indexOf(0x0a);
    if (end === -1) throw unreadable();
    try {
      const { manifest: note } = first.parse(JSON.parse(head.subarray(0, end).toString('utf8')));
      const manifest = parseManifest(note.slice(0, note.lastIndexOf('\n\n') + 1));
      if (manifest === null) throw new Error('no manifest');
      return { manifest, note, from: end + 1 };
    } catch (error) {
      throw unreadable(error);
    }
  });
}

/** Throws `RecoveryRefused` COPY_UNSIGNED unless one of these keys signed it. */
export async function mustBeSigned({ note }: ReadCopy, vkeys: readonly string[]): Promise<void> {
  if (await signedText(note, vkeys) !== null) return;
  throw new RecoveryRefused('COPY_UNSIGNED', 'この写しは、この台帳の鍵で署名されていません。鍵フォルダーに、写しを取った時の鍵の控えを戻すか、鍵の交換が入った台帳の書き出しを --ledger で渡してください。',
    'the copy is not signed by a key of this ledger: put the key of its time into the keys folder, or give an export that tells the change of keys with --ledger');
}

/** Writes the database into `folder`, durably, and returns its path. Throws `RecoveryRefused` (COPY_UNREADABLE, COPY_DIFFERS). */
export async function unpack(file: string, { manifest, from }: ReadCopy, folder: string): Promise<string> {
  const path = join(folder, 'restored.db');
  const [hash, disk, into] = [createHash('sha256'), createDisk((handle) => handle.sync()), await createFile(path)];
  let done = 0;
  try {
    await withFile(file, async (handle) => {
      for (const piece = Buffer.alloc(PIECE); done <= manifest.bytes;) {
        const { bytesRead } = await handle.read(piece, 0, PIECE, from + done);
        if (bytesRead === 0) break;
        hash.update(piece.subarray(0, bytesRead));
        await writeAt(into, piece.subarray(0, bytesRead), done);
        done += bytesRead;
      }
    });
    await disk.sync(into, `Writing ${path}`);
  } finally {
    await into.close();
  }
  if (done !== manifest.bytes || hash.digest('hex') !== manifest.sha256) {
    throw new RecoveryRefused('COPY_DIFFERS', '写しの中身が、署名されたものと違います。別の写しを使ってください。', 'the bytes of the copy are not those that were signed: use another');
  }
  return path;
}

async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw errno(error) === 'ENOENT' || errno(error) === 'EISDIR' ? unreadable(error) : error;
  });
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}
