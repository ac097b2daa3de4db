// A witness as a process of its own: the built `kagibako witness`, as its owner runs it.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { cleanEnvironment } from '../cli/command.ts';
import { formatAddCheckpoint } from '../../server/ledger/add-checkpoint.ts';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { parseNote } from '../../server/ledger/note.ts';
import type { TemporaryLedger } from '../ledger/temporary-ledger.ts';
import { builtFolder } from '../setup/build.ts';

export interface RunningWitness { readonly url: string; readonly vkey: string; readonly said: string[]; /** Lets it read its certificate again. */ renew(): void; stop(signal?: NodeJS.Signals): Promise<number | null> }

async function begin(args: readonly string[]): Promise<ChildProcess> {
  return spawn(process.execPath, [join(await builtFolder(), 'client/cli/main.js'), 'witness', ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: cleanEnvironment() });
}

/** Runs the command; resolves when it ends, with its exit code and what it printed. */
export async function witnessCommand(args: readonly string[]): Promise<{ code: number | null; out: string[] }> {
  const child = await begin(args);
  const out: string[] = [];
  createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => out.push(line));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, out }));
  });
}

/** Starts `witness serve`; resolves once it listens. Rejects with what it said if it ends instead. */
export async function startWitness(folder: string, logs: readonly string[], port = 0, more: readonly string[] = []): Promise<RunningWitness> {
  const child = await begin(['serve', '--folder', folder, '--port', String(port), ...more, '--log', ...logs]);
  const said: string[] = [];
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const listening = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      said.push(line);
      if (said.length === 2) resolve();
    });
  });
  const code = await Promise.race([listening.then(() => 'listens' as const), ended]);
  if (code !== 'listens') throw new Error(`exit ${code}: ${said.join('\n')}`);
  return {
    url: /https?:\S+$/.exec(said[0] ?? '')?.[0] ?? '', vkey: said[1] ?? '', said, renew: () => void child.kill('SIGHUP'),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The newest head of a log with the proof from `oldSize`, as a log sends it. */
export async function requestOf({ ledger }: Pick<TemporaryLedger, 'ledger'>, oldSize: number): Promise<string> {
  const note = await ledger.checkpoint();
  const { size } = parseCheckpoint(parseNote(note).text);
  return formatAddCheckpoint({ oldSize, note, proof: oldSize > size ? [] : await ledger.consistencyProof(oldSize, size) });
}

export async function post(url: string, body: string): Promise<{ status: number; text: string; type: string | null }> {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}
