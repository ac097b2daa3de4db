// `npm run bench`: speed against gpg and sftp and a raw PUT, memory during a large upload, transactions under a storm of sign-ins,
// in one run on one machine. Prints a table; with --write it goes into test/bench/README.md.
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { benchLedger } from './ledger.ts';
import { benchLists } from './lists.ts';
import { describeMachine } from './machine.ts';
import { watchMemory } from './memory.ts';
import { readOptions, usage, type Options } from './options.ts';
import { benchPage } from './page.ts';
import { makePayload } from './payload.ts';
import { benchScroll } from './scroll.ts';
import { writeReport, type MemoryReport, type Results } from './report.ts';
import { measureSignIns } from './sign-ins.ts';
import { openSite, type BenchFormat } from './site.ts';
import { measureSpeed } from './speed.ts';
import { benchWipe } from './wipe.ts';

// The launcher runs us in the project's folder.
const page = resolve('test/bench/README.md');
const begins = '<!-- results: written by npm run bench -- --write -->';
const ends = '<!-- end of results -->';

const say = (line: string): void => { process.stderr.write(`${line}\n`); };

async function bench(options: Options): Promise<void> {
  const loadBefore = loadavg()[0] ?? 0;
  // /tmp is memory on many machines; /var/tmp is not.
  const folder = await mkdtemp(join(options.folder ?? (existsSync('/var/tmp') ? '/var/tmp' : tmpdir()), 'kagibako-bench-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const payload = join(folder, 'payload.bin');
  say(`Making a file of ${options.sizeInBytes / 2 ** 20} MiB…`);
  await makePayload(payload, options.sizeInBytes);
  const speed = await measureSpeed(options, folder, payload, say);
  const results: Results = {
    speed, memory: options.memory ? { sizeInBytes: options.memorySizeInBytes, uploads: await measureMemory(options, folder, payload) } : null,
    signIns: options.signIns ? await stormOfSignIns(folder) : null, machine: await describeMachine(folder, speed.versions, loadBefore),
  };
  const report = writeReport(results);
  process.stdout.write(`\n${report}\n`);
  if (options.write) await putIntoPage(report);
}

const uploads: readonly { label: string; format: BenchFormat; recipients: number }[] = [
  { label: 'one recipient, SEIPDv1', format: 'seipd1', recipients: 1 }, { label: 'one recipient, SEIPDv2-GCM', format: 'seipd2-gcm', recipients: 1 },
  { label: 'three recipients, SEIPDv1', format: 'seipd1', recipients: 3 },
];

/** Each upload into a gateway of its own, so that no peak hides another. */
async function measureMemory(options: Options, folder: string, payload: string): Promise<MemoryReport[]> {
  const found: MemoryReport[] = [];
  for (const [index, { label, format, recipients }] of uploads.entries()) {
    const site = await openSite(join(folder, `memory-${index}`));
    const peak = await watchMemory(site.pid, () => site.ingest(payload, options.memorySizeInBytes, format, recipients));
    say(`memory  ${label}: ${peak.duringMiB?.toFixed(0) ?? 'unknown'} MiB`);
    found.push({ label, peak });
    await site.close();
  }
  return found;
}

async function stormOfSignIns(folder: string): Promise<Results['signIns']> {
  say('Sign-ins…');
  const site = await openSite(join(folder, 'sign-ins'));
  try {
    return await measureSignIns(site);
  } finally {
    await site.close();
  }
}

async function putIntoPage(report: string): Promise<void> {
  const text = await readFile(page, 'utf8');
  const from = text.indexOf(begins);
  const to = text.indexOf(ends);
  if (from < 0 || to < from) throw new Error(`expected "${begins}" and "${ends}" in test/bench/README.md`);
  await writeFile(page, `${text.slice(0, from + begins.length)}\n\n${report}\n${text.slice(to)}`);
}

const words = process.argv.slice(2);
if (words.includes('--help')) process.stdout.write(`${usage}\n`);
else if (words[0] === 'ledger') await benchLedger(words.slice(1));
else if (words[0] === 'lists') await benchLists(words.slice(1));
else if (words[0] === 'wipe') await benchWipe(words.slice(1));
else if (words[0] === 'page') await benchPage(words.slice(1));
else if (words[0] === 'scroll') await benchScroll(words.slice(1));
else await bench(readOptions(words));
