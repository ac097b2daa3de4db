// The contest: everybody takes the same file, in turn, round after round; the median of the rounds counts. The gateway runs twice: without a scanner, and with
// a real clamd between. One more round, under the profiler, tells where its time goes.
import { spawnSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { areaTable, readAreas } from './areas.ts';
import { openClamd } from './peers/daemon.ts';
import { openOffice } from './peers/openssh.ts';
import type { Given } from './part.ts';
import { findPrograms } from './peers/programs.ts';
import { openRawPut } from './peers/put.ts';
import { openSite, type BenchFormat } from './site.ts';

export const formats: readonly BenchFormat[] = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'];
export const formatNames: Readonly<Record<BenchFormat, string>> = { seipd1: 'SEIPDv1', 'seipd2-gcm': 'SEIPDv2-GCM', 'seipd2-ocb': 'SEIPDv2-OCB' };
export type Contestant = BenchFormat | `${BenchFormat} scanned` | 'gpg' | 'sftp' | 'sftp-durable' | 'put';
export interface SpeedReport {
  readonly sizeInBytes: number;
  /** Seconds of every round. */
  readonly seconds: Readonly<Partial<Record<Contestant, readonly number[]>>>;
  /** Peers that could not be compared with, each with the reason. */
  readonly absent: readonly string[];
  readonly versions: readonly string[];
  /** Processor seconds of the gateway in every round. */
  readonly processor: Readonly<Record<BenchFormat, readonly (number | undefined)[]>>;
  /** Where the time went, as Markdown. */
  readonly areas: readonly string[];
}

interface Runner { readonly runs: readonly (readonly [Contestant, () => Promise<number>])[]; readonly versions: readonly string[]; close(): Promise<void> }
type Opened = Runner | { readonly absent: string };

/** Runs the contest in the given folder, where `payload` is. */
export async function measureSpeed(given: Given, payload: string): Promise<SpeedReport> {
  const { folder, sizeInBytes, rounds, say } = given;
  const site = await openSite(join(folder, 'gateway'));
  const others = [await openScanned(given, payload), ...(given.peers ? [await openPut(given, payload), await openHands(given, payload)] : [{ absent: 'all peers (--no-peers)' }])];
  const runners = others.flatMap((one) => ('absent' in one ? [] : [one]));
  const runs: Runner['runs'] = [...formats.map((format) => [format, () => site.ingest(payload, sizeInBytes, format)] as const), ...runners.flatMap((one) => one.runs)];
  const seconds: Partial<Record<Contestant, number[]>> = {};
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, run] of runs) {
      // What others left for the disk to do is done before the clock runs.
      spawnSync('sync');
      const taken = await run();
      (seconds[name] ??= []).push(taken);
      say(`round ${round}  ${name.padEnd(18)} ${taken.toFixed(2)} s  ${(sizeInBytes / 1e6 / taken).toFixed(0)} MB/s`);
    }
  }
  await site.close();
  for (const one of runners) await one.close();
  return {
    sizeInBytes, seconds, absent: others.flatMap((one) => ('absent' in one ? [one.absent] : [])), processor: site.processor, versions: runners.flatMap((one) => one.versions),
    areas: await profiled(given, payload).catch((error: unknown) => [`No profile: ${said(error)}`]),
  };
}

/** A gateway of its own under the profiler: one ingest of each kind. */
async function profiled({ folder, sizeInBytes, profile, say }: Given, payload: string): Promise<string[]> {
  const profiles = join(folder, 'profiles');
  await mkdir(profiles);
  const site = await openSite(join(folder, 'profiled'), { nodeWords: ['--cpu-prof', `--cpu-prof-dir=${profiles}`] });
  for (const format of formats) {
    spawnSync('sync');
    say(`profiled  ${format.padEnd(16)} ${(await site.ingest(payload, sizeInBytes, format)).toFixed(2)} s`);
  }
  await site.close();
  if (profile !== undefined) await cp(profiles, profile, { recursive: true });
  const tables: string[] = [];
  for (const { format, span } of site.spans) tables.push(...areaTable(formatNames[format], (span.toMicroseconds - span.fromMicroseconds) / 1e6, site.processor[format][0], await readAreas(profiles, span)));
  return tables;
}

async function openScanned({ folder, sizeInBytes }: Given, payload: string): Promise<Opened> {
  const clamd = await openClamd(folder).catch((error: unknown) => ({ absent: `clamd: ${said(error)}` }));
  if ('absent' in clamd) return clamd;
  const site = await openSite(join(folder, 'scanned'), { environment: clamd.environment });
  return {
    runs: formats.map((format) => [`${format} scanned` as const, () => site.ingest(payload, sizeInBytes, format)] as const), versions: [clamd.version],
    close: async () => {
      await site.close();
      await clamd.close();
    },
  };
}

async function openPut({ folder, sizeInBytes }: Given, payload: string): Promise<Opened> {
  const put = await openRawPut(folder);
  return { runs: [['put', () => put.send(payload, sizeInBytes)]], versions: [], close: () => { put.close(); return Promise.resolve(); } };
}

async function openHands({ folder, say }: Given, payload: string): Promise<Opened> {
  const found = findPrograms(process.env['PATH'] ?? '', say);
  if ('absent' in found) return { absent: found.absent.map((name) => `${name}: not installed`).join('; ') };
  try {
    const office = await openOffice(found.programs, folder);
    return { runs: [['gpg', () => office.encrypt(payload)], ['sftp', () => office.put(false)], ['sftp-durable', () => office.put(true)]], versions: office.versions, close: () => office.close() };
  } catch (error) {
    return { absent: `gpg and sftp: ${said(error)}` };
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
