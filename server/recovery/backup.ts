// `kagibako backup`: one file that holds the database of a gateway, running or not, without any lock, under a manifest that the ledger's key signed.
//
// Order of writes: 1. the copy, in a folder of its own below the data; 2. the file beside its last name, durable; 3. its name, durable; 4. the copy is overwritten.
// Commit point: the name. A crash before it leaves no file of that name; what lies in the folder is overwritten by the next copy or the next start.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSigner, sha256, verifyEd25519 } from '../ledger/node-primitives.ts';
import { parseVerifierKey, signNote, verifyNote } from '../ledger/note.ts';
import { createDisk, createFile, writeAt } from '../vault/disk.ts';
import { canonical } from '../ledger/canonical.ts';
import { formatManifest, type CopyManifest } from './manifest.ts';
import { copyPurely, readCopiedLedger } from './pure-copy.ts';
import { RecoveryRefused } from './refusal.ts';
import { withWorkRoom } from './work-room.ts';

export interface BackupGiven {
  readonly databaseFile: string;
  readonly ledgerOrigin: string;
  readonly ledgerSeed: Uint8Array;
  /** The file to be written; it must not exist. */
  readonly to: string;
  readonly now: string;
  readonly random: (count: number) => Uint8Array;
  readonly reach?: (label: string) => void | Promise<void>;
}

/** Makes the copy, returns what it says of itself. Throws `RecoveryRefused` (COPY_RUNNING, COPY_THERE, LEDGER_DAMAGED, COPY_UNSIGNED) and what the disk throws; then there is no copy. */
export async function backUp(given: BackupGiven): Promise<CopyManifest> {
  const { databaseFile, ledgerOrigin, ledgerSeed, to, now, random, reach = () => undefined } = given;
  await mustBeFree(to);
  await stat(databaseFile);
  return withWorkRoom(dirname(databaseFile), random, async (folder) => {
    const copy = join(folder, 'copy.db');
    await copyPurely(databaseFile, { first: join(folder, 'first.db'), copy }, reach);
    const ledger = await readCopiedLedger(copy);
    const signer = createSigner(ledgerOrigin, ledgerSeed);
    if (ledger.key !== null && ledger.key !== signer.vkey) throw new RecoveryRefused('COPY_UNSIGNED', '鍵フォルダーの ledger.key は、いま使っている台帳の鍵ではありません。', 'ledger.key is not the key in use');
    const manifest = { at: now, origin: ledgerOrigin, size: ledger.size, root: ledger.root, schema: ledger.schema, bytes: (await stat(copy)).size, sha256: await hashOf(copy) };
    await write(copy, signNote(formatManifest(manifest), [signer]), to, reach);
    return manifest;
  });
}

async function mustBeFree(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null) throw new RecoveryRefused('COPY_THERE', `同じ名前のものがあります: ${path}。別の名前にしてください。`, 'something has this name already: choose another');
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) if (chunk instanceof Uint8Array) hash.update(chunk);
  return hash.digest('hex');
}

/** First line: the signed manifest as JSON; then the bytes of the database. */
async function write(copy: string, note: string, to: string, reach: (label: string) => void | Promise<void>): Promise<void> {
  const [disk, part] = [createDisk((handle) => handle.sync()), `${to}.part`];
  await rm(part, { force: true });
  const handle = await createFile(part);
  try {
    let position = 0;
    const head = Buffer.from(`${canonical({ manifest: note })}\n`);
    for await (const chunk of concatenated(head, createReadStream(copy, { highWaterMark: 1 << 20 }))) {
      await writeAt(handle, chunk, position);
      position += chunk.length;
    }
    await disk.sync(handle, `Writing ${part}`);
  } finally {
    await handle.close();
  }
  await reach('backup.written');
  // A link, not a renaming: what came to this name meanwhile is never replaced.
  await link(part, to).catch(async (error: unknown) => {
    await rm(part, { force: true });
    await mustBeFree(to);
    throw error;
  });
  await rm(part);
  const folder = await open(dirname(to), 'r');
  await folder.sync().finally(() => folder.close());
  await reach('backup.named');
}

async function* concatenated(head: Uint8Array, rest: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  yield head;
  for await (const chunk of rest) if (chunk instanceof Uint8Array) yield chunk;
}

/** Whether a note bears a signature of one of these keys that holds: its text, or null. */
export async function signedText(note: string, vkeys: readonly string[]): Promise<string | null> {
  return verifyNote(note, vkeys.map((vkey) => parseVerifierKey(sha256, vkey)), verifyEd25519).then(({ text }) => text, () => null);
}
