// A real clamd with a configuration of its own, a small signature database and a temporary folder in memory; nothing is downloaded.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClamdScanner } from '../../server/scanning/clamd.ts';
import type { Scanner } from '../../server/scanning/scanner.ts';

/** Made up for these tests. */
export const SIGNATURE = 'KAGIBAKO-TEST-SIGNATURE-7f3a1c';
/** The antivirus test file of eicar.org, in two halves so that no scanner takes this source for it. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface Daemon {
  readonly configPath: string;
  readonly scanner: Scanner;
  readonly pid: number;
  stop(): Promise<void>;
}

export function safeConfig(socket: string, temporary: string): string[] {
  return [`LocalSocket ${socket}`, `TemporaryDirectory ${temporary}`, 'AlertExceedsMax yes', 'AlertEncrypted yes', 'StreamMaxLength 2M', 'MaxFileSize 4M', 'MaxScanSize 4M'];
}

/** `more`: lines of its configuration beside the safe ones. */
export async function startClamd(program: string, more: readonly string[] = []): Promise<Daemon> {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'));
  const temporary = await mkdtemp('/dev/shm/clamd-');
  await mkdir(join(folder, 'db'));
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  await writeFile(join(folder, 'db', 'test.ndb'), `Kagibako.Test:0:*:${hex(SIGNATURE)}\nEicar.Test:0:*:${hex(EICAR)}\n`);
  const configPath = join(folder, 'clamd.conf');
  await writeFile(configPath, [...safeConfig(join(folder, 'socket'), temporary), 'Foreground yes', `DatabaseDirectory ${join(folder, 'db')}`, 'LogSyslog no', 'MaxThreads 2', ...more, ''].join('\n'));
  const child = spawn(program, ['--config-file', configPath], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const scanner = await createClamdScanner({ configPath, patienceMs: 20_000 });
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    await Promise.all([folder, temporary].map((path) => rm(path, { recursive: true, force: true })));
  };
  await untilUp(scanner, stop);
  return { configPath, scanner, pid: child.pid ?? 0, stop };
}

/** Far beyond what clamd takes with these few signatures: how busy the machine is decides nothing. */
const patienceSeconds = 120;

async function untilUp(scanner: Scanner, stop: () => Promise<void>): Promise<void> {
  for (const end = performance.now() + patienceSeconds * 1000; performance.now() < end;) {
    const up = await scanner.describe().then(() => true, () => false);
    if (up) return;
    await pause(100);
  }
  await stop();
  throw new Error(`clamd did not come up within ${String(patienceSeconds)} seconds.`);
}
