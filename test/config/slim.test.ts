// What `npm run slim` leaves, which is what the container image holds: nothing that runs in operation needs what was taken out.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closureOf, libraryOf, readSources, root } from '../sources.ts';
import { manifest } from '../supply/lock.ts';

const sources = readSources();
const named = /^export const notForOperation = (\[.*\]);$/m.exec(readFileSync(join(root, 'config/slim.mjs'), 'utf8'))?.[1]?.replaceAll('\'', '"');
const notForOperation = z.array(z.string()).parse(JSON.parse(named ?? 'null'));
const isTakenOut = (path: string): boolean => notForOperation.some((folder) => path.startsWith(`${folder}/`));
/** What the gateway and the commands load, beyond the demo. */
const left = closureOf(sources.filter(({ path }) => !isTakenOut(path)), ['server/main.ts', 'client/cli/main.ts']);

describe('what operation needs', () => {
  it('is the gateway and the commands: no demo, no tests, no package that only builds [ASVS 15.2.3]', () => {
    expect(left.length).toBeGreaterThan(300);
    const missed = left.flatMap(({ path, imports }) => imports.filter(({ file, typeOnly }) => !typeOnly && file !== null && isTakenOut(file)).map(({ file }) => `${path} -> ${file ?? ''}`));
    expect(missed).toEqual(['client/cli/main.ts -> client/cli/papers/command.ts', 'client/cli/main.ts -> client/cli/demo/command.ts']);
    const building = left.flatMap(({ path, imports }) => imports.filter((one) => !one.typeOnly && Object.hasOwn(manifest.devDependencies, libraryOf(one) ?? '')).map(({ name }) => `${path} -> ${name}`));
    expect(building).toEqual([]);
  });

  it('is left by the command, which takes out the rest; the next build makes everything anew', () => {
    const folder = mkdtempSync(join(tmpdir(), 'slim-'));
    for (const path of ['client/cli/demo', 'client/cli/demo-data', 'client/cli/papers', 'client/cli/open', 'test/lab', 'server']) {
      mkdirSync(join(folder, 'dist', path), { recursive: true });
      writeFileSync(join(folder, 'dist', path, 'made.js'), '');
    }
    for (const name of ['.built-server', '.built-web', '.tsbuildinfo']) writeFileSync(join(folder, 'dist', name), '');
    cpSync(join(root, 'config/slim.mjs'), join(folder, 'slim.mjs'));
    execFileSync(process.execPath, ['slim.mjs'], { cwd: folder });
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['client', 'server']);
    expect([readdirSync(join(folder, 'dist/client/cli')), existsSync(join(folder, 'dist/server/made.js'))]).toEqual([['open'], true]);
    rmSync(folder, { recursive: true });
  });

  it('is what the container file takes, and the guide installs', () => {
    expect(readFileSync(join(root, 'config/container/Containerfile'), 'utf8')).toMatch(/^RUN node config\/launch\.mjs slim$/m);
    expect(readFileSync(join(root, 'config/OPERATING.md'), 'utf8').match(/&& npm run slim[ `]/g)).toHaveLength(2);
  });
});
