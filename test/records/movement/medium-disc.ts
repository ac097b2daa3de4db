// What a clerk unpacks onto a disc: reads a stored ZIP by its central directory, and opens its folder with GnuPG by the recipe that lies on it.
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The files of an archive by name. Throws where one is compressed or damaged in its frame. */
export function unpack(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end === -1) throw new Error('expected the end of a ZIP');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength, extra, comment, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    if (method !== 0) throw new Error('expected a stored file');
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(zip.subarray(at + 46, at + 46 + nameLength).toString('utf8'), zip.subarray(start, start + size));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** A home of GnuPG with one key, and a folder like a disc. */
export interface Reader {
  readonly certificate: string;
  /** Runs gpg in the disc's folder; what it asks for comes over standard input. Returns its exit code. */
  gpg(args: readonly string[], asked?: string): Promise<number>;
  readonly folder: string;
  close(): Promise<void>;
}

export async function startReader(owner: string, passphrase: string, now: number): Promise<Reader> {
  const home = await mkdtemp(join(tmpdir(), 'kb-'));
  await chmod(home, 0o700);
  const folder = join(home, 'disc');
  await mkdir(folder);
  const gpg = (args: readonly string[], asked = ''): Promise<{ code: number; out: string }> => new Promise((resolve) => {
    const child = execFile('gpg', ['--homedir', home, '--batch', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase-fd', '0', ...args], { cwd: folder, encoding: 'utf8' }, (error, out) => {
      resolve({ code: error === null ? 0 : 1, out });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${asked}\n`);
  });
  const recipe = join(home, 'recipe');
  await writeFile(recipe, ['Key-Type: EDDSA', 'Key-Curve: ed25519', 'Key-Usage: sign', 'Subkey-Type: ECDH', 'Subkey-Curve: cv25519', 'Subkey-Usage: encrypt', `Name-Real: ${owner}`, `Passphrase: ${passphrase}`, 'Expire-Date: 0', '%commit', ''].join('\n'));
  await gpg(['--faked-system-time', String(Math.floor(now / 1000) - 3600), '--full-generate-key', recipe]);
  return {
    certificate: (await gpg(['--armor', '--export'])).out, folder, gpg: async (args, asked) => (await gpg(args, asked)).code,
    close: async () => {
      await new Promise((resolve) => execFile('gpgconf', ['--homedir', home, '--kill', 'all'], resolve));
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Puts the files onto the disc, without the folder that bears the number. */
export async function putOnDisc(reader: Reader, files: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [name, bytes] of files) await writeFile(join(reader.folder, name.split('/')[1] ?? ''), bytes);
}

export const onDisc = (reader: Reader, name: string): Promise<Buffer> => readFile(join(reader.folder, name));
