import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDemo, type DemoMeans } from '../../client/cli/demo/demo.ts';
import { filesBelow } from '../../client/cli/demo/same-bytes.ts';
import { DemoFailed } from '../../client/cli/demo/story.ts';
import { decodeCp932 } from '../../client/cli/demo-data/cp932.ts';
import { generatePassword, groups, readTyped } from '../../server/sealing/password.ts';
import { runBuilt } from './command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-demo-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const alike = /(?=([2-9A-HJ-NP-Z]{28}|(?:[2-9A-HJ-NP-Z]{4}[ -]){6}[2-9A-HJ-NP-Z]{4}))/g;
/**
 * What is written as a file password is and whose check symbols hold. A fingerprint may look like one, and its symbols hold for one in a thousand: what is of hexadecimal
 * digits alone is a fingerprint, and a file password once in ten thousand million.
 */
const passwordsIn = (said: string): string[] => [...said.matchAll(alike)].map(([, found = '']) => found).filter((found) => readTyped(found).ok && !/^[2-9A-F -]+$/.test(found));
const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

async function perform(means: Pick<DemoMeans, 'reach'>): Promise<{ lines: string[]; ended: unknown }> {
  const lines: string[] = [];
  const ended = await runDemo({ folder, rows: 20, ports: { ward: 0, contractor: 0 }, stay: false, webFolder: null, out: (line) => lines.push(line), ...means }).then(() => null, (error: unknown) => error);
  return { lines, ended };
}

describe('the demo', () => {
  it('would be seen to write a file password, whatever stands around it', () => {
    const one = generatePassword(randomBytes);
    const [spaced, hyphened] = [groups(one).join(' '), groups(one).join('-')];
    expect(passwordsIn(`key${one}2 ${spaced}\n${hyphened}`)).toEqual(expect.arrayContaining([one, spaced, hyphened]));
  });

  it('carries a transfer through the whole journey, ends with 0 and leaves its artefacts', async () => {
    const { code, out, err } = await runBuilt('client/cli/main.js', ['demo', '--small', '--folder', folder]);
    expect(code, err).toBe(0);
    const left = (await filesBelow(folder)).map((path) => path.slice(folder.length + 1));
    expect(left).toEqual(expect.arrayContaining([
      'story.txt', 'ward/納入通知書_500件.csv', 'ward/外字対応表.csv', 'ward/confirmation-records.json', 'midori/private-key.asc', 'midori/collected/manifest.json', 'midori/collected/manifest.json.asc',
      'midori/collected/lock.pgp', 'midori/collected/納入通知書_500件.csv.body', 'midori/opened/納入通知書_500件.csv', 'midori/receipt.json', 'midori/receipt.json.asc', 'midori/statement.json', 'midori/statement.json.asc',
      'auditor/wipe-certificate.json', 'auditor/wipe-certificate.json.asc', 'auditor/ledger.jsonl',
    ]));
    const notices = decodeCp932(await readFile(join(folder, 'midori/opened/納入通知書_500件.csv')));
    for (const symbol of ['髙', '﨑', '①', '\ue000']) expect(notices).toContain(symbol);
    expect(JSON.parse(await text('auditor/wipe-certificate.json'))).toMatchObject({ kind: '消去証明書' });
    expect(out).toContain(await text('story.txt').then((story) => story.trim()));
    const verified = await runBuilt('client/cli/main.js', ['verify', join(folder, 'auditor/ledger.jsonl'), '--vkey', (await text('auditor/ledger.vkey')).trim(), '--checkpoint', join(folder, 'midori/receipt.proof')]);
    expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('判定: 正しい')]);
  });

  it('fails when the vault changed a body between hand-over and collection, and leaves nothing opened of it', async () => {
    const { ended, lines } = await perform({ reach: async (label) => {
      if (label === 'handed-over') for (const body of await filesBelow(join(folder, 'gateway/data/vault/bodies'))) await flipLast(body);
    } });
    expect(ended).toMatchObject({ code: 'FILE_DAMAGED' });
    // Found as it comes, before anything is opened; no part of it is kept either.
    expect((await filesBelow(join(folder, 'midori'))).filter((path) => path.includes('/opened/') || path.endsWith('.part'))).toEqual([]);
    expect(passwordsIn(lines.join('\n'))).toEqual([]);
  });

  it('fails when a copy of a body outlives the wipe; says in words that gpg was absent; never writes the file password', async () => {
    vi.stubEnv('PATH', '');
    const { ended, lines } = await perform({ reach: async (label) => {
      if (label !== 'confirmed') return;
      const [body = ''] = await filesBelow(join(folder, 'gateway/data/vault/bodies'));
      await copyFile(body, join(folder, 'gateway/data/forgotten'));
    } });
    expect(ended).toBeInstanceOf(DemoFailed);
    expect(lines.join('\n')).toContain('NOT DONE: there is no gpg on this machine.');
    expect(await text('story.txt')).toMatch(/✗ .*保管庫は空です/);
    for (const path of await filesBelow(folder)) expect(passwordsIn((await readFile(path)).toString('latin1')), path).toEqual([]);
  });

  it('refuses a folder that is not empty, with 1', async () => {
    await copyFile(import.meta.filename, join(folder, 'mine.txt'));
    const { code, out } = await runBuilt('client/cli/main.js', ['demo', '--small', '--folder', folder]);
    expect([code, out]).toEqual([1, expect.stringContaining('--folder')]);
    expect(await filesBelow(folder)).toEqual([join(folder, 'mine.txt')]);
  });
});

async function flipLast(path: string): Promise<void> {
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  await file.write(Buffer.of((buffer[0] ?? 0) ^ 1), 0, 1, size - 1);
  await file.close();
}
