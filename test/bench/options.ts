// What the benchmark is told on its command line. Unknown words are refused.
import { parseArgs } from 'node:util';

export interface Options {
  readonly sizeInBytes: number;
  readonly rounds: number;
  readonly memorySizeInBytes: number;
  readonly peers: boolean;
  readonly memory: boolean;
  readonly signIns: boolean;
  /** Puts the table into test/bench/README.md. */
  readonly write: boolean;
  /** Where to work: it should be on a disk, not in memory. */
  readonly folder: string | undefined;
  /** A folder for CPU profiles of the gateway. */
  readonly profile: string | undefined;
}

export const usage = `npm run bench -- lists [--transfers N] [--requests N]
  what each filter of a list costs over HTTP, for a section with so many transfers (100000, 100)
npm run bench -- ledger [--entries N] [--full] [--seconds N] [--write]
  a ledger of N entries (1000000): export, verification, proofs, searches, what an append costs (--full: up to ten million),
  and how many acts a second are entered while requests are served
npm run bench -- wipe [--size MIB] [--folder DIR]
  one body in a vault (10240): until nobody opens it any more, until it is overwritten
npm run bench -- page [--size MIB]
  opens one file in the contractor's page, in Chromium (1024)
npm run bench -- [options]
  --size MIB         size of the file, in MiB (1024)
  --rounds N         rounds, of which the median counts (3)
  --memory-size MIB  size of the upload during which memory is watched, in MiB (2048)
  --folder DIR       where to work; should be on a disk (/var/tmp)
  --no-peers         only the gateway, no gpg, sftp or raw PUT
  --no-memory        no watch on memory
  --no-sign-ins      no latency under sign-ins
  --profile DIR      CPU profiles of the gateway into DIR
  --write            the table into test/bench/README.md`;

const mebibyte = 1024 * 1024;

/** Reads the words after the command. Throws an Error that says what was expected. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words], strict: true, allowNegative: true,
    options: {
      size: { type: 'string', default: '1024' }, rounds: { type: 'string', default: '3' }, 'memory-size': { type: 'string', default: '2048' }, folder: { type: 'string' }, profile: { type: 'string' },
      peers: { type: 'boolean', default: true }, memory: { type: 'boolean', default: true }, 'sign-ins': { type: 'boolean', default: true }, write: { type: 'boolean', default: false },
    },
  });
  return {
    sizeInBytes: whole('--size', values.size) * mebibyte, rounds: whole('--rounds', values.rounds), memorySizeInBytes: whole('--memory-size', values['memory-size']) * mebibyte,
    peers: values.peers, memory: values.memory, signIns: values['sign-ins'], write: values.write, folder: values.folder, profile: values.profile,
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name}: expected a whole number from 1, got ${text}`);
  return value;
}
