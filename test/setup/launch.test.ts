// The launcher on a small project of its own: what it builds, when, and what it hands on.

import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = join(import.meta.dirname, '..', '..');
let root: string;

// Stands for the compiler: counts its runs, and "compiles" the one program there is.
const compiler = `
  import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
  appendFileSync('compiled', 'x');
  for (const name of ['server/main.js', 'client/cli/main.js']) {
    mkdirSync('dist/' + name.replace(/[^/]*$/, ''), { recursive: true });
    copyFileSync('server/main.ts', 'dist/' + name);
  }`;
const program = `
  if (process.argv[2] === 'wait') { process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready'); }
  else { console.log(JSON.stringify([process.cwd(), process.env.UV_THREADPOOL_SIZE, ...process.argv.slice(2)])); process.exit(Number(process.argv[3] ?? 0)); }`;

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'launch-'));
  for (const name of ['launch.mjs', 'fresh.mjs']) await cp(join(here, 'config', name), join(root, 'config', name));
  await put('package.json', '{"type":"module","name":"small","version":"1.0.0"}');
  const lock = { name: 'small', version: '1.0.0', lockfileVersion: 3, packages: { '': { name: 'small' } } };
  await put('package-lock.json', JSON.stringify(lock));
  await put('node_modules/.package-lock.json', JSON.stringify(lock));
  await put('node_modules/typescript/package.json', '{"type":"module"}');
  await put('node_modules/typescript/bin/tsc', compiler);
  await put('server/main.ts', program);
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function launch(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; out: string; err: string }> {
  const clean = { ...process.env, UV_THREADPOOL_SIZE: undefined, npm_lifecycle_event: undefined, ...env };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(root, 'config', 'launch.mjs'), ...args], { cwd: tmpdir(), env: clean });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

const compiled = async (): Promise<number> => (await readFile(join(root, 'compiled'), 'utf8').catch(() => '')).length;

describe('the launcher', () => {
  it('builds, starts the gateway in the project folder with eight threads, and ends with its code', async () => {
    const { code, out } = await launch(['start', 'x', '3']);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual([root, '8', 'x', '3']);
  });

  it('leaves a chosen number of threads as it is', async () => {
    const { out } = await launch(['start'], { UV_THREADPOOL_SIZE: '4' });
    expect(JSON.parse(out)).toEqual([root, '4']);
  });

  it('hands a word it does not know to the command, which runs where the caller stands', async () => {
    const { out } = await launch(['verify', '0']);
    expect(JSON.parse(out)).toEqual([tmpdir(), '8', 'verify', '0']);
    const throughNpm = await launch(['cli', 'verify', '0'], { npm_lifecycle_event: 'kagibako', INIT_CWD: here });
    expect(JSON.parse(throughNpm.out)).toEqual([here, '8', 'verify', '0']);
  });

  it('carries `demo` to the command', async () => {
    const { out } = await launch(['demo']);
    expect(JSON.parse(out)).toEqual([root, '8', 'demo']);
  });

  it('builds again only when a source was changed, added or removed', async () => {
    await launch(['start']);
    await launch(['start']);
    expect(await compiled()).toBe(1);
    await put('server/new.ts', '');
    await launch(['start']);
    expect(await compiled()).toBe(2);
    await rm(join(root, 'server/new.ts'));
    await launch(['start']);
    expect(await compiled()).toBe(3);
  });

  it('builds once where two are launched at once', async () => {
    const both = await Promise.all([launch(['start']), launch(['start'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(await compiled()).toBe(1);
  });

  it('does not wait for a launch that has died', async () => {
    await put('dist/.launching', '999999999');
    expect((await launch(['start'])).code).toBe(0);
  });

  it('says so and starts nothing when the build fails', async () => {
    await put('node_modules/typescript/bin/tsc', 'process.exit(2)');
    const { code, out, err } = await launch(['start']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/組み立てに失敗しました.*Building failed/);
  });

  it('passes a signal to the gateway, and ends with its code', async () => {
    await launch(['build', 'server']);
    const child = spawn(process.execPath, [join(root, 'config', 'launch.mjs'), 'start', 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(7);
  });
});
