// A real GnuPG in its own temporary home, for tests only. The home's path is short because the agent's socket lies in it.

import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Gpg {
  readonly home: string;
  run(args: readonly string[], input?: Uint8Array | string): Promise<Ran>;
  close(): Promise<void>;
}

/** Runs a program and waits for its end, whatever its exit code. */
export function runProgram(program: string, args: readonly string[], options: { cwd?: string; env?: Record<string, string>; input?: Uint8Array | string } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024, cwd: options.cwd, env: { ...process.env, ...options.env } },
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(new Error(`${program} did not run`, { cause: error }));
        else resolve({ code: error ? Number(error.code) : 0, stdout, stderr: stderr.toString() });
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}

/** Opens a home of its own. Close it: the agent it started is told to end, and the folder is removed. */
export async function openGpg(): Promise<Gpg> {
  const home = await mkdtemp(join(tmpdir(), 'g-'));
  execFileSync('chmod', ['700', home]);
  return {
    home,
    run: (args, input) =>
      runProgram('gpg', ['--homedir', home, '--batch', '--yes', '--no-tty', '--pinentry-mode', 'loopback', '--trust-model', 'always', '--passphrase', '', ...args], {
        cwd: home,
        ...(input === undefined ? {} : { input }),
      }),
    async close() {
      await runProgram('gpgconf', ['--homedir', home, '--kill', 'all']);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Makes a key with an encryption subkey and no passphrase, by a GnuPG parameter file; returns the binary certificate. */
export async function makeGpgKey(gpg: Gpg, name: string, kind: 'rsa3072' | 'rsa2048' | 'curve25519', extra: readonly string[] = []): Promise<Uint8Array> {
  const algorithm =
    kind === 'curve25519'
      ? ['Key-Type: EDDSA', 'Key-Curve: ed25519', 'Subkey-Type: ECDH', 'Subkey-Curve: cv25519']
      : ['Key-Type: RSA', `Key-Length: ${kind.slice(3)}`, 'Subkey-Type: RSA', `Subkey-Length: ${kind.slice(3)}`];
  const parameters = ['%no-protection', ...algorithm, 'Key-Usage: sign', 'Subkey-Usage: encrypt', `Name-Real: ${name}`, 'Expire-Date: 0', '%commit', ''];
  const made = await gpg.run([...extra, '--full-gen-key'], parameters.join('\n'));
  if (made.code !== 0) throw new Error(`gpg made no key: ${made.stderr}`);
  return exportCertificate(gpg, name);
}

/** The binary certificate of a name. */
export async function exportCertificate(gpg: Gpg, name: string): Promise<Uint8Array> {
  const exported = await gpg.run(['--export', name]);
  if (exported.stdout.length === 0) throw new Error(`gpg exported nothing: ${exported.stderr}`);
  return new Uint8Array(exported.stdout);
}
