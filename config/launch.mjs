#!/usr/bin/env node
// The one way in: `node config/launch.mjs COMMAND`. Installs what is missing, builds what is stale, then runs the command and ends with its
// code. Plain JavaScript, and nothing but Node is needed before it. Reads the environment; the program it starts is told by it.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// As `engines` of package.json says: the long-term releases from the least that the parts take, and what is newer.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 13) || major === 23) {
  console.error(`Node.js 24(長期サポート)、又は 20.19 か 22.13 以上が必要です(現在 ${process.versions.node})。Node.js 24 を入れてから、もう一度実行してください。`);
  console.error(`Node.js 24 (long-term support), or 20.19 or 22.13 and newer of their lines, is needed (this is ${process.versions.node}). Install Node.js 24 and run this again.`);
  process.exit(1);
}

/** What each command needs built, and the programs it runs, one after another. `rest` is what follows the command. */
const commands = {
  // What comes over a line dies young: less room for it is looked through more often, and costs no speed.
  start: { needs: ['server', 'web'], node: ['--max-semi-space-size=4'], runs: (rest) => [['dist/server/main.js', ...rest]] },
  demo: { needs: ['server', 'web'], runs: (rest) => [['dist/client/cli/main.js', 'demo', ...rest]] },
  cli: { needs: ['server'], where: callersFolder, runs: (rest) => [['dist/client/cli/main.js', ...rest]] },
  test: { needs: ['server', 'web'], runs: (rest) => [['node_modules/vitest/vitest.mjs', 'run', '--project', 'short', ...rest]] },
  'test:long': { needs: ['server', 'web'], runs: (rest) => [['node_modules/vitest/vitest.mjs', 'run', '--project', 'long', ...rest]] },
  fuzz: { needs: [], runs: (rest) => [['test/fuzz/run.mjs', ...rest]] },
  attack: { needs: ['server', 'web'], runs: (rest) => [['dist/test/attack/main.js', ...rest]] },
  soak: { needs: ['server'], runs: (rest) => [['node_modules/vitest/vitest.mjs', 'run', '--project', 'soak', ...rest]] },
  mutation: { needs: ['server'], runs: (rest) => [['dist/test/mutation/main.js', ...rest]] },
  bench: { needs: (rest) => (['ledger', 'lists'].includes(rest[0]) ? ['server'] : ['server', 'web']), runs: (rest) => [['dist/test/bench/main.js', ...rest]] },
  lab: { needs: ['server'], runs: (rest) => [['dist/test/lab/main.js', ...rest]] },
  screenshots: { needs: ['server', 'web'], runs: (rest) => [['dist/test/browser/screenshots.js', ...rest]] },
  weaknesses: { needs: [], node: ['--import', './config/from-sources.mjs'], runs: (rest) => [['test/supply/weaknesses.ts', ...rest]] },
  lint: { needs: [], runs: (rest) => [['node_modules/eslint/bin/eslint.js', ...(rest.length > 0 ? rest : ['.'])]] },
  typecheck: { needs: [], runs: () => typeChecks() },
  build: { needs: (rest) => (rest.length > 0 ? rest : ['server', 'web']), runs: () => [] },
  slim: { needs: ['server', 'web'], runs: () => [['config/slim.mjs']] },
  install: { needs: [], runs: () => [] },
};

const [asked, ...rest] = process.argv.slice(2);
const known = asked !== undefined && Object.hasOwn(commands, asked);
const command = known ? commands[asked] : commands.cli;
const words = known ? rest : process.argv.slice(2);

// argon2 and the file system share this pool; with the default of 4, sign-ins would hold up the vault. Two arenas are enough for what these threads take of
// memory; the C library would make one for each, and keep what each was once given.
const env = { UV_THREADPOOL_SIZE: '8', MALLOC_ARENA_MAX: '2', ...process.env };
const { bringUpToDate, webConfig } = await import('./fresh.mjs');

try {
  await bringUpToDate(root, typeof command.needs === 'function' ? command.needs(words) : command.needs);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const where = command.where?.() ?? root;
let worst = 0;
for (const [program, ...args] of command.runs(words)) worst = (await run([...(command.node ?? []), join(root, program)], args, where)) || worst;
process.exitCode = worst;

/** Type checks go through all configurations, so that one run shows every error. */
function typeChecks() {
  const tsc = ['node_modules/typescript/bin/tsc', '--noEmit', '-p'];
  return [[...tsc, 'tsconfig.json'], ...(webConfig(root) ? [[...tsc, 'tsconfig.web.json']] : [])];
}

/** `npm run kagibako -- verify FILE` names a file seen from where the person stands, not from the project. */
function callersFolder() {
  return process.env.npm_lifecycle_event === 'kagibako' && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd();
}

/** Runs a program of Node (with Node's own words before it) to its end, passing signals on. Where there is a shell it first says that a crash leaves no memory on the disk; the gateway checks it. */
function run(program, args, cwd) {
  return new Promise((resolve) => {
    const [shell, ...bare] = process.platform === 'win32' ? [process.execPath] : ['/bin/sh', '-c', 'ulimit -S -c 0; exec "$0" "$@"', process.execPath];
    const child = spawn(shell, [...bare, ...program, ...args], { cwd, env, stdio: 'inherit' });
    const pass = (signal) => {
      // A terminal's Ctrl-C reaches the child by itself; a second one would tell it to hurry.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
