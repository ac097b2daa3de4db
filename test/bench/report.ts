// The results as a table in Markdown: what was measured, what it is held against, on which machine and with what.
import type { Peak } from './memory.ts';
import { median, quantile, rate, show } from './numbers.ts';
import type { SignInReport } from './sign-ins.ts';
import type { Contestant, SpeedReport } from './speed.ts';

export interface MemoryReport { readonly label: string; readonly peak: Peak }
export interface Results {
  readonly machine: readonly string[];
  readonly speed: SpeedReport;
  readonly memory: { readonly sizeInBytes: number; readonly uploads: readonly MemoryReport[] } | null;
  readonly signIns: SignInReport | null;
}

/** The whole report. */
export function writeReport(results: Results): string {
  return [...results.machine.map((line) => `- ${line}`), '', ...speedTable(results.speed), ...memoryTable(results.memory), ...signInTable(results.signIns)].join('\n');
}

function speedTable({ sizeInBytes, seconds, absent, processor }: SpeedReport): string[] {
  const handmade = sum(seconds.gpg, seconds.sftp);
  const rows: [string, readonly number[] | undefined][] = [
    ['**sealed, durable ingest, SEIPDv1**', seconds.seipd1], ['**sealed, durable ingest, SEIPDv2-GCM**', seconds['seipd2-gcm']], ['**sealed, durable ingest, SEIPDv2-OCB**', seconds['seipd2-ocb']],
    ['`gpg --encrypt --compress-algo none`, then `sftp put`', handmade], ['the same with `put -f` (fsync)', sum(seconds.gpg, seconds['sftp-durable'])],
    ['of which gpg', seconds.gpg], ['of which `sftp put`', seconds.sftp], ['raw HTTP PUT with fsync', seconds.put],
  ];
  const lines = rows.map(([label, values]) => values === undefined ? `| ${label} | absent | | | |` : row(label, values, sizeInBytes, handmade, seconds.put));
  return [
    `### ${show(sizeInBytes / 2 ** 20)} MiB, median of ${count(seconds)} rounds`, '',
    '| | MB/s | range | against gpg + sftp | against raw PUT |', '|---|---|---|---|---|', ...lines, '',
    `Processor time of the gateway's process for it, all threads (median): SEIPDv1 ${show(used(processor.seipd1), 1)} s, SEIPDv2-GCM ${show(used(processor['seipd2-gcm']), 1)} s, SEIPDv2-OCB ${show(used(processor['seipd2-ocb']), 1)} s.`, '',
    absent.length === 0 ? 'No peer was absent.' : `Absent: ${absent.join('; ')}.`, '',
  ];
}

function used(seconds: readonly (number | undefined)[]): number | undefined {
  const known = seconds.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}

const count = (seconds: Readonly<Partial<Record<Contestant, readonly number[]>>>): number => seconds.seipd1?.length ?? 0;

function row(label: string, values: readonly number[], sizeInBytes: number, handmade: readonly number[] | undefined, put: readonly number[] | undefined): string {
  const ratio = (to: readonly number[] | undefined): string => (to === undefined ? '—' : `${show(median(to) / median(values), 2)}×`);
  return `| ${label} | ${show(rate(sizeInBytes, median(values)))} | ${show(rate(sizeInBytes, quantile(values, 1)))}–${show(rate(sizeInBytes, quantile(values, 0)))} | ${ratio(handmade)} | ${ratio(put)} |`;
}

/** Round by round: a file is encrypted, then put. */
function sum(a: readonly number[] | undefined, b: readonly number[] | undefined): readonly number[] | undefined {
  return a === undefined || b === undefined ? undefined : a.map((value, round) => value + (b[round] ?? NaN));
}

function memoryTable(memory: Results['memory']): string[] {
  if (memory === null) return [];
  return [
    `### Resident memory of the gateway, upload of ${show(memory.sizeInBytes / 2 ** 20)} MiB (target: under 220 MiB throughout)`, '',
    '| | peak during the upload, MiB | peak since its start, MiB |', '|---|---|---|',
    ...memory.uploads.map(({ label, peak }) => `| ${label} | ${show(peak.duringMiB)} | ${show(peak.everMiB)} |`), '',
  ];
}

function signInTable(report: SignInReport | null): string[] {
  if (report === null) return [];
  const line = (label: string, { medianMs, p99Ms, maxMs, count: n }: SignInReport['idle']): string => `| ${label} | ${n} | ${show(medianMs, 1)} | ${show(p99Ms, 1)} | ${show(maxMs, 1)} |`;
  return [
    `### A database transaction under ${report.atOnce} sign-ins at once`, '', '| | count | median, ms | p99, ms | max, ms |', '|---|---|---|---|---|',
    line('idle', report.idle), line(`under ${report.atOnce} sign-ins (${report.bursts} bursts)`, report.underSignIns), '',
    `Of ${report.atOnce} sign-ins, told to come back later (503): ${report.turnedAway.join(', ')}. A burst was answered in ${show(quantile(report.burstMs, 0.5))} ms (median).`, '',
  ];
}
