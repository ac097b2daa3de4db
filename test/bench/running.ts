// Runs one part in a folder of its own, or all parts, each in a process group of its own with a time limit: what fails in one costs no other.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { putIntoPage, sectionOf } from './page-sections.ts';
import { mebibyte, type Part } from './part.ts';

const say = (line: string): void => { process.stderr.write(`${line}\n`); };

/** Runs the part and prints its section; with --write it goes into the page. Throws what the part throws. */
export async function runPart(part: Part, words: readonly string[], order: readonly string[]): Promise<void> {
  const options = readOptions(words);
  const sizes = { ...(options.quick ? part.quick : part.usual), ...options.sizes };
  const loadBefore = loadavg()[0] ?? 0;
  // /tmp is memory on many machines; /var/tmp is not.
  const folder = await mkdtemp(join(options.folder ?? (existsSync('/var/tmp') ? '/var/tmp' : tmpdir()), 'kagibako-bench-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const outcome = await part.run({ ...sizes, sizeInBytes: sizes.sizeInMiB * mebibyte, folder, peers: options.peers, profile: options.profile, say });
  const machine = await describeMachine(folder, outcome.versions, loadBefore);
  process.stdout.write(`\n${sectionOf(part, outcome, machine, false)}\n`);
  if (options.write) await putIntoPage(part, outcome, sectionOf(part, outcome, machine, true), order);
}

/** Runs every part in turn. Returns whether all of them ended well; says which did not. */
export async function runAll(parts: readonly Part[], words: readonly string[]): Promise<boolean> {
  const passed = words.filter((word) => word !== '--all');
  readOptions(passed);
  const ended: { name: string; minutes: number; trouble: string | null }[] = [];
  for (const [index, { name, longest }] of parts.entries()) {
    say(`\n== ${name} (${index + 1} of ${parts.length}; at most ${longest} minutes)`);
    const begun = performance.now();
    const trouble = await inProcess(name, passed, longest);
    const minutes = (performance.now() - begun) / 60_000;
    ended.push({ name, minutes, trouble });
    say(`== ${name}: ${trouble ?? 'done'} (${minutes.toFixed(1)} minutes)`);
  }
  say(`\n${ended.map(({ name, minutes, trouble }) => `${name.padEnd(12)} ${minutes.toFixed(1).padStart(6)} min  ${trouble ?? 'done'}`).join('\n')}`);
  return ended.every(({ trouble }) => trouble === null);
}

/** The part in a process group of its own; when its time is over the whole group is ended, gateways and browsers too. Returns what went wrong, or null. */
function inProcess(name: string, words: readonly string[], longestMinutes: number): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', name, ...words], { stdio: 'inherit', detached: true });
    const end = (signal: NodeJS.Signals): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // The group is gone.
      }
    };
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      end('SIGTERM');
    }, longestMinutes * 60_000);
    const latest = setTimeout(() => end('SIGKILL'), longestMinutes * 60_000 + 15_000);
    const stop = (): void => {
      end('SIGTERM');
      process.exit(1);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.once('error', (error) => { resolve(error.message); });
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      clearTimeout(latest);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      // What the part left behind, if anything, must not load the next one.
      end('SIGTERM');
      resolve(isLate ? `given up after ${longestMinutes} minutes` : code === 0 ? null : `ended with ${String(code ?? signal)}`);
    });
  });
}
