// The run-time keys in keys/: made once by the command line, read at each start. Their owners, uses and what a thief gains
// stand in keys/README.md. A folder or file that others may read is refused.
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { generateGatewayKey, readGatewayKey, type GatewayKey } from '../sealing/gateway-signature.ts';

export interface Keys {
  /** Signs ledger heads (Ed25519 seed, 32 bytes). */
  readonly ledgerSeed: Uint8Array;
  /** Wraps what waits for the password notice (AES-256, 32 bytes). */
  readonly waiting: Uint8Array;
  /** Signs manifests, receipts and wipe certificates. */
  readonly gateway: GatewayKey;
}

/** The keys cannot be used; the message says what to do. */
export class KeysRefused extends Error {
  override readonly name = 'KeysRefused';
}

/** The files of the keys folder. */
export const keyFiles = { ledgerSeed: 'ledger.key', waiting: 'waiting.key', gateway: 'gateway.asc' } as const;

/** Makes the keys. Existing ones are left alone: a second municipality shares them. */
export async function makeKeys(folder: string, random: (count: number) => Uint8Array, now: Date): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeNew(join(folder, keyFiles.ledgerSeed), random(32));
  await writeNew(join(folder, keyFiles.waiting), random(32));
  await writeNew(join(folder, keyFiles.gateway), Buffer.from((await generateGatewayKey('鍵箱', now)).privateKey));
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Reads the keys. Throws `KeysRefused` when one is missing, damaged, or readable by others. */
export async function readKeys(folder: string): Promise<Keys> {
  const [ledgerSeed, waiting, gateway] = await Promise.all([read(folder, keyFiles.ledgerSeed), read(folder, keyFiles.waiting), read(folder, keyFiles.gateway)]);
  if (ledgerSeed.length !== 32 || waiting.length !== 32) throw new KeysRefused(`鍵のファイルが壊れています: ${folder}。控えから戻してください。 / a key file is damaged; restore it from its copy`);
  return { ledgerSeed, waiting, gateway: await readGatewayKey(gateway.toString('utf8')) };
}

async function read(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => {
    throw new KeysRefused(`鍵のファイルがありません: ${path}。kagibako admin init で作るか、控えから戻してください。 / key file missing; create it with "kagibako admin init" or restore it`);
  });
  if ((found.mode & 0o077) !== 0) throw new KeysRefused(`ほかの利用者が読める鍵のファイルです: ${path}。chmod 600 にしてください。 / key file readable by others; chmod 600`);
  return readFile(path);
}
