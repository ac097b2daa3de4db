// `npm run bench -- page`: one large file opened in the contractor's page, in Chromium, against `gpg --decrypt` of the same file: speed, memory, and the longest
// time the page did not answer.
import { join } from 'node:path';
import { findProgram } from '../setup/found-programs.ts';
import { median, quantile, rate, show } from './numbers.ts';
import { openInPage, type Opened, type Way } from './opening.ts';
import { openOffice } from './peers/openssh.ts';
import { atLeast, under, type Given, type Goal, type Outcome, type Part } from './part.ts';
import { makePayload, readPayload } from './payload.ts';
import { findPrograms } from './peers/programs.ts';
import { sendFileTo } from './sent.ts';
import { openSite } from './site.ts';

interface Line { readonly label: string; readonly format: 'seipd1' | 'seipd2-gcm'; readonly way: Way; readonly goal: number | null; readonly found: Opened[] }

async function run({ folder, sizeInBytes, sizeInMiB, rounds, peers, say }: Given): Promise<Outcome> {
  const chromium = findProgram('chromium');
  if (chromium === undefined) throw new Error('Chromium was expected (Debian package chromium) and is not on the path. Install it and run this again.');
  const payload = join(folder, 'payload.bin');
  await makePayload(payload, sizeInBytes);
  const site = await openSite(join(folder, 'gateway'));
  const lines: readonly Line[] = [
    { label: 'SEIPDv2-GCM, into a chosen file', format: 'seipd2-gcm', way: 'file', goal: 0.12, found: [] }, { label: 'SEIPDv1, into a chosen file', format: 'seipd1', way: 'file', goal: 0.05, found: [] },
    { label: 'SEIPDv2-GCM, as a download', format: 'seipd2-gcm', way: 'download', goal: null, found: [] },
  ];
  const sent = { 'seipd2-gcm': await sendFileTo(site, 0, 'seipd2-gcm', readPayload(payload, sizeInBytes)), seipd1: await sendFileTo(site, 0, 'seipd1', readPayload(payload, sizeInBytes)) };
  const gpg = peers ? await decryptions(folder, payload, rounds, say) : { absent: 'gpg (--no-peers)' };
  for (let round = 1; round <= rounds; round += 1) {
    // As a download, once is enough: the work is the same.
    for (const { label, format, way, found } of lines.filter(({ goal }) => goal !== null || round === 1)) {
      const one = await openInPage(chromium, site, sent[format], way, format !== 'seipd1');
      found.push(one);
      say(`round ${round}  ${label}: ${one.seconds.toFixed(1)} s  ${show(one.memory.pageMiB)} MiB  longest task ${one.longestTaskMs.toFixed(0)} ms`);
    }
  }
  await site.close();
  return report(lines, gpg, sizeInBytes, sizeInMiB, rounds);
}

interface Decryptions { readonly seconds: readonly number[]; readonly versions: readonly string[] }

/** GnuPG opening what GnuPG encrypted for an RSA-3072 key, from file into file. */
async function decryptions(folder: string, payload: string, rounds: number, say: (line: string) => void): Promise<Decryptions | { readonly absent: string }> {
  const found = findPrograms(process.env['PATH'] ?? '', say);
  if ('absent' in found) return { absent: `${found.absent.join(', ')}: not installed` };
  const office = await openOffice(found.programs, folder);
  await office.encrypt(payload);
  const seconds: number[] = [];
  for (let round = 1; round <= rounds; round += 1) seconds.push(await office.decrypt());
  await office.close();
  say(`gpg --decrypt: ${seconds.map((one) => one.toFixed(2)).join(', ')} s`);
  return { seconds, versions: office.versions.slice(0, 1) };
}

function report(lines: readonly Line[], gpg: Decryptions | { readonly absent: string }, sizeInBytes: number, sizeInMiB: number, rounds: number): Outcome {
  const theirs = 'absent' in gpg ? undefined : gpg.seconds;
  const seconds = ({ found }: Line): number[] => found.map((one) => one.seconds);
  const ratio = (line: Line): number | undefined => (theirs === undefined ? undefined : median(theirs) / median(seconds(line)));
  const most = (line: Line, of: (one: Opened) => number | undefined): number | undefined => line.found.map(of).reduce((a, b) => (a === undefined || b === undefined ? undefined : Math.max(a, b)), 0);
  const speeds = (times: readonly number[]) => [rate(sizeInBytes, median(times)), rate(sizeInBytes, quantile(times, 1)), rate(sizeInBytes, quantile(times, 0))] as const;
  const shown = (times: readonly number[]): string => `${show(speeds(times)[0])} | ${show(speeds(times)[1])}–${show(speeds(times)[2])}`;
  const goals = lines.flatMap((line): Goal[] => [
    ...(line.goal === null ? [] : [atLeast(`browser, ${line.label}: against \`gpg --decrypt\``, line.goal, ratio(line), 3)]),
    under(`browser, ${line.label}: memory of the page's process meanwhile`, 400, most(line, ({ memory }) => memory.pageMiB), 'MiB'), taskGoal(line),
  ]);
  return {
    lines: [
      `A file of ${sizeInMiB} MiB, median of ${rounds} rounds, each in a Chromium of its own; from the click to "matches what was sent".`, '',
      '| | MB/s | range | against `gpg --decrypt` | page\'s process meanwhile, peak MiB | since its start, MiB | all of Chromium, MiB | longest task of the page, ms |', '|---|---|---|---|---|---|---|---|',
      ...lines.map((line) => `| ${line.label} | ${shown(seconds(line))} | ${ratio(line) === undefined ? '—' : `${show(ratio(line), 3)}×`} | ${show(most(line, ({ memory }) => memory.pageMiB))} | ${show(most(line, ({ memory }) => memory.everMiB))} | ${show(most(line, ({ memory }) => memory.allMiB))} | ${longestTask(line)} |`),
      theirs === undefined ? '| `gpg --decrypt` | absent | | | | | | |' : `| \`gpg --decrypt\`, file into file | ${shown(theirs)} | 1.000× | | | | |`, '', 'absent' in gpg ? `Absent: ${gpg.absent}.` : 'No peer was absent.',
    ],
    goals, versions: 'absent' in gpg ? [] : gpg.versions,
    plots: [{ name: 'page', title: 'Opening one large file in Chromium', unit: 'MB/s', marks: [], bars: [...lines.map((line) => ({ label: line.label, value: speeds(seconds(line))[0], range: [speeds(seconds(line))[1], speeds(seconds(line))[2]] as const, isOurs: true })), ...(theirs === undefined ? [] : [{ label: 'gpg --decrypt', value: speeds(theirs)[0], range: [speeds(theirs)[1], speeds(theirs)[2]] as const, isOurs: false }])] }],
  };
}

const longestOf = ({ found }: Line): number => Math.max(...found.map(({ longestTaskMs }) => longestTaskMs));
const longestTask = (line: Line): string => (longestOf(line) === 0 ? 'under 50' : longestOf(line).toFixed(0));
/** The browser tells of tasks from 50 ms on. */
const taskGoal = (line: Line): Goal => ({ measure: `browser, ${line.label}: longest task`, goal: 'at most 100 ms', measured: `${longestTask(line)} ms`, met: longestOf(line) <= 100 });

export const page: Part = { name: 'page', title: 'Opening in Chromium', usual: { sizeInMiB: 1024, rounds: 3, count: 1 }, quick: { sizeInMiB: 64, rounds: 1, count: 1 }, longest: 12, run };
