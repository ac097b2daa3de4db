// The key of an unattended terminal: an Ed25519 pair in a file that only its owner can read, and the line by which an administrator registers it.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';

/** The key file is not as it must be; the message says how, in both languages. */
export class TerminalKeyRefused extends Error {
  override readonly name = 'TerminalKeyRefused';
}

export interface TerminalKey {
  readonly privateKey: KeyObject;
  /** What is registered: `ed25519:` and the 32 bytes in Base64. */
  readonly publicLine: string;
  /** SHA-256 of the 32 bytes, in hexadecimal: what is compared, and what requests name their key by. */
  readonly fingerprint: string;
}

/** Makes a key and writes it to `file` (PKCS#8 PEM, mode 0600). Throws `TerminalKeyRefused` if there is a file already: no key is ever overwritten. */
export async function makeTerminalKey(file: string): Promise<TerminalKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw new TerminalKeyRefused(`鍵のファイルを作れません（すでにあるか、書けない場所です）: ${file} / cannot make the key file: it is there already, or the place is not writable`, { cause: error });
  });
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return described(privateKey);
}

/** What systemd hands over (LoadCredential): root's own file, which an access list opens to this program's user alone; its mask shows as the group's bit. */
const isCredential = ({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean => uid === 0 && process.getuid?.() !== 0 && (mode & 0o077) === 0o040;

/** Reads the key of `file`. Throws `TerminalKeyRefused` when it is no Ed25519 key, or when others can read it. */
export async function readTerminalKey(file: string): Promise<TerminalKey> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw new TerminalKeyRefused(`鍵のファイルがありません: ${file}。「kagibako terminal-key」で作ってください。 / no key file; make one with "kagibako terminal-key"`);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0 && !isCredential(found)) throw new TerminalKeyRefused(`鍵のファイルをほかの人が読めます: ${file}。「chmod 600」で閉じてください。 / others can read the key file; close it with "chmod 600"`);
  const privateKey = parse(await readFile(file, 'utf8'));
  if (privateKey?.asymmetricKeyType !== 'ed25519') throw new TerminalKeyRefused(`自動転送端末の鍵ではありません: ${file} / this is not the key of an unattended terminal`);
  return described(privateKey);
}

function parse(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

function described(privateKey: KeyObject): TerminalKey {
  const raw = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
  return { privateKey, publicLine: `ed25519:${raw.toString('base64')}`, fingerprint: createHash('sha256').update(raw).digest('hex') };
}
