// The lab, for real: every way between ward desk, LGWAN, gateway, contractor and outsider is tried, and a hole in the walls is found.
import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, type TestContext } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { program } from '../setup/programs.ts';
import { withoutWalls, withWalls } from './ways.ts';

const root = join(import.meta.dirname, '../..');

/** Runs the lab. Where the machine allows no namespaces, the test is named as not run; with CI=true that is a failure. */
async function lab(context: TestContext, ...words: string[]): Promise<{ code: number; said: string }> {
  const built = await builtFolder('server');
  const { code, said } = await new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [join(built, 'test/lab/main.js'), ...words], { cwd: root, env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), said: `${stdout}${stderr}` });
    });
  });
  if (code !== 3) return { code, said };
  if (process.env['CI'] === 'true') throw new Error(`${said}\nWith CI=true nothing may be left out.`);
  appendFileSync(inject('notRun'), `${context.task.name} (network namespaces${program('nft') === undefined ? ', nft' : ''})\n`);
  context.skip(said);
}

describe('the lab', () => {
  it('finds only the intended ways open, of all from every segment, behind nftables and with the gateway alone [O 1-3] [O 1-23]', async (context) => {
    const { code, said } = await lab(context);
    expect(said).toContain(`${String(withWalls.length + withoutWalls.length)} ways are as intended`);
    expect(said).not.toContain('!');
    expect(code).toBe(0);
  });

  it('finds a hole in the walls, a way that is closed by mistake, and a gateway that passes on', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-rules-'));
    const rules = join(folder, 'holes.nft');
    const good = await readFile(join(import.meta.dirname, 'gateway.nft'), 'utf8');
    await writeFile(rules, good.replace('iif "lo" accept\n', 'iif "lo" accept\n\t\ttcp dport 3310 accept\n').replace('ip saddr 10.3.0.0/24 ', 'ip saddr 10.9.0.0/24 ').replace('hook forward priority filter; policy drop;\n\t\treject with icmpx admin-prohibited', 'hook forward priority filter; policy accept;'));
    const { code, said } = await lab(context, '--rules', rules);
    expect(code).toBe(1);
    const row = (name: string): string => said.split('\n').find((line) => line.startsWith(name)) ?? '';
    expect(row('clamd at ward').match(/!open!/g)).toHaveLength(4);
    expect(row('contractor listener')).toMatch(/!-!/);
    expect(row('to contractor'), 'from the desk').toContain('!open!');
    await rm(folder, { recursive: true });
  });
});
