// Foreign programs the benchmark compares with: found, or installed where it may (root on Debian), or named as absent.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const wanted = [
  { name: 'gpg', from: 'gnupg' }, { name: 'sshd', from: 'openssh-server' }, { name: 'sftp', from: 'openssh-client' }, { name: 'ssh-keygen', from: 'openssh-client' },
] as const;

export type Programs = Readonly<Record<(typeof wanted)[number]['name'], string>>;
export type Found = { readonly programs: Programs } | { readonly absent: readonly string[] };

/** All of the programs, or the names of what this machine lacks. `path` is the search path. */
export function findPrograms(path: string, say: (line: string) => void): Found {
  const missing = wanted.filter(({ name }) => find(path, name) === undefined);
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) install([...new Set(missing.map(({ from }) => from))], say);
  const [gpg, sshd, sftp, keygen] = wanted.map(({ name }) => find(path, name));
  if (gpg !== undefined && sshd !== undefined && sftp !== undefined && keygen !== undefined) return { programs: { gpg, sshd, sftp, 'ssh-keygen': keygen } };
  return { absent: wanted.filter(({ name }) => find(path, name) === undefined).map(({ name, from }) => `${name} (Debian package ${from})`) };
}

function find(path: string, name: string): string | undefined {
  return [...path.split(delimiter), '/usr/sbin', '/usr/local/sbin'].map((folder) => join(folder, name)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function install(packages: readonly string[], say: (line: string) => void): void {
  say(`Installing with apt-get: ${packages.join(', ')}`);
  for (const words of [['update'], ['install', '--no-install-recommends', ...packages]]) {
    // policy-rc.d is not ours to write; an sshd that Debian starts by itself listens on its own port and is left alone.
    spawnSync('apt-get', ['-y', '-q', ...words], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
}

/** Runs a program to its end. Throws an Error with the end of what it complained of, unless it ends with 0. */
export async function runProgram(program: string, words: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => { said = (said + piece.toString()).slice(-4000); });
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${program} ended with ${String(code)}: ${said.trim()}`));
    });
  });
}
