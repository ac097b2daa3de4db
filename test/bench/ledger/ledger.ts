// `npm run bench -- ledger`: a ledger of a million entries, made by the ledger itself; what it costs to append to, to export, to verify, to prove from and
// to search, and how many acts a second a gateway takes while it serves requests.
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildLedger, type Built } from './build.ts';
import { measureExport, measureProofs, measureSearches, measureVerify } from './measures.ts';
import { readLedgerOptions, type LedgerOptions } from './options.ts';
import { measureSustained, type Sustained } from './sustained.ts';
import { describeMachine } from '../machine.ts';
import { median, quantile, show } from '../numbers.ts';

const page = resolve('test/bench/README.md');
const begins = '<!-- ledger: written by npm run bench -- ledger --write -->';
const ends = '<!-- end of ledger -->';
const say = (line: string): void => { process.stderr.write(`${line}\n`); };
const curveMarks = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];
const asked = (goal: string, met: boolean): string => `${goal}${met ? '' : ' (**missed**)'}`;

/** Builds, measures, prints. `words` are those after `ledger`. */
export async function benchLedger(words: readonly string[]): Promise<void> {
  const options = readLedgerOptions(words);
  const loadBefore = loadavg()[0] ?? 0;
  const folder = await mkdtemp(join(options.folder ?? (existsSync('/var/tmp') ? '/var/tmp' : tmpdir()), 'kagibako-ledger-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  say(`Appending ${options.entries.toLocaleString('en')} entries…`);
  const built = await buildLedger(join(folder, 'kagibako.db'), options.entries, curveMarks.filter((mark) => mark <= options.entries), say);
  const rows = await measure(built, options, folder);
  await built.store.close();
  const longer = options.full ? await longerCurve(folder) : [];
  await mkdir(join(folder, 'gateway'));
  say('Acts and requests at once…');
  const sustained = await measureSustained(join(folder, 'gateway'), options.seconds, [500, null]);
  const report = [...(await describeMachine(folder, [], loadBefore)).map((line) => `- ${line}`), '', ...rows, ...curveRows([...built.curve, ...longer], built.seconds), ...sustainedRows(sustained)].join('\n');
  process.stdout.write(`\n${report}\n`);
  if (options.write) await putIntoPage(report);
}

async function measure(built: Built, { entries }: LedgerOptions, folder: string): Promise<string[]> {
  const bundle = join(folder, 'bundle.jsonl');
  const exported = await measureExport(built, bundle);
  say(`export  ${exported.seconds.toFixed(1)} s, ${(exported.bytes / 2 ** 20).toFixed(0)} MiB`);
  const verified = await measureVerify(bundle, built.ledger.vkey);
  say(`verify  ${verified.seconds.toFixed(1)} s (processor ${show(verified.processor, 1)} s), ${show(verified.peakMiB)} MiB`);
  await rm(bundle);
  const proofs = await measureProofs(built, entries);
  say(`proof   median ${median(proofs).toFixed(2)} ms, worst ${quantile(proofs, 1).toFixed(2)} ms`);
  const searches = await measureSearches(built);
  for (const { label, found, times } of searches) say(`search  ${label}: ${found}, median ${median(times).toFixed(0)} ms, worst ${quantile(times, 1).toFixed(0)} ms`);
  const million = entries / 1e6;
  return [
    `### ${entries.toLocaleString('en')} entries`, '', '| | measured | goal |', '|---|---|---|',
    `| export of one municipality's bundle | ${exported.seconds.toFixed(1)} s, ${(exported.bytes / 2 ** 20).toFixed(0)} MiB | |`,
    `| \`kagibako verify\` of it, offline, in a process of its own | ${verified.seconds.toFixed(1)} s (processor ${show(verified.processor, 1)} s) | ${asked('under 20 s a million', verified.seconds < 20 * million)} |`,
    `| most resident memory meanwhile | ${show(verified.peakMiB)} MiB | ${asked('under 300 MiB', (verified.peakMiB ?? 0) < 300)} |`,
    `| inclusion proof, 1,000 at random: median, worst | ${median(proofs).toFixed(2)} ms, ${quantile(proofs, 1).toFixed(2)} ms | ${asked('under 5 ms', quantile(proofs, 1) < 5)} |`, '',
    '| search of the year (goal: under 300 ms) | found | median, ms | worst, ms |', '|---|---|---|---|',
    ...searches.map(({ label, found, times }) => `| ${label} | ${found} | ${median(times).toFixed(0)} | ${quantile(times, 1).toFixed(0)}${quantile(times, 0.5) < 300 ? '' : ' (**missed**)'} |`), '',
  ];
}

/** A ledger of its own up to ten million: an hour or so. */
async function longerCurve(folder: string): Promise<Built['curve']> {
  const built = await buildLedger(join(folder, 'long.db'), 10_000_000, curveMarks, say);
  await built.store.close();
  return built.curve.filter(({ entries }) => entries > 1_000_000);
}

function curveRows(curve: Built['curve'], seconds: number): string[] {
  return [
    '| entries there already | append inside a transaction of many: median, ms | p99, ms |', '|---|---|---|', ...curve.map(({ entries, medianMs, p99Ms }) => `| ${entries.toLocaleString('en')} | ${medianMs.toFixed(3)} | ${p99Ms.toFixed(3)} |`), '',
    `Goal: a flat curve. All of it was built in ${seconds.toFixed(0)} s.`, '',
  ];
}

function sustainedRows(sustained: readonly Sustained[]): string[] {
  return [
    '| acts, each a transaction with fsync and a signed head, while requests are served | acts a second | from its time to its commit: median, p99, ms | requests served | p99 of a request, ms |', '|---|---|---|---|---|',
    ...sustained.map(({ asked: what, actsPerSecond, commits, requests }) => `| ${what} | ${Math.round(actsPerSecond).toLocaleString('en')} | ${median(commits).toFixed(1)}, ${quantile(commits, 0.99).toFixed(1)} | ${requests.length.toLocaleString('en')} | ${quantile(requests, 0.99).toFixed(1)} |`), '',
    'Goal: 500 acts a second.',
  ];
}

async function putIntoPage(report: string): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [from, to] = [text.indexOf(begins), text.indexOf(ends)];
  if (from < 0 || to < from) throw new Error(`expected "${begins}" and "${ends}" in test/bench/README.md`);
  await writeFile(page, `${text.slice(0, from + begins.length)}\n\n${report}\n\n${text.slice(to)}`);
}
