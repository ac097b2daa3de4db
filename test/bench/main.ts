// `npm run bench`: what the gateway does with large files, many and small ones, beside what does the same by other means, on one machine. Prints tables; with
// --write they go into test/bench/README.md, with plots.
import { memory, signIns } from './at-rest.ts';
import { download } from './download.ts';
import { ingest } from './ingest.ts';
import { large } from './large.ts';
import { benchLedger } from './ledger/ledger.ts';
import { benchLists } from './lists.ts';
import { many } from './many.ts';
import { usage } from './options.ts';
import { page } from './page.ts';
import { pageUpload } from './page-upload.ts';
import type { Part } from './part.ts';
import { runAll, runPart } from './running.ts';
import { refusals } from './refusals.ts';
import { benchScroll } from './scroll.ts';
import { small } from './small.ts';
import { wipe } from './wipe.ts';

const parts: readonly Part[] = [ingest, memory, signIns, refusals, download, pageUpload, page, small, many, wipe, large];
const apart: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = { ledger: benchLedger, lists: benchLists, scroll: benchScroll };

const words = process.argv.slice(2);
const [name = '--all'] = words;
const part = parts.find((one) => one.name === name);
const own = apart[name];
if (words.includes('--help')) process.stdout.write(`${usage.replace('{parts}', parts.map(describe).join('\n'))}\n`);
else if (part !== undefined) await runPart(part, words.slice(1), parts.map((one) => one.name));
else if (own !== undefined) await own(words.slice(1));
else if (name.startsWith('--')) process.exitCode = await runAll(parts, words) ? 0 : 1;
else throw new Error(`expected one of ${[...parts.map((one) => one.name), ...Object.keys(apart)].join(', ')}, got ${name}`);

function describe({ name: its, title, usual: { sizeInMiB, rounds, count } }: Part): string {
  return `  ${its.padEnd(12)} ${title} (${sizeInMiB}, ${rounds}, ${count})`;
}
