// The contest: everybody takes the same file, in turn, round after round; the median of the rounds counts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openOffice } from './openssh.ts';
import type { Options } from './options.ts';
import { findPrograms } from './programs.ts';
import { openRawPut } from './put.ts';
import { openSite, type BenchFormat } from './site.ts';

export type Contestant = BenchFormat | 'gpg' | 'sftp' | 'sftp-durable' | 'put';
export interface SpeedReport {
  readonly sizeInBytes: number;
  /** Seconds of every round. */
  readonly seconds: Readonly<Partial<Record<Contestant, readonly number[]>>>;
  /** Peers that could not be compared with, each with the reason. */
  readonly absent: readonly string[];
  readonly versions: readonly string[];
  /** Processor seconds of the gateway in every round. */
  readonly processor: Readonly<Record<BenchFormat, readonly (number | undefined)[]>>;
}

const formats: readonly BenchFormat[] = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'];

interface Peer { readonly runs: readonly (readonly [Contestant, () => Promise<number>])[]; readonly versions: readonly string[]; close(): Promise<void> }

/** Runs the contest in `folder`, where `payload` is. */
export async function measureSpeed(options: Options, folder: string, payload: string, say: (line: string) => void): Promise<SpeedReport> {
  const nodeWords = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
  const site = await openSite(join(folder, 'gateway'), nodeWords);
  const { peers, absent } = options.peers ? await openPeers(options, folder, payload, say) : { peers: [], absent: ['all peers (--no-peers)'] };
  const runs: Peer['runs'] = [
    ...formats.map((format) => [format, () => site.ingest(payload, options.sizeInBytes, format)] as const), ...peers.flatMap((peer) => peer.runs),
  ];
  const seconds: Partial<Record<Contestant, number[]>> = {};
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const [name, run] of runs) {
      // What others left for the disk to do is done before the clock runs.
      spawnSync('sync');
      const taken = await run();
      (seconds[name] ??= []).push(taken);
      say(`round ${round}  ${name.padEnd(12)} ${taken.toFixed(2)} s  ${(options.sizeInBytes / 1e6 / taken).toFixed(0)} MB/s`);
    }
  }
  await site.close();
  for (const peer of peers) await peer.close();
  return { sizeInBytes: options.sizeInBytes, seconds, absent, processor: site.processor, versions: peers.flatMap((peer) => peer.versions) };
}

async function openPeers(options: Options, folder: string, payload: string, say: (line: string) => void): Promise<{ peers: Peer[]; absent: string[] }> {
  const put = await openRawPut(folder);
  const peers: Peer[] = [{ runs: [['put', () => put.send(payload, options.sizeInBytes)]], versions: [], close: () => { put.close(); return Promise.resolve(); } }];
  const found = findPrograms(process.env['PATH'] ?? '', say);
  if ('absent' in found) return { peers, absent: found.absent.map((name) => `${name}: not installed`) };
  try {
    const office = await openOffice(found.programs, folder);
    peers.push({ runs: [['gpg', () => office.encrypt(payload)], ['sftp', () => office.put(false)], ['sftp-durable', () => office.put(true)]], versions: office.versions, close: () => office.close() });
    return { peers, absent: [] };
  } catch (error) {
    return { peers, absent: [`gpg and sftp: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
