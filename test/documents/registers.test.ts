// Records and registers on paper: every kind under its number, with 外字, over pages, empty, as CSV, and for each reader only their part.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, type Someone } from '../town.ts';
import { attach, begin, changeTerms, next } from '../records/contract-steps.ts';
import { pdfOf, travelled, type Travelled } from './issued.ts';
import { artifactTexts, elements, readPdf, rows, textOf, valueOf, type Read } from './reading.ts';

describe('records and registers on paper', () => {
  let found: Travelled;
  let aoi: { id: string; person: Someone };
  let complaint = '';
  const paper = async (answer: Promise<Response>): Promise<Read> => readPdf(await pdfOf(answer));
  const register = (who: Someone, name: Parameters<typeof query>[0]) => who.api.call('registerDocument', { query: query(name) });
  const query = (name: 'roster' | 'inspections' | 'training' | 'complaints' | 'calls' | 'media' | 'subcontracts' | 'print-logs' | 'erasures' | 'incidents' | 'measures' | 'confirmations' | 'overdue' | 'ledger' | 'monthly' | 'scheduled-erasures') => ({ name, engagement: found.town.engagement.id, fiscalYear: 2026 });

  beforeAll(async () => {
    found = await travelled();
    const { town } = found;
    const firm = await town.admin.api.call('addContractor', { body: { name: '株式会社あおい印刷', address: '○○県' } });
    aoi = { id: firm.id, person: await addPerson(town, town.admin, { role: 'handler', login: 'aoi', name: '青井 実', contractorId: firm.id }, firm.page) };
    const at = new Date(town.time.wall() - 3_600_000).toISOString();
    const made = await begin(town.tanaka, 'complaint', town.engagement.id, town.firm.id, {
      receivedAt: at, from: 'subject', way: 'telephone', content: `通知書のあて名の字が違う（正しくは「\ue000﨑」）。\n${'二行目から先の長い内容。'.repeat(120)}`, receivers: [{ id: null, name: '𠮷﨑　髙子' }],
    });
    complaint = made.id;
    const { values } = await town.sato.api.call('prepareRecord', { body: { kind: 'inspection', engagementId: town.engagement.id, contractorId: town.firm.id } });
    const people = [town.sato, town.takahashi].map((one, place) => ({ id: one.id, name: place === 0 ? '佐藤 恵' : '髙橋 健' }));
    await begin(town.sato, 'inspection', town.engagement.id, town.firm.id, { ...values, inspectors: people, met: [{ id: null, name: '田中 誠' }], findings: '良好でした。' });
    const material = await attach(town.tanaka, '研修資料.txt', '資料');
    await begin(town.tanaka, 'training', town.engagement.id, town.firm.id, { heldOn: '2026-07-01', title: '個人情報保護研修', topics: ['protection', 'security'], trainer: '外部講師', attendees: [{ id: found.yoshizaki.id, name: '𠮷﨑　髙子' }], material: [material.id] });
  });
  afterAll(async () => {
    expect(found.town.faults).toEqual([]);
    await found.town.close();
  });

  it('a record shows each stage with its fields, 外字 as 〓 with a note, and goes on over pages', async () => {
    const { town } = found;
    const read = await paper(town.tanaka.api.call('recordDocument', { id: complaint }));
    expect(elements(read, 'H1').map((one) => one.text)).toEqual(['苦情処理記録']);
    expect(textOf(read)).toContain('第R8-1号');
    expect(textOf(read)).toContain('あさぎり区長　様');
    expect(rows(read).filter(([label]) => label?.startsWith('苦情の内容') === true).map(([, value]) => value).join('')).toContain('（正しくは「〓﨑」）');
    expect(textOf(read)).toContain('この書類の書体にない文字（外字）です');
    expect(valueOf(read, '受け付けた人')).toBe('𠮷﨑　髙子');
  });

  it('the code follows the record: a paper of an earlier state is genuine, and no longer the newest', async () => {
    const { town } = found;
    const code = valueOf(readPdf(await pdfOf(town.tanaka.api.call('recordDocument', { id: complaint }))), '照合コード') ?? '';
    expect(await town.sato.api.call('checkPaper', { body: { code } })).toMatchObject({ current: true, title: '苦情処理記録', label: 'R8-1', document: 15, of: { kind: 'record', id: complaint } });
    await next(town.tanaka, { id: complaint }, 'act', { doneAt: new Date(town.time.wall()).toISOString(), cause: '字形の置換え', action: '刷り直した', understood: true });
    expect(await town.sato.api.call('checkPaper', { body: { code } })).toMatchObject({ current: false, code });
    const read = readPdf(await pdfOf(town.sato.api.call('recordDocument', { id: complaint })));
    expect(valueOf(read, '照合コード')).not.toBe(code);
    expect(valueOf(read, '原因')).toBe('字形の置換え');
    await expect(aoi.person.api.call('recordDocument', { id: complaint })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(aoi.person.api.call('checkPaper', { body: { code } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('名簿: everyone with role, days, who submitted and accepted, and the training [O 0-3] [O 1-15] [O 2-5] [O 4-5]', async () => {
    const { town } = found;
    const read = await paper(register(town.sato, 'roster'));
    expect(elements(read, 'H1').map((one) => one.text)).toEqual(['取扱責任者・取扱者名簿']);
    expect(rows(read).find(([, name]) => name === '𠮷﨑　髙子')).toEqual(['取扱者', '𠮷﨑　髙子', 'R8.4.1', '—', 'R8.7.1', '—', 'R8.7.2 14:00管理 太郎', '指定中', '—']);
    expect(rows(read).find(([, name]) => name === '田中 誠')?.[0]).toBe('取扱責任者');
  });

  it('立入り調査の年度一覧 counts each firm, and names those not yet inspected [O 0-2] [O 1-8] [O 3-4]', async () => {
    const { town } = found;
    const read = await paper(register(town.sato, 'inspections'));
    expect(rows(read).find(([, firm]) => firm === '株式会社みどり印刷')).toMatchObject(['介護保険料納入通知書等の作成等業務', '株式会社みどり印刷', '1回', '1回', expect.stringMatching(/^R8\.7\./), '実施済み']);
    const last = readPdf(await pdfOf(town.sato.api.call('registerDocument', { query: { ...query('inspections'), fiscalYear: 2025 } })));
    expect(rows(last).find(([, firm]) => firm === '株式会社みどり印刷')?.at(-1)).toBe('未実施');
    expect(textOf(last)).toContain('令和7年度');
  });

  it('an empty register says that there is nothing, and still has its number', async () => {
    const read = await paper(register(found.town.sato, 'calls'));
    expect(textOf(read)).toContain('該当はありません。');
    expect(textOf(read)).toContain('第R8-1号');
  });

  it('every register exists with title, number, day and code; another firm gets none of it', async () => {
    const { town } = found;
    const { registers } = await town.auditor.api.call('registers', {});
    expect(registers.map((one) => one.document).filter((number) => number !== null).sort((one, other) => one - other)).toEqual([1, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    for (const { name, title } of registers) {
      const read = await paper(register(town.auditor, name));
      expect(elements(read, 'H1').map((one) => one.text)).toEqual([title]);
      expect(textOf(read)).toMatch(/第R8-\d+号/);
      expect(valueOf(read, '照合コード')).toMatch(/^(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
      await expect(register(aoi.person, name)).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    }
    expect((await town.sato.api.call('registers', {})).registers.map((one) => one.name)).not.toContain('ledger');
    await expect(register(town.sato, 'ledger')).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('自動消去一覧: each erasure on schedule under its number, empty until there was one; for auditors, of their municipality', async () => {
    const { town } = found;
    const { store, clock } = town.running.gateway;
    expect(textOf(await paper(register(town.auditor, 'scheduled-erasures')))).toContain('該当はありません。');
    const { municipality_id } = await store.read.selectFrom('accounts').select('municipality_id').where('id', '=', town.auditor.id).executeTakeFirstOrThrow();
    const row = { municipality_id, fiscal_year: 2026, at: clock.now() };
    await store.change(async (tx) => {
      await tx.insertInto('erasures').values({ ...row, number: 1, engagement_id: town.engagement.id, rule: 'records', items: 1_204, entry: 7 }).execute();
      await tx.insertInto('erasures').values({ ...row, number: 2, engagement_id: null, rule: 'accounts', items: 0, entry: null }).execute();
    });
    const listed = async (answer: Promise<Response>): Promise<string[][]> => rows(await paper(answer)).filter(([number]) => /^R8-\d$/.test(number ?? ''));
    const [one, other, ...rest] = await listed(town.auditor.api.call('registerDocument', { query: { name: 'scheduled-erasures', fiscalYear: 2026 } }));
    expect(one).toEqual(['R8-1', '介護保険料納入通知書等の作成等業務', '各種の記録に書かれた文と氏名', '1,204件', '番号、日付、数、選択した値、照合値', expect.stringMatching(/^R8\.7\./), '7番']);
    expect([other?.[1], other?.[3], other?.[6], rest]).toEqual(['団体全体', '0件', '対象なし', []]);
    expect(await listed(register(town.auditor, 'scheduled-erasures')), 'of one engagement').toHaveLength(1);
    expect(await listed(town.auditor.api.call('registerDocument', { query: { name: 'scheduled-erasures', fiscalYear: 2025 } })), 'of another year').toEqual([]);
    const table = await (await town.auditor.api.call('registerTable', { query: { name: 'scheduled-erasures', fiscalYear: 2026 } })).text();
    expect(table).toContain('"R8-1","介護保険料納入通知書等の作成等業務"');
    for (const who of [town.sato, town.tanaka]) await expect(who.api.call('registerTable', { query: { name: 'scheduled-erasures', fiscalYear: 2026 } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(town.admin.api.call('registerTable', { query: { name: 'scheduled-erasures', fiscalYear: 2026 } })).rejects.toMatchObject({ problem: { status: 403 } });
  });

  it('the same register of the same day has the same number and bytes; another state the next number', async () => {
    const { town } = found;
    const [one, again] = [await pdfOf(register(town.sato, 'incidents')), await pdfOf(register(town.sato, 'incidents'))];
    expect(Buffer.compare(one, again)).toBe(0);
    const at = new Date(town.time.wall() - 3_600_000).toISOString();
    await begin(town.tanaka, 'incident', town.engagement.id, town.firm.id, { form: 'incident', loss: ['loss'], occurredAt: at, foundAt: at, what: '媒体が見当たらない', firstSteps: '探している' });
    const after = readPdf(await pdfOf(register(town.sato, 'incidents')));
    const number = (read: Read): number => Number(/第R8-(\d+)号/.exec(textOf(read))?.[1]);
    expect(number(after)).toBe(number(readPdf(one)) + 1);
    expect(rows(after).some((row) => row.includes('R8-1'))).toBe(true);
  });

  it('a hundred rows go over pages whose headings are repeated to the eye and read once', async () => {
    const { town, id } = found;
    const at = new Date(town.time.wall() - 3_600_000).toISOString();
    await changeTerms(town, { printLog: 'literal' });
    const lines = Array.from({ length: 100 }, (_, place) => ({ computer: 'PRINT-01', at, file: `納入通知書_${place + 1}.pdf`, printer: '高速印刷機1号', sheets: 1, planned: 1, copies: 1 }));
    const made = await town.tanaka.api.call('addRecord', { idempotencyKey: 'print-log-of-100', body: { kind: 'print-log', engagementId: town.engagement.id, contractorId: town.firm.id, transferId: id, values: { rows: lines, finished: 'no', reason: '試し刷りのため' } } });
    const bytes = await pdfOf(town.sato.api.call('recordDocument', { id: made.id }));
    const read = readPdf(bytes);
    expect(rows(read).filter(([computer]) => computer === 'PRINT-01')).toHaveLength(100);
    expect(rows(read).filter(([heading]) => heading === '印刷元コンピュータ名')).toHaveLength(1);
    expect(artifactTexts(bytes).filter((text) => text === '印刷元コンピュータ名').length).toBeGreaterThan(1);
  });

  it('CSV: UTF-8 with its mark, quoted, and no cell that a spreadsheet would run [ASVS 1.2.10] [ASVS 4.1.1]', async () => {
    const { town } = found;
    await begin(town.tanaka, 'measure-change', town.engagement.id, town.firm.id, { what: ['place'], before: '=HYPERLINK("https://x")', after: ' +1', why: '@SUM(A1)', from: '2026-08-01' });
    const answer = await town.sato.api.call('registerTable', { query: query('measures') });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain(`"対策変更届","R8-1"`);
    expect(text).toContain(`"'=HYPERLINK(""https://x"")","'+1","'@SUM(A1)"`);
    expect(text).not.toMatch(/(?:^|,|\r\n)"[=+@]/);
  });
});
