/**
 * The witness's key: one line in a file of its own, in the form of Go's note keys (`PRIVATE+KEY+name+id+base64`), type 0x04.
 * Guarantees that an existing key is never overwritten and that a file which others may read is not used.
 */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cosigner } from '../../../server/ledger/cosignature.ts';
import { fromBase64, joined, toBase64 } from '../../../server/ledger/encoding.ts';
import { createCosigner } from '../../../server/ledger/node-primitives.ts';
import { isKeyName } from '../../../server/ledger/note.ts';
import { WitnessRefused } from './refused.ts';

const TYPE = 0x04;
const fileIn = (folder: string): string => join(folder, 'witness.key');

/** Makes folder (0700) and key file (0600), returns the cosigner. Throws WitnessRefused for an unusable name or where a key already is. */
export async function makeKey(folder: string, name: string): Promise<Cosigner> {
  if (!isKeyName(name)) throw new WitnessRefused(2, `鍵の名前に空白と「+」は使えません: ${name}`, 'the key name may contain neither spaces nor plus signs');
  const seed = randomBytes(32);
  const cosigner = createCosigner(name, seed);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(fileIn(folder), 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new WitnessRefused(2, `鍵はもうあります。上書きしません: ${fileIn(folder)}`, 'there is a key already; it is not overwritten');
    throw error;
  });
  try {
    await file.writeFile(`PRIVATE+KEY+${name}+${cosigner.keyId}+${toBase64(joined(Uint8Array.of(TYPE), seed))}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return cosigner;
}

/** Reads the key. Throws WitnessRefused where there is none, where others may read it, or where it is not of this form. */
export async function readKey(folder: string): Promise<Cosigner> {
  const path = fileIn(folder);
  const found = await lstat(path).catch(() => null);
  if (found === null) throw new WitnessRefused(2, `鍵がありません。先に「kagibako witness init」で作ってください: ${path}`, 'there is no key: make one with "kagibako witness init"');
  // Windows has no such bits; there the folder's own rights count.
  if (process.platform !== 'win32' && (!found.isFile() || (found.mode & 0o077) !== 0)) throw new WitnessRefused(1, `鍵を他の人が読めます。chmod 600 にしてください: ${path}`, 'others may read the key file: chmod 600 it');
  const [, name = '', keyId, encoded = ''] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(\S+)\n?$/.exec(await readFile(path, 'utf8')) ?? [];
  const bytes = fromBase64(encoded);
  const cosigner = bytes?.length === 33 && bytes[0] === TYPE && isKeyName(name) ? createCosigner(name, bytes.slice(1)) : null;
  if (cosigner?.keyId !== keyId || cosigner === null) throw new WitnessRefused(1, `鍵のファイルが壊れています。控えから戻してください: ${path}`, 'the key file is damaged: restore it from its copy');
  return cosigner;
}
