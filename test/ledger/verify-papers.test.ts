// The code on a paper is checked offline: what the export says of it, what is made anew, and what is not there.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand, type VerifyArguments } from '../../client/cli/verify.ts';
import { collectable } from '../hostile/steps.ts';
import { attachment, beginWith } from '../records/taking.ts';
import { foundTown, type Town } from '../town.ts';

describe('the code on a paper beside an export', () => {
  let town: Town;
  let folder: string;
  let transfer: string;
  let codes: string[];
  let bundle: string;

  const codesIn = async (): Promise<string[]> => (await town.running.gateway.store.read.selectFrom('papers').select('code').orderBy('entry').orderBy('first_issued_at').execute()).map(({ code }) => code);
  const printed = async (print: () => Promise<unknown>): Promise<string> => {
    const before = await codesIn();
    await print();
    return (await codesIn()).find((code) => !before.includes(code)) ?? '';
  };
  async function exported(name: string): Promise<string> {
    const { ledger, store } = town.running.gateway;
    const { id } = await store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
    let text = '';
    for await (const line of ledger.exportBundle(id)) text += line;
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }
  async function run(given: VerifyArguments): Promise<{ code: number; said: string }> {
    const lines: string[] = [];
    const code = await verifyCommand(given, (line) => void lines.push(line));
    return { code, said: lines.join('\n') };
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-codes-'));
    town = await foundTown({ policy: { locks: 'password' } });
    ({ transfer: { id: transfer } } = await collectable(town));
    const record = await beginWith(town.tanaka, { kind: 'training', engagementId: town.engagement.id }, { title: '個人情報保護研修', trainer: '情報管理室', attendees: [{ id: town.tanaka.id, name: '田中 誠' }], material: [await attachment(town.tanaka, '研修資料.txt', '資料')] });
    await town.sato.api.call('recall', { id: transfer, body: { reason: 'not-needed' } });
    town.time.advance(25 * 60);
    await town.running.gateway.tick();
    for (const who of [town.sato, town.tanaka]) await who.signInAgain();
    codes = [await printed(() => town.tanaka.api.call('recordDocument', { id: record.id })), await printed(() => town.sato.api.call('wipeDocument', { id: transfer }))];
    expect(codes.every((code) => code.length === 16)).toBe(true);
    bundle = await exported('ledger.jsonl');
    await writeFile(join(folder, 'certificate.json'), JSON.stringify(await town.sato.api.call('wipeCertificate', { id: transfer })));
  });
  afterAll(async () => {
    await town.close();
    await rm(folder, { recursive: true });
  });

  it('a record\'s code is made anew from its entries, as people type it', async () => {
    const typed = (codes[0] ?? '').toLowerCase().replace(/(.{4})(?=.)/g, '$1 ');
    const { code, said } = await run({ file: bundle, codes: [typed] });
    expect(said).toMatch(/照合コード .{19}: 正しい — .*田中 誠.*同じコードになります[^]*code .{19}: good/);
    expect(code).toBe(0);
  });

  it('that of a wipe certificate needs its file; without it the entry of its making is told', async () => {
    const [, code = ''] = codes;
    expect((await run({ file: bundle, codes: [code] })).said).toMatch(/作成の記録があります[^]*says that it was made/);
    const given = { file: bundle, codes: [code], certificate: join(folder, 'certificate.json') };
    expect((await run(given)).said).toMatch(/同じコードになります/);
    const whole = JSON.parse(await readFile(given.certificate, 'utf8')) as { document: string };
    await writeFile(join(folder, 'forged.json'), JSON.stringify({ ...whole, document: whole.document.replace('"files":1', '"files":2').replace(/\}$/, ' }') }));
    const forged = await run({ ...given, certificate: join(folder, 'forged.json') });
    expect([forged.code, forged.said]).toEqual([1, expect.stringMatching(/別|違います[^]*NOT good/)]);
  });

  it('a code that no paper of this export has ends with 1, what is no code with 2, and both say what to do', async () => {
    const absent = await run({ file: bundle, codes: ['2345-6789-ABCD-EFGH'] });
    expect([absent.code, absent.said]).toEqual([1, expect.stringMatching(/このコードの書類はありません[^]*NOT good/)]);
    expect(await run({ file: bundle, codes: ['2345'] })).toEqual({ code: 2, said: expect.stringMatching(/4文字の組4つ/) as string });
  });

  it('an entry of a record that was edited gives another code', async () => {
    const text = await readFile(bundle, 'utf8');
    const line = text.split('\n').find((one) => one.includes('"act":"record"')) ?? '';
    const commitment = /"commitment":"([0-9a-f]{64})"/.exec(line)?.[1] ?? '';
    expect(commitment).toHaveLength(64);
    await writeFile(join(folder, 'edited.jsonl'), text.replace(commitment, '0'.repeat(64)));
    const json = await run({ file: join(folder, 'edited.jsonl'), codes: [codes[0] ?? ''], json: true });
    expect(json.code).toBe(1);
    expect(JSON.parse(json.said)).toMatchObject({ ok: false });
  });

  it('a record that went on after its paper was made still has that paper, and it is said', async () => {
    const { store, ledger, clock } = town.running.gateway;
    const line = await store.read.selectFrom('ledger_entries').selectAll().where('act', '=', 'record').executeTakeFirstOrThrow();
    const { facts, engagement, municipality, actor } = JSON.parse(line.bytes) as { facts: Record<string, string>; engagement: string; municipality: string; actor: { id: string; role: string; name: string } };
    await store.change((tx) => ledger.append(tx, { at: clock.now(), act: 'correct-record', result: 'done', actor, municipality, engagement, facts: { ...facts, seq: 2, corrects: 1 } }));
    await town.running.gateway.tick();
    const { said } = await run({ file: await exported('later.jsonl'), codes: [codes[0] ?? ''] });
    expect(said).toMatch(/同じコードになります.*そのあと、この記録は変わっています/);
  });
});
