// What a part of the benchmark is told on its command line. Unknown words are refused.
import { parseArgs } from 'node:util';
import type { Sizes } from './part.ts';

export interface Options {
  readonly sizes: Partial<Sizes>;
  /** Sizes to try with. */
  readonly quick: boolean;
  readonly peers: boolean;
  /** Puts what was found into test/bench/README.md. */
  readonly write: boolean;
  /** Where to work: it should be on a disk, not in memory. */
  readonly folder: string | undefined;
  /** A folder for CPU profiles of the gateway. */
  readonly profile: string | undefined;
}

export const usage = `npm run bench -- [PART] [options]      without PART, or with --all: all of these, one after another, each in a process of its own
PART, with its size in MiB, rounds and count:
{parts}
options
  --size MIB      size of the file, in MiB
  --rounds N      rounds, of which the median counts
  --count N       what else is counted in the part: files, lines at once
  --quick         sizes to see whether all of it works; the figures are worth nothing
  --folder DIR    where to work; should be on a disk (/var/tmp)
  --no-peers      only the gateway, no gpg, sftp, nginx
  --profile DIR   keeps the CPU profiles of ingest in DIR
  --write         puts tables and plots into test/bench/README.md
by their own names only:
npm run bench -- lists [--transfers N] [--requests N]
  what each filter of a list costs over HTTP, for a section with so many transfers (100000, 100)
npm run bench -- ledger [--entries N] [--full] [--seconds N] [--write]
  a ledger of N entries (1000000): export, verification, proofs, searches, what an append costs (--full: up to ten million),
  and how many acts a second are entered while requests are served
npm run bench -- scroll [--transfers N]
  a list scrolled in Chromium: blank rows`;

/** Reads the words after the part's name. Throws an Error that says what was expected. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words], strict: true, allowNegative: true,
    options: {
      all: { type: 'boolean' }, size: { type: 'string' }, rounds: { type: 'string' }, count: { type: 'string' }, folder: { type: 'string' }, profile: { type: 'string' },
      quick: { type: 'boolean', default: false }, peers: { type: 'boolean', default: true }, write: { type: 'boolean', default: false },
    },
  });
  const sizes = Object.entries({ sizeInMiB: whole('--size', values.size), rounds: whole('--rounds', values.rounds), count: whole('--count', values.count) }).filter(([, value]) => value !== undefined);
  return { sizes: Object.fromEntries(sizes), quick: values.quick, peers: values.peers, write: values.write, folder: values.folder, profile: values.profile };
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name}: expected a whole number from 1, got ${text}`);
  return value;
}
