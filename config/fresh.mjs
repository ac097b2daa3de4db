// Brings node_modules and dist/ up to date with the sources, doing nothing when they are. Guarantees: two launches at once take turns.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const WEB_CONFIG = 'client/web/vite.config.ts';

const builds = {
  server: {
    sources: ['server', 'client', 'config', 'test', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    outside: 'client/web',
    says: 'サーバとコマンドを組み立てています… Building the server and the command…',
    run: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  web: {
    sources: ['client', 'server', 'tsconfig.json', 'tsconfig.web.json', 'package-lock.json'],
    says: '画面を組み立てています… Building the pages…',
    run: ['node_modules/vite/bin/vite.js', 'build', '--config', WEB_CONFIG, '--logLevel', 'warn'],
  },
};

/** @param needs names of `builds`; the web is left out while there is none. @throws Error with what to do, if a step fails */
export async function bringUpToDate(root, needs) {
  const unknown = needs.find((name) => !Object.hasOwn(builds, name));
  if (unknown !== undefined) throw new Error(`Expected ${Object.keys(builds).join(' or ')} to build, got ${unknown}.`);
  const wanted = needs.filter((name) => name !== 'web' || webConfig(root));
  const stale = () => [...(isInstalled(root) ? [] : ['install']), ...wanted.filter((name) => !isBuilt(root, name))];
  if (stale().length === 0) return;
  const release = await takeTurn(root);
  try {
    for (const step of stale()) {
      if (step === 'install') install(root);
      else build(root, step);
    }
  } finally {
    release();
  }
}

export function webConfig(root) {
  return existsSync(join(root, WEB_CONFIG));
}

/** Whether every package of the lock file is there in its version; what is for other platforms only may be missing. */
function isInstalled(root) {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || entry.devOptional || there[path]?.version === entry.version);
}

function install(root) {
  say('必要な部品を入れています(npm ci)… Installing what is missing (npm ci)…');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'ci', '--no-audit', '--no-fund'];
  // NODE_ENV=production would leave out the compiler that the build needs.
  const done = spawnSync(npm[0], args, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'development' } });
  if (done.status !== 0) throw new Error('部品を入れられませんでした。上の npm の説明をお読みください。 Installing failed: see what npm says above.');
}

/** Built from exactly these sources: the stamp holds their names, sizes and times, so that removed and older files count too. */
function isBuilt(root, name) {
  const stamp = stampOf(root, name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, builds[name]);
}

function build(root, name) {
  const { says, run } = builds[name];
  const before = fingerprint(root, builds[name]);
  say(says);
  rmSync(stampOf(root, name), { force: true });
  const [program, ...args] = run;
  const done = spawnSync(process.execPath, [join(root, program), ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Error(`組み立てに失敗しました(${name})。 Building failed (${name}): see the messages above.`);
  writeFileSync(stampOf(root, name), before);
}

function stampOf(root, name) {
  return join(root, 'dist', `.built-${name}`);
}

function fingerprint(root, { sources, outside }) {
  const hash = createHash('sha256').update(process.version);
  const look = (path) => {
    if (path === outside || !existsSync(join(root, path))) return;
    const found = statSync(join(root, path));
    if (found.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) look(`${path}/${name}`);
    // Of the tests' folder, what the benchmark, the lab and the attack are built from; not what they write there.
    else if (!path.startsWith('test/') || /(?<!\.test)\.ts$/.test(path)) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  };
  for (const path of sources) look(path);
  return hash.digest('hex');
}

/** Waits for another launch on this folder; one that has died is not waited for. */
async function takeTurn(root) {
  const turn = join(root, 'dist', '.launching');
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return () => rmSync(turn, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (waited === 0) say('別の起動処理が終わるのを待っています… Waiting for another launch…');
    if (waited > 1 && !isAlive(turn)) rmSync(turn, { force: true });
    await pause(500);
  }
}

function isAlive(turn) {
  try {
    process.kill(Number(readFileSync(turn, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH'; // the file has just gone, or the process is another user's: look again
  }
}

/** To the error output: what a command prints may be read by another program. */
function say(text) {
  process.stderr.write(`${text}\n`);
}
