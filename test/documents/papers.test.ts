// The papers of a transfer: each exists under its number, says what the record says, bears a code that leads back to it, and can be made again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { utf8 } from '../../server/ledger/encoding.ts';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { verifyInclusion } from '../../server/ledger/proofs.ts';
import { parseProof } from '../../server/ledger/tlog-proof.ts';
import { leafHash } from '../../server/ledger/tree.ts';
import { addPerson } from '../town.ts';
import { pdfOf, travelled, type Travelled } from './issued.ts';
import { artifactTexts, elements, readPdf, rows, textOf, valueOf, type Read } from './reading.ts';

describe('the papers of a transfer', () => {
  let found: Travelled;
  const paper = async (answer: Promise<Response>): Promise<Read> => readPdf(await pdfOf(answer));
  const codeOf = (read: Read): string => valueOf(read, '照合コード') ?? '';

  beforeAll(async () => {
    found = await travelled();
  });
  afterAll(async () => {
    expect(found.town.faults).toEqual([]);
    await found.town.close();
  });

  it('確認書: number, both sides, 日時・取扱者・情報の内容・数量, and the contractor\'s confirmation [O 1-10] [O 1-29] [O 2-3]', async () => {
    const { town, id } = found;
    const records = await town.sato.api.call('confirmationRecords', { id });
    const first = records.find((one) => one.kind === 'hand-over');
    const read = await paper(town.sato.api.call('confirmationDocument', { id: first?.id ?? '' }));
    expect(textOf(read)).toContain(`第${first?.label ?? ''}号`);
    expect(elements(read, 'H1').map((one) => one.text)).toEqual(['確認書']);
    expect(textOf(read)).toContain('株式会社みどり印刷　御中');
    expect(valueOf(read, '日時')).toBe('令和8年7月2日 14:00');
    expect(valueOf(read, '取扱者（区）')).toContain('髙橋 健');
    expect(valueOf(read, '数量')).toBe('1,200件');
    expect(valueOf(read, '情報の内容')).toContain('授受番号');
    expect(rows(read).find(([side]) => side === '乙（受託者）')).toEqual(['乙（受託者）', '𠮷﨑　髙子', '令和8年7月3日 10:00']);
  });

  it('受領書: what was collected when and by whom, with the record of downloads', async () => {
    const { town, id } = found;
    const read = await paper(town.sato.api.call('receiptDocument', { id }));
    expect(textOf(read)).toContain('第R8-1号');
    expect(textOf(read)).toContain('福祉部 介護保険課　御中');
    expect(valueOf(read, '受取者')).toBe('𠮷﨑　髙子');
    expect(valueOf(read, '確認した数量')).toBe('1,200件');
    expect(rows(read).filter(([at, act, by]) => at?.startsWith('R8.7.3') === true && act === '受取の開始' && by === '𠮷﨑　髙子')).toHaveLength(1);
    expect(textOf(read)).not.toContain('山田花子');
  });

  it('消去証明書: the signed certificate in Japanese, with its limits, and no promise that nothing can be recovered [O 1-20]', async () => {
    const { town, id } = found;
    const read = await paper(town.tanaka.api.call('wipeDocument', { id }));
    expect(valueOf(read, '検証の結果')).toBe('合格（ないことを確認した）');
    expect(valueOf(read, '方法')).toContain('部分的な消去');
    expect(valueOf(read, '消去の理由')).toBe('受領確認が済んだため');
    expect(textOf(read)).toContain('受取側の写しは対象外です');
    expect(textOf(read)).not.toMatch(/復元(?:は)?不可能|PASS|partial|sanitization/);
  });

  it('専用ページ利用通知書: address and identifier, never a password [O 1-25]', async () => {
    const { town, yoshizaki } = found;
    const read = await paper(town.admin.api.call('pageNotice', { id: yoshizaki.id }));
    expect(valueOf(read, '専用ページのアドレス')).toBe(`${town.running.origins.contractor}/p/${town.firm.page}`);
    expect(valueOf(read, '利用者ID')).toBe('yoshizaki');
    expect(textOf(read)).toContain('𠮷﨑　髙子　様');
    expect(textOf(read)).not.toContain(yoshizaki.password);
    await expect(town.sato.api.call('pageNotice', { id: yoshizaki.id })).rejects.toMatchObject({ problem: { code: 'NOT_ALLOWED' } });
    await expect(town.admin.api.call('pageNotice', { id: town.sato.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('the same state gives the same bytes and the same code, whoever has it made and however often', async () => {
    const { town, id } = found;
    const first = await pdfOf(town.sato.api.call('receiptDocument', { id }));
    town.time.advance(3);
    await town.auditor.api.call('receiptDocument', { id });
    expect(Buffer.compare(await pdfOf(town.tanaka.api.call('receiptDocument', { id })), first)).toBe(0);
  });

  it('each issue is an entry with its code, and no text of the paper is in it [I 4]', async () => {
    const { town, id } = found;
    const code = codeOf(readPdf(await pdfOf(town.sato.api.call('wipeDocument', { id }))));
    const { entries } = await town.auditor.api.call('searchLedger', { body: { act: 'print-document', limit: 5 } });
    expect(entries[0]).toMatchObject({ act: 'print-document', result: 'done', facts: { code, of: 'wipe-certificate', document: 7, id } });
    expect(JSON.stringify(entries[0]?.facts)).not.toContain('消去');
  });

  it('a code leads back to its paper and to the entry in the ledger, typed as people type', async () => {
    const { town, id } = found;
    const code = codeOf(readPdf(await pdfOf(town.sato.api.call('receiptDocument', { id }))));
    expect(code).toMatch(/^(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
    const typed = code.toLowerCase().replaceAll('-', '　').replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
    const checked = await town.auditor.api.call('checkPaper', { body: { code: typed } });
    expect(checked).toMatchObject({ code, document: 4, title: '受領書', label: 'R8-1', current: true, engagement: '介護保険料納入通知書等の作成等業務', contractor: '株式会社みどり印刷', of: { kind: 'transfer', id } });
    const proof = parseProof(checked.proof);
    expect(proof.index).toBe(checked.entry);
    const { bytes } = await town.auditor.api.call('ledgerEntry', { index: String(checked.entry) });
    const { size, root } = parseCheckpoint(parseNote(proof.checkpoint).text);
    verifyInclusion(sha256, leafHash(sha256, utf8(bytes)), proof.index, size, root, proof.hashes);
  });

  it('a changed symbol leads nowhere, and a paper of another firm is answered like none', async () => {
    const { town, id } = found;
    const code = codeOf(readPdf(await pdfOf(town.sato.api.call('receiptDocument', { id }))));
    const wrong = `${code.startsWith('2') ? '3' : '2'}${code.slice(1)}`;
    await expect(town.sato.api.call('checkPaper', { body: { code: wrong } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND', status: 404 } });
    await expect(town.sato.api.call('checkPaper', { body: { code: 'みどり' } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND', status: 404 } });
    const firm = await town.admin.api.call('addContractor', { body: { name: '株式会社あおい印刷', address: '○○県' } });
    const aoi = await addPerson(town, town.admin, { role: 'handler', login: 'aoi', name: '青井 実', contractorId: firm.id }, firm.page);
    const [record] = await town.sato.api.call('confirmationRecords', { id });
    for (const ask of [() => aoi.api.call('checkPaper', { body: { code } }), () => aoi.api.call('receiptDocument', { id }), () => aoi.api.call('wipeDocument', { id }), () => aoi.api.call('confirmationDocument', { id: record?.id ?? '' })]) {
      await expect(ask()).rejects.toMatchObject({ problem: { code: 'NOT_FOUND', status: 404 } });
    }
  });

  it('each page bears the code and the signed head, which the ledger still contains', async () => {
    const { town, id } = found;
    const bytes = await pdfOf(town.sato.api.call('wipeDocument', { id }));
    const read = readPdf(bytes);
    const [origin, line = ''] = (valueOf(read, '検証点') ?? '').split('\n');
    const now = parseCheckpoint(parseNote(await (await town.auditor.api.call('checkpoint', {})).text()).text);
    expect(valueOf(read, '検証点')).toContain(now.origin);
    expect([origin, line].join('')).toMatch(/\d+件目まで/);
    const feet = artifactTexts(bytes).filter((text) => text.includes('照合コード'));
    expect(feet.length).toBeGreaterThan(0);
    expect(feet.every((text) => text.includes(codeOf(read)) && text.includes('検証点'))).toBe(true);
  });

  it('is sent for reading, kept by nobody, and named so that no header breaks', async () => {
    const { town, id } = found;
    const answer = await town.sato.api.call('receiptDocument', { id });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
  });
});
