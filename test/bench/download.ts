// `npm run bench -- download`: collecting one large sealed body, against nginx with `sendfile` giving out the very same number of bytes.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { leanGet } from './peers/lean-get.ts';
import { openNginx } from './peers/nginx.ts';
import { median, quantile, rate, show } from './numbers.ts';
import { timed } from './peers/openssh.ts';
import { atLeast, type Given, type Outcome, type Part } from './part.ts';
import { makePayload, readPayload } from './payload.ts';
import { openSite } from './site.ts';
import { sendFileTo } from './sent.ts';

async function run({ folder, sizeInBytes, sizeInMiB, rounds, peers, say }: Given): Promise<Outcome> {
  const payload = join(folder, 'payload.bin');
  await makePayload(payload, sizeInBytes);
  const site = await openSite(join(folder, 'gateway'));
  const ready = await sendFileTo(site, 0, 'seipd2-gcm', readPayload(payload, sizeInBytes));
  const root = join(folder, 'www');
  await mkdir(root);
  await copyFile(payload, join(root, 'body'));
  // As long as what is sealed, to the byte.
  await truncate(join(root, 'body'), ready.bodySize);
  const nginx = peers ? await openNginx(folder, root) : { absent: 'nginx (--no-peers)' };
  const ours = (): Promise<void> => leanGet({ address: ready.address, headers: ready.headers, bytes: ready.bodySize });
  const theirs = 'absent' in nginx ? null : (): Promise<void> => leanGet({ address: `${nginx.origin}/body`, bytes: ready.bodySize });
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  spawnSync('sync');
  // The first of each is not counted: it brings the file into the page cache.
  for (let round = 0; round <= rounds; round += 1) {
    const taken = { ours: await timed(ours), theirs: theirs === null ? undefined : await timed(theirs) };
    say(`round ${round}  ours ${taken.ours.toFixed(2)} s  nginx ${show(taken.theirs, 2)} s`);
    if (round === 0) continue;
    times.ours.push(taken.ours);
    if (taken.theirs !== undefined) times.theirs.push(taken.theirs);
  }
  await site.close();
  if (!('absent' in nginx)) await nginx.close();
  const ratio = times.theirs.length === 0 ? undefined : median(times.theirs) / median(times.ours);
  const speeds = (of: readonly number[]) => [rate(ready.bodySize, median(of)), rate(ready.bodySize, quantile(of, 1)), rate(ready.bodySize, quantile(of, 0))] as const;
  const named = [['**the gateway, one sealed body**', times.ours, true], ['nginx, `sendfile`, the same number of bytes', times.theirs, false]] as const;
  return {
    lines: [
      `${sizeInMiB} MiB, median of ${rounds} rounds after one that is not counted; both from the page cache, over loopback, to a client that throws the bytes away. The gateway admits, counts and records each collection.`, '', '| | MB/s | range | against nginx |', '|---|---|---|---|',
      ...named.map(([label, of, isOurs]) => (of.length === 0 ? `| ${label} | absent | | |` : `| ${label} | ${show(speeds(of)[0])} | ${show(speeds(of)[1])}–${show(speeds(of)[2])} | ${isOurs ? show(ratio, 2) : '1.00'}× |`)), '', 'absent' in nginx ? `Absent: ${nginx.absent}.` : 'No peer was absent.',
    ],
    goals: [atLeast(`download of ${sizeInMiB} MiB against nginx \`sendfile\``, 0.5, ratio)],
    plots: [{ name: 'download', title: 'Download of one large file', unit: 'MB/s', marks: [], bars: named.filter(([, of]) => of.length > 0).map(([, of, isOurs]) => ({ label: isOurs ? 'the gateway, sealed body' : 'nginx, sendfile', value: speeds(of)[0], range: [speeds(of)[1], speeds(of)[2]] as const, isOurs })) }],
    versions: 'absent' in nginx ? [] : [nginx.version],
  };
}

export const download: Part = { name: 'download', title: 'Download of one large file', usual: { sizeInMiB: 1024, rounds: 5, count: 1 }, quick: { sizeInMiB: 64, rounds: 2, count: 1 }, longest: 5, run };
