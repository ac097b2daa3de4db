// Before the tests: finds the foreign programs they need and installs what is missing where it may (root on Debian). After them: says in
// words which tests were not run. With CI=true a missing program is a failure.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { onPath, wanted, type ProgramName } from './found-programs.ts';

export type Programs = Partial<Record<ProgramName, string>>;

declare module 'vitest' {
  interface ProvidedContext {
    programs: Programs;
    notRun: string;
  }
}

export default function setup(project: TestProject): () => void {
  let programs = findAll();
  const missing = wanted.filter(({ name }) => programs[name] === undefined);
  if (missing.length > 0 && mayInstall()) {
    install(missing.map(({ from }) => from));
    programs = findAll();
  }
  const still = wanted.filter(({ name }) => programs[name] === undefined);
  if (still.length > 0) {
    const text = `Missing on this machine: ${still.map(({ name, from }) => `${name} (Debian package ${from})`).join(', ')}.`;
    if (process.env['CI'] === 'true') throw new Error(`${text} With CI=true nothing may be left out.`);
    say(text);
  }
  const folder = mkdtempSync(join(tmpdir(), 'not-run-'));
  const notRun = join(folder, 'titles');
  writeFileSync(notRun, '');
  project.provide('programs', programs);
  project.provide('notRun', notRun);
  return () => {
    tell(readFileSync(notRun, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
  };
}

function tell(titles: string): void {
  const lines = titles.split('\n').filter((line) => line !== '');
  if (lines.length === 0) return;
  say(`実行しなかったテスト / Not run, for want of a program: ${lines.length}\n${lines.map((line) => `  - ${line}`).join('\n')}`);
}

function findAll(): Programs {
  const found: Programs = {};
  for (const { name, find } of wanted) {
    const path = find();
    if (path !== undefined) found[name] = path;
  }
  return found;
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get') !== undefined;
}

function install(packages: string[]): void {
  say(`Installing with apt-get: ${packages.join(', ')}`);
  const run = (...args: string[]): void => {
    execFileSync('apt-get', ['-y', '-q', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  try {
    run('update');
    run('install', '--no-install-recommends', ...packages);
  } catch (error) {
    say(`apt-get failed: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
