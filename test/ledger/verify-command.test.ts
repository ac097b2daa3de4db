import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand } from '../../client/cli/verify.ts';
import type { VerifyArguments } from '../../client/cli/verify.ts';

const example = new URL('../vectors/ledger/bundle-1.jsonl', import.meta.url);
const VKEY = 'kagibako.example.lg.jp/ledger+d8c0fb2c+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk';
let folder: string;
let good: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-verify-'));
  good = await readFile(example, 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

async function saved(text: string): Promise<string> {
  const file = join(folder, `${(count += 1)}.jsonl`);
  await writeFile(file, text);
  return file;
}

async function run(given: VerifyArguments): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await verifyCommand(given, (line) => void lines.push(line));
  return { code, said: lines.join('\n') };
}

describe('kagibako verify', () => {
  it('[H 107] says in both languages that a good export is good, and what it cannot show, and ends with 0', async () => {
    const { code, said } = await run({ file: await saved(good), vkey: VKEY });
    expect(code).toBe(0);
    expect(said).toMatch(/判定: 正しい[^]*verdict: good/);
    expect(said).toMatch(/hash only 1[^]*hash only: 1[^]*texts wiped, as the ledger says: 1/);
    expect(said).not.toMatch(/--vkey/);
  });

  it('warns when the only key it had was the export\'s own', async () => {
    expect((await run({ file: await saved(good) })).said).toMatch(/別の経路[^]*--vkey/);
  });

  it('[H 102] names the first bad entry in both languages and ends with 1', async () => {
    const { code, said } = await run({ file: await saved(good.replace('"size":1048576', '"size":1048577')), vkey: VKEY });
    expect(code).toBe(1);
    expect(said).toMatch(/記録 0[^]*書き換え[^]*entry 0 \(line 2\): the entry was edited/);
  });

  it('[H 102] compares with a checkpoint or a receipt\'s proof that was kept', async () => {
    const newest = (JSON.parse(good.trimEnd().split('\n').at(-1)!) as { checkpoint: string }).checkpoint;
    const older = await saved(good.split('\n').slice(0, 3).join('\n').replace('"openings":true', '"openings":false').replace('"size":5', '"size":1'));
    expect((await run({ file: older, vkey: VKEY })).code).toBe(0);
    for (const kept of [newest, `c2sp.org/tlog-proof@v1\nindex 4\n\n${newest}`]) {
      const { code, said } = await run({ file: older, vkey: VKEY, checkpoints: [await saved(kept)] });
      expect(code).toBe(1);
      expect(said).toMatch(/末尾の切り捨て[^]*tail cut/);
    }
  });

  it('gives a machine one line of JSON', async () => {
    const { code, said } = await run({ file: await saved(good), vkey: VKEY, json: true });
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ ok: true, entries: 4, foreign: 1, head: { size: 5, root: '5s3NyVwBJiIwCAjsekUKo/tX5ro5GNdHR94Y9BZcS2g=' } });
  });

  it('ends with 2 for a file that is absent, a folder or no export, and for a key that is none', async () => {
    for (const given of [{ file: join(folder, 'absent') }, { file: folder }, { file: await saved('PDF') }, { file: await saved(good), vkey: 'nonsense' }, { file: await saved(good), checkpoints: [join(folder, 'absent')] }]) {
      const { code, said } = await run(given);
      expect(code).toBe(2);
      expect(said).toMatch(/^読めません/);
    }
  });
});
