// `npm run bench -- page [--size MIB]`: one file opened in the contractor's page, in Chromium: how fast, and the longest time the page did not answer.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { timeOpening } from '../browser/opening-time.ts';
import { findProgram } from '../setup/found-programs.ts';
import { makePayload, readPayload } from './payload.ts';

const mebibyte = 2 ** 20;
/** What the page may take for one task while it opens a file. */
const LONGEST_TASK_MS = 100;

/** Prints a table. Throws an Error where Chromium is missing, or where a task of the page took longer than it may. */
export async function benchPage(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], strict: true, options: { size: { type: 'string', default: '1024' } } });
  const sizeInBytes = Number(values.size) * mebibyte;
  const chromium = findProgram('chromium');
  if (chromium === undefined) throw new Error('Chromium was expected (Debian package chromium) and is not on the path. Install it and run this again.');
  const folder = await mkdtemp(join('/var/tmp', 'kagibako-bench-'));
  try {
    const payload = join(folder, 'payload.bin');
    await makePayload(payload, sizeInBytes);
    const found = await timeOpening({ chromium, webFolder: join(process.cwd(), 'dist', 'web'), sizeInBytes, bytes: () => readPayload(payload, sizeInBytes), ways: ['file', 'download'] });
    const rows = found.map(({ way, seconds, longestTaskMs }) => `| ${way === 'file' ? 'into a chosen file' : 'as a download'} | ${Math.round(sizeInBytes / 1e6 / seconds)} | ${longestTaskMs === 0 ? 'under 50' : Math.round(longestTaskMs)} |`);
    process.stdout.write(['', `### ${values.size} MiB opened in the contractor's page`, '', '| | MB/s | longest task of the page, ms |', '|---|---|---|', ...rows, ''].join('\n'));
    const worst = Math.max(...found.map((one) => one.longestTaskMs));
    if (worst > LONGEST_TASK_MS) throw new Error(`The page stalled for ${Math.round(worst)} ms; at most ${LONGEST_TASK_MS} were expected.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
