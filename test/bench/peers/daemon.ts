// A real clamd for the benchmark: its own configuration, its stream in memory, limits that let two gigabytes through (ClamAV scans nothing above), and two
// signatures. With the hundreds of thousands of a real database it is slower; this is the least that a scan costs.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from '../../setup/found-programs.ts';
import { runProgram } from './programs.ts';

export interface Clamd { readonly environment: Readonly<Record<string, string>>; readonly version: string; readonly pid: number; close(): Promise<void> }

/** Starts it in `folder`. Returns the reason in words where there is none to be had. */
export async function openClamd(folder: string): Promise<Clamd | { readonly absent: string }> {
  const program = findProgram('clamd');
  if (program === undefined) return { absent: 'clamd: not installed (Debian package clamav-daemon)' };
  const temporary = await mkdtemp('/dev/shm/kagibako-bench-clamd-').catch(() => null);
  if (temporary === null) return { absent: 'clamd: no memory file system at /dev/shm for its streams' };
  const database = join(folder, 'clamd-db');
  const [socket, config] = [join(folder, 'clamd.sock'), join(folder, 'clamd.conf')];
  await mkdir(database);
  await writeFile(join(database, 'bench.ndb'), `Bench.One:0:*:${Buffer.from('KAGIBAKO-BENCH-SIGNATURE-1').toString('hex')}\nBench.Two:0:*:${Buffer.from('KAGIBAKO-BENCH-SIGNATURE-2').toString('hex')}\n`);
  await writeFile(config, [
    `LocalSocket ${socket}`, `TemporaryDirectory ${temporary}`, 'AlertExceedsMax yes', 'AlertEncrypted yes', 'StreamMaxLength 2000M', 'MaxFileSize 2000M', 'MaxScanSize 2000M', 'MaxScanTime 0', 'ReadTimeout 300', 'Foreground yes',
    `DatabaseDirectory ${database}`, 'LogSyslog no', 'MaxThreads 4', '',
  ].join('\n'));
  const child = spawn(program, ['--config-file', config], { stdio: 'ignore' });
  process.once('exit', () => child.kill());
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill();
    await ended;
    await rm(temporary, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200; tries += 1) {
    if (await answers(socket)) return { environment: { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: config }, version: (await runProgram(program, ['--version'])).trim().split('/')[0] ?? 'clamd', pid: child.pid ?? 0, close };
    await pause(100);
  }
  await close();
  return { absent: 'clamd: did not come up within twenty seconds' };
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(socket, () => {
      line.destroy();
      resolve(true);
    }).once('error', () => { resolve(false); });
  });
}
