// `npm run bench -- wipe`: a large body and its lock in a vault. Until nobody can open it any more (the lock is destroyed), until it is overwritten, beside the
// same bytes written over a plain file of the same making: through the page cache with one fsync at the end, with an fsync for each stretch as the vault does
// it, past the cache (O_DIRECT), and so again with all that a wipe does besides writing: an fsync and a cut for each stretch.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pageBuffer } from '../../server/vault/direct-writes.ts';
import { createVault } from '../../server/vault/vault.ts';
import { median, quantile, show } from './numbers.ts';
import { timed } from './peers/openssh.ts';
import { atLeast, mebibyte, under, type Given, type Outcome, type Part } from './part.ts';

/** As `server/vault/wiping.ts` has it: so much is confirmed at a time. */
const stretch = 64;
const ways = { cache: 'through the cache, one fsync at the end', stretches: 'through the cache, an fsync each 64 MiB', direct: 'past the cache (O_DIRECT), one fsync at the end', cut: 'past the cache, from the end, an fsync and a cut each 64 MiB' } as const;
type Way = keyof typeof ways;
const everyWay = ['cache', 'stretches', 'direct', 'cut'] as const satisfies readonly Way[];

async function run({ folder, sizeInMiB, rounds, say }: Given): Promise<Outcome> {
  await mustFit(folder, sizeInMiB);
  const vault = await createVault({ folder: join(folder, 'vault'), randomBytes });
  const block = pageBuffer(mebibyte);
  block.set(randomBytes(mebibyte));
  const found = { unrecoverable: [] as number[], overwritten: [] as number[], stalls: [] as number[], cache: [] as number[], stretches: [] as number[], direct: [] as number[], cut: [] as number[] };
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  for (let round = 1; round <= rounds; round += 1) {
    const writer = await vault.writeBody();
    for (let at = 0; at < sizeInMiB; at += 1) await writer.write(block);
    const { id } = await writer.commit();
    const lock = await vault.writeLock(randomBytes(600));
    spawnSync('sync');
    stalls.reset();
    stalls.enable();
    found.unrecoverable.push(await timed(() => vault.wipeLock(lock)));
    found.overwritten.push(await timed(() => vault.wipeBody(id)));
    stalls.disable();
    found.stalls.push(stalls.max / 1e6);
    say(`round ${round}  lock ${((found.unrecoverable.at(-1) ?? 0) * 1000).toFixed(1)} ms  body ${found.overwritten.at(-1)?.toFixed(2) ?? ''} s`);
    for (const way of everyWay) {
      // Written past the cache at first, as the vault writes its bodies.
      const plain = join(folder, `plain-${way}`);
      await write(plain, block, sizeInMiB, 'direct', constants.O_CREAT | constants.O_EXCL);
      spawnSync('sync');
      found[way].push(await timed(() => (way === 'cut' ? cutOff(plain, block, sizeInMiB) : write(plain, block, sizeInMiB, way, 0))));
      say(`round ${round}  plain, ${ways[way]}: ${found[way].at(-1)?.toFixed(2) ?? ''} s`);
      await rm(plain);
    }
  }
  return report(found, sizeInMiB, rounds);
}

function report(found: Readonly<Record<'unrecoverable' | 'overwritten' | 'stalls' | Way, readonly number[]>>, sizeInMiB: number, rounds: number): Outcome {
  const speed = (seconds: number): number => (sizeInMiB * mebibyte) / 1e6 / seconds;
  const ratio = (way: Way): number => median(found[way]) / median(found.overwritten);
  const row = (label: string, of: readonly number[], against: string): string => `| ${label} | ${median(of).toFixed(2)} s | ${show(speed(median(of)))} | ${show(speed(quantile(of, 1)))}–${show(speed(quantile(of, 0)))} | ${against} |`;
  const lockMs = median(found.unrecoverable) * 1000;
  return {
    lines: [
      `A body of ${sizeInMiB} MiB, median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}. Every file is made anew past the cache, with a \`sync\` before the clock runs; all overwrite with the same kind of bytes, in pieces of 1 MiB.`, '',
      `Until no longer recoverable (the lock is overwritten, removed, and its folder synced): ${lockMs.toFixed(1)} ms (${found.unrecoverable.map((one) => (one * 1000).toFixed(1)).join(', ')}). Longest stall of the event loop meanwhile: ${show(quantile(found.stalls, 1), 1)} ms.`, '',
      '| | time | MB/s | range | the wipe against it |', '|---|---|---|---|---|', row('**wipe of the body: overwritten, cut off, removed, synced**', found.overwritten, ''), ...everyWay.map((way) => row(`plain overwrite, ${ways[way]}`, found[way], `${show(ratio(way), 2)}×`)),
    ],
    goals: [
      under(`wipe of ${sizeInMiB} MiB until no longer recoverable`, 50, lockMs, 'ms', 1), atLeast(`wipe of ${sizeInMiB} MiB until overwritten, against a plain overwrite of the same treatment (cache, an fsync each 64 MiB)`, 0.9, ratio('stretches')), atLeast('the same against the fastest plain overwrite (disk speed)', 0.9, Math.min(...everyWay.map(ratio))),
    ],
    plots: [{ name: 'wipe', title: 'Overwriting one large body', unit: 'MB/s', marks: [], bars: ([['wipe of the body', found.overwritten, true], ['plain, cache, one fsync', found.cache, false], ['plain, cache, fsync each 64 MiB', found.stretches, false], ['plain, O_DIRECT, one fsync', found.direct, false], ['plain, O_DIRECT, fsync and cut each 64 MiB', found.cut, false]] as const).map(([label, of, isOurs]) => ({ label, isOurs, value: speed(median(of)), range: [speed(quantile(of, 1)), speed(quantile(of, 0))] as const })) }],
    versions: [],
  };
}

/** Writes the whole file. Where the file system knows no O_DIRECT, opening throws. */
async function write(path: string, block: Uint8Array, sizeInMiB: number, way: Exclude<Way, 'cut'>, flags: number): Promise<void> {
  const file = await open(path, constants.O_WRONLY | flags | (way === 'direct' ? constants.O_DIRECT : 0), 0o600);
  try {
    for (let at = 0; at < sizeInMiB; at += 1) {
      await file.write(block, 0, block.length, at * mebibyte);
      if (way === 'stretches' && (at + 1) % stretch === 0) await file.sync();
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a wipe does, one thing after the other. */
async function cutOff(path: string, block: Uint8Array, sizeInMiB: number): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_DIRECT);
  try {
    for (let to = sizeInMiB; to > 0;) {
      const from = Math.floor((to - 1) / stretch) * stretch;
      for (let at = from; at < to; at += 1) await file.write(block, 0, block.length, at * mebibyte);
      await file.sync();
      await file.truncate(from * mebibyte);
      to = from;
    }
  } finally {
    await file.close();
  }
}

/** Throws an Error where the disk has no room for the files of a part. */
export async function mustFit(folder: string, sizeInMiB: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / mebibyte;
  if (free < sizeInMiB * 1.1 + 512) throw new Error(`expected ${sizeInMiB} MiB and a little more free at ${folder}, found ${free.toFixed(0)} MiB. Choose another place with --folder, or a smaller --size.`);
}

export const wipe: Part = { name: 'wipe', title: 'Wipe of one large body', usual: { sizeInMiB: 10_240, rounds: 2, count: 1 }, quick: { sizeInMiB: 256, rounds: 1, count: 1 }, longest: 10, run };
