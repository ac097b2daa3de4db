// `npm run bench -- ingest`: sealed, durable ingest of one large file beside what an office does by hand and beside a raw PUT.
import { join } from 'node:path';
import { atLeast, type Given, type Goal, type Outcome, type Part } from './part.ts';
import { median, quantile, rate, show } from './numbers.ts';
import { makePayload } from './payload.ts';
import type { Plot } from './plot.ts';
import { formatNames, formats, measureSpeed, type SpeedReport } from './speed.ts';

type Times = readonly number[] | undefined;

async function run(given: Given): Promise<Outcome> {
  const payload = join(given.folder, 'payload.bin');
  given.say(`Making a file of ${given.sizeInMiB} MiB…`);
  await makePayload(payload, given.sizeInBytes);
  const report = await measureSpeed(given, payload);
  return { lines: lines(report, given), goals: goals(report), plots: [plot(report)], versions: report.versions };
}

function lines({ sizeInBytes, seconds, absent, processor, areas }: SpeedReport, given: Given): string[] {
  const hands = handmade(seconds);
  const rows: [string, Times, Times][] = [
    ...formats.map((format): [string, Times, Times] => [`**sealed, durable ingest, ${formatNames[format]}**`, seconds[format], seconds[`${format} scanned`]]), ['`gpg --encrypt --compress-algo none`, then `sftp put`', hands, undefined],
    ['the same with `put -f` (fsync)', sum(seconds.gpg, seconds['sftp-durable']), undefined], ['of which gpg', seconds.gpg, undefined], ['of which `sftp put`', seconds.sftp, undefined], ['raw HTTP PUT with fsync', seconds.put, undefined],
  ];
  return [
    `${given.sizeInMiB} MiB, median of ${given.rounds} rounds.`, '', '| | MB/s | range | against gpg + sftp | against raw PUT | with clamd between, MB/s |', '|---|---|---|---|---|---|',
    ...rows.map(([label, own, scanned]) => (own === undefined ? `| ${label} | absent | | | | |` : row(label, own, scanned, sizeInBytes, hands, seconds.put))), '',
    `Processor time of the gateway's process for it, all threads (median): ${formats.map((format) => `${formatNames[format]} ${show(used(processor[format]), 1)} s`).join(', ')}.`, '',
    absent.length === 0 ? 'No peer was absent.' : `Absent: ${absent.join('; ')}.`, '', '#### Where the time goes', '', ...areas,
    'Writes and fsync are done by threads that no profiler of JavaScript sees; what the process used beyond the table is theirs. Where both columns wait, the client, the kernel or the disk is what is waited for.', '',
  ];
}

function row(label: string, own: readonly number[], scanned: Times, sizeInBytes: number, hands: Times, put: Times): string {
  const to = (other: Times): string => (ratio(other, own) === undefined ? '—' : `${show(ratio(other, own), 2)}×`);
  return `| ${label} | ${show(rate(sizeInBytes, median(own)))} | ${show(rate(sizeInBytes, quantile(own, 1)))}–${show(rate(sizeInBytes, quantile(own, 0)))} | ${to(hands)} | ${to(put)} | ${scanned === undefined ? '' : show(rate(sizeInBytes, median(scanned)))} |`;
}

function goals({ seconds }: SpeedReport): Goal[] {
  const hands = handmade(seconds);
  const asked = { seipd1: [2, 0.35], 'seipd2-gcm': [2.5, 0.5], 'seipd2-ocb': [2.5, 0.5] } as const;
  return formats.flatMap((format) => [
    atLeast(`ingest, ${formatNames[format]}, against gpg + sftp`, asked[format][0], ratio(hands, seconds[format])), atLeast(`ingest, ${formatNames[format]}, against a raw PUT with fsync`, asked[format][1], ratio(seconds.put, seconds[format])),
  ]);
}

function plot({ seconds, sizeInBytes }: SpeedReport): Plot {
  const bar = (label: string, times: Times, isOurs: boolean) => (times === undefined ? [] : [{ label, value: rate(sizeInBytes, median(times)), range: [rate(sizeInBytes, quantile(times, 1)), rate(sizeInBytes, quantile(times, 0))] as const, isOurs }]);
  return {
    name: 'ingest', title: 'Sealed, durable ingest of one file', unit: 'MB/s', marks: [],
    bars: [
      ...formats.flatMap((format) => bar(formatNames[format], seconds[format], true)), ...formats.flatMap((format) => bar(`${formatNames[format]}, clamd between`, seconds[`${format} scanned`], true)),
      ...bar('gpg, then sftp put', handmade(seconds), false), ...bar('gpg, then sftp put -f', sum(seconds.gpg, seconds['sftp-durable']), false), ...bar('raw HTTP PUT with fsync', seconds.put, false),
    ],
  };
}

const handmade = (seconds: SpeedReport['seconds']): Times => sum(seconds.gpg, seconds.sftp);
/** How many times as fast `own` is as `other`. */
const ratio = (other: Times, own: Times): number | undefined => (other === undefined || own === undefined ? undefined : median(other) / median(own));

/** Round by round: a file is encrypted, then put. */
function sum(a: Times, b: Times): Times {
  return a === undefined || b === undefined ? undefined : a.map((value, round) => value + (b[round] ?? NaN));
}

function used(seconds: readonly (number | undefined)[]): number | undefined {
  const known = seconds.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}

export const ingest: Part = { name: 'ingest', title: 'Ingest of one large file', usual: { sizeInMiB: 1024, rounds: 5, count: 1 }, quick: { sizeInMiB: 64, rounds: 2, count: 1 }, longest: 15, run };
