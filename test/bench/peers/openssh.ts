// gpg and sftp, as an office would do it by hand: encrypt into a file, put the file to a server. The server is a real sshd on a
// loopback port with keys of its own, started and stopped here; nothing of the machine's own ssh or gpg set-up is read.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { runProgram, type Programs } from './programs.ts';

export interface Office {
  /** gpg --encrypt --compress-algo none, from the file into a file. Returns seconds. */
  encrypt(plain: string): Promise<number>;
  /** tar of a folder through a pipe into gpg, into the same file. Returns seconds. */
  encryptFolder(plain: string): Promise<number>;
  /** gpg --decrypt of what was encrypted, into a file. Returns seconds. */
  decrypt(): Promise<number>;
  /** sftp put of what was encrypted, connection and all; `durable` asks the server to fsync (put -f). Returns seconds. */
  put(durable: boolean): Promise<number>;
  readonly versions: readonly string[];
  close(): Promise<void>;
}

/** Opens it in `folder`. Throws an Error that says why gpg or sshd could not be used. */
export async function openOffice(programs: Programs, folder: string): Promise<Office> {
  const home = join(folder, 'gpg');
  await mkdir(home, { mode: 0o700 });
  const gpg = (...words: string[]) => runProgram(programs.gpg, ['--homedir', home, '--batch', '--yes', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', '', ...words]);
  await gpg('--quick-generate-key', 'printer', 'rsa3072', 'encr', 'never');
  const sealing = ['--trust-model', 'always', '--recipient', 'printer', '--compress-algo', 'none', '--output', join(folder, 'sealed.pgp'), '--encrypt'];
  const server = await startServer(programs, folder);
  const sealed = join(folder, 'sealed.pgp');
  const stored = join(folder, 'stored.pgp');
  return {
    encrypt: async (plain) => {
      await rm(sealed, { force: true });
      return timed(() => gpg(...sealing, plain));
    },
    encryptFolder: async (plain) => {
      await rm(sealed, { force: true });
      // The shell is only the pipe: names go as arguments, never as text.
      return timed(() => runProgram('sh', ['-c', 'plain=$1; shift; tar -cf - -C "$plain" . | "$@"', 'sh', plain, programs.gpg, '--homedir', home, '--batch', '--yes', '--no-tty', ...sealing]));
    },
    decrypt: async () => {
      const opened = join(folder, 'opened.bin');
      await rm(opened, { force: true });
      const seconds = await timed(() => gpg('--output', opened, '--decrypt', sealed));
      await rm(opened, { force: true });
      return seconds;
    },
    put: async (durable) => {
      await rm(stored, { force: true });
      return timed(() => server.sftp(`put ${durable ? '-f ' : ''}${sealed} ${stored}\n`));
    },
    versions: [firstLine(await runProgram(programs.gpg, ['--version'])), firstLine(await runProgram('ssh', ['-V']))],
    close: async () => {
      await server.stop();
      await runProgram('gpgconf', ['--homedir', home, '--kill', 'all']).catch(() => undefined);
    },
  };
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** Seconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function startServer(programs: Programs, folder: string) {
  const file = (name: string): string => join(folder, name);
  for (const key of ['host', 'person']) await runProgram(programs['ssh-keygen'], ['-q', '-t', 'ed25519', '-N', '', '-f', file(key)]);
  const port = await freePort();
  const [type, key] = (await readFile(file('host.pub'), 'utf8')).split(' ');
  await writeFile(file('known'), `[127.0.0.1]:${port} ${type ?? ''} ${key ?? ''}\n`);
  await writeFile(file('sshd.conf'), [
    `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${file('host')}`, `AuthorizedKeysFile ${file('person.pub')}`, 'PidFile none', 'UsePAM no', 'StrictModes no',
    'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'PermitRootLogin prohibit-password', 'Subsystem sftp internal-sftp', '',
  ].join('\n'));
  const removePrivilegeFolder = await privilegeFolder();
  const child = spawn(programs.sshd, ['-D', '-e', '-f', file('sshd.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  process.once('exit', () => child.kill());
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said = (said + piece.toString()).slice(-2000);
      if (said.includes('Server listening')) resolve();
    });
    child.once('exit', () => { reject(new Error(`sshd did not start: ${said.trim()}`)); }).once('error', reject);
  });
  const words = ['-F', 'none', '-q', '-P', String(port), '-i', file('person'), '-o', `UserKnownHostsFile=${file('known')}`, '-o', 'StrictHostKeyChecking=yes', '-o', 'IdentitiesOnly=yes', '-b', '-', `${userInfo().username}@127.0.0.1`];
  return {
    sftp: (batch: string) => runProgram(programs.sftp, words, batch),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      await removePrivilegeFolder();
    },
  };
}

/** Debian's sshd started by root asks for this folder, which its boot script makes. */
async function privilegeFolder(): Promise<() => Promise<void>> {
  if (process.getuid?.() !== 0) return () => Promise.resolve();
  const made = await mkdir('/run/sshd', { mode: 0o755 }).then(() => true, () => false);
  return async () => { if (made) await rmdir('/run/sshd').catch(() => undefined); };
}

/** A port of loopback that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
}
