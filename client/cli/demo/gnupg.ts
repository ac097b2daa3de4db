// Opens a transfer with GnuPG, a foreign program, by exactly the recipe of server/sealing/FORMAT.md. Its home is a temporary folder.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bodyOf, type Collected } from './desk.ts';

export interface GnuPg {
  readonly version: string;
  /** The armoured certificate of a fresh Curve25519 key. */
  readonly certificate: string;
  /** `gpg --verify`: true if the manifest is the gateway's. */
  verifies(collected: Collected): Promise<boolean>;
  /** The recipe. Returns the opened files. Throws Error when gpg ends with anything but 0; then nothing opened is left. */
  open(collected: Collected, password: string, into: string): Promise<string[]>;
  /** The armoured detached signature over a file, made at the gateway's time `at`. */
  sign(path: string, at: Date): Promise<string>;
  close(): Promise<void>;
}

interface Ran { readonly code: number; readonly stdout: string; readonly stderr: string }

function runProgram(program: string, args: readonly string[], input: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(new Error(`${program} did not run: ${String(error.code)}`));
      else resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Makes a key as a firm would with its own program, at the gateway's time `now`; null where there is no gpg. The passphrase never leaves this process but to gpg. */
export async function startGnuPg(owner: string, passphrase: string, now: Date): Promise<GnuPg | null> {
  const found = await runProgram('gpg', ['--version'], '').catch(() => null);
  if (found?.code !== 0) return null;
  // Short, because the agent's socket lies in it and its path may have 107 bytes.
  const home = await mkdtemp(join(tmpdir(), 'kb-'));
  await chmod(home, 0o700);
  const gpg = async (args: readonly string[], input = ''): Promise<Ran> => {
    // What is secret goes to gpg over its standard input, never as an argument that others on the machine can see.
    const ran = await runProgram('gpg', ['--homedir', home, '--batch', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase-fd', '0', ...args], `${input}\n`);
    if (ran.code !== 0) throw new Error(`gpg ended with ${ran.code}: ${ran.stderr.trim().split('\n').at(-1) ?? ''}`);
    return ran;
  };
  await makeKey(home, owner, passphrase, now);
  const version = found.stdout.split('\n')[0] ?? 'gpg';
  return {
    version,
    certificate: (await gpg(['--armor', '--export'])).stdout,
    verifies: async ({ folder }) => {
      await gpg(['--import', join(folder, 'gateway.asc')]);
      return gpg(['--trust-model', 'always', '--verify', join(folder, 'manifest.json.asc'), join(folder, 'manifest.json')]).then(() => true, () => false);
    },
    open: (collected, password, into) => open(gpg, collected, { password, passphrase, into }),
    sign: async (path, at) => (await gpg(['--faked-system-time', String(Math.ceil(at.getTime() / 1000)), '--armor', '--detach-sign', '-o', '-', path], passphrase)).stdout,
    close: async () => {
      await runProgram('gpgconf', ['--homedir', home, '--kill', 'all'], '').catch(() => undefined);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function makeKey(home: string, owner: string, passphrase: string, now: Date): Promise<void> {
  const parameters = ['Key-Type: EDDSA', 'Key-Curve: ed25519', 'Key-Usage: sign', 'Subkey-Type: ECDH', 'Subkey-Curve: cv25519', 'Subkey-Usage: encrypt', `Name-Real: ${owner}`, `Passphrase: ${passphrase}`, 'Expire-Date: 0', '%commit', ''];
  // The demo's gateway lives a day behind; it would rightly refuse a key made in its future.
  const faked = ['--faked-system-time', String(Math.floor(now.getTime() / 1000))];
  const made = await runProgram('gpg', ['--homedir', home, '--batch', '--no-tty', '--pinentry-mode', 'loopback', ...faked, '--full-generate-key'], parameters.join('\n'));
  if (made.code !== 0) throw new Error(`gpg made no key: ${made.stderr.trim().split('\n').at(-1) ?? ''}`);
}

type Gpg = (args: readonly string[], input?: string) => Promise<Ran>;

async function open(gpg: Gpg, { manifest, folder }: Collected, { password, passphrase, into }: { password: string; passphrase: string; into: string }): Promise<string[]> {
  const key = join(folder, 'key.pgp');
  const opened: string[] = [];
  try {
    await gpg(['-o', key, '-d', join(folder, 'lock.pgp')], password);
    for (const file of manifest.files) {
      const whole = join(folder, `${basename(file.name)}.pgp`);
      const path = join(into, basename(file.name));
      opened.push(path);
      try {
        await writeFile(whole, Buffer.concat([await readFile(key), await readFile(bodyOf(folder, file.name))]));
        await gpg(['-o', path, '-d', whole], passphrase);
      } finally {
        await rm(whole, { force: true });
      }
    }
    return opened;
  } catch (error) {
    // gpg leaves the plaintext of a tampered body on the disk.
    for (const path of opened) await rm(path, { force: true });
    throw error;
  } finally {
    await rm(key, { force: true });
  }
}
