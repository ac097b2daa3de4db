// `npm run bench -- wipe`: a body of ten gigabytes and its lock in a vault. Until nobody can open it any more (the lock is destroyed), until it is overwritten, beside
// the same bytes written over a file with one fsync at the end, and how long the event loop stood still meanwhile.
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createVault } from '../../server/vault/vault.ts';

const mebibyte = 1024 * 1024;
const block = randomBytes(mebibyte);

/** Takes the words after `wipe`; prints one table. */
export async function benchWipe(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], strict: true, options: { size: { type: 'string', default: '10240' }, folder: { type: 'string' } } });
  const sizeInMiB = Number(values.size);
  if (!Number.isInteger(sizeInMiB) || sizeInMiB < 1) throw new Error(`--size: expected a whole number of MiB from 1, got ${values.size}`);
  const folder = await mkdtemp(join(values.folder ?? (existsSync('/var/tmp') ? '/var/tmp' : tmpdir()), 'kagibako-wipe-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  const vault = await createVault({ folder: join(folder, 'vault'), randomBytes });
  const plain = join(folder, 'plain');
  await fill(plain, sizeInMiB, 'wx');
  const writer = await vault.writeBody();
  for (let at = 0; at < sizeInMiB; at += 1) await writer.write(block);
  const { id } = await writer.commit();
  const lock = await vault.writeLock(randomBytes(600));
  const raw = await seconds(() => fill(plain, sizeInMiB, 'r+'));
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  stalls.enable();
  const unrecoverable = await seconds(() => vault.wipeLock(lock));
  const overwritten = await seconds(() => vault.wipeBody(id));
  stalls.disable();
  const speed = (taken: number): string => `${(sizeInMiB / taken).toFixed(0)} MiB/s`;
  process.stdout.write([
    `| wipe of ${String(sizeInMiB)} MiB | |`, '|---|---|', `| until no longer recoverable | ${(unrecoverable * 1000).toFixed(1)} ms |`, `| until overwritten and gone | ${overwritten.toFixed(1)} s, ${speed(overwritten)} |`,
    `| the same bytes over a plain file, one fsync | ${raw.toFixed(1)} s, ${speed(raw)} |`, `| ratio | ${(raw / overwritten).toFixed(2)} |`, `| longest stall of the event loop | ${(stalls.max / 1e6).toFixed(1)} ms |`, '',
  ].join('\n'));
}

async function fill(path: string, sizeInMiB: number, flags: 'wx' | 'r+'): Promise<void> {
  const file = await open(path, flags);
  for (let at = 0; at < sizeInMiB; at += 1) await file.write(block, 0, block.length, at * mebibyte);
  await file.sync();
  await file.close();
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
