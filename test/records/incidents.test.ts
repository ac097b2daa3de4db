import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../client/cli/upload.ts';
import { makeKeyPair } from '../../client/opening.ts';
import { attachmentView, type RecordView, type ValuesView } from '../../server/http/wire/records.ts';
import { pdfOf } from '../documents/issued.ts';
import { elements, readPdf } from '../documents/reading.ts';
import { dutiesOf } from '../../server/records/duties/duties.ts';
import { collectable } from '../hostile/steps.ts';
import { confirmedCertificate, foundTown, start, type Someone, type Town } from '../town.ts';

/** 2026-07-02 14:00 in Japan is the beginning; the incident was three hours before. */
const told = { loss: ['loss'], occurredAt: '2026-07-02T02:00:00.000Z', what: '宛名票1箱が見当たらない', persons: 40, firstSteps: '搬送を止めた' };
const written = { toPersons: '区と協議のうえ通知する', prevention: '受渡しを二人で行う', cause: '積み忘れ', secondary: 'no' };

describe('incidents and what goes with them', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const prepare = (who: Someone, kind: string, more: object = {}) => who.api.call('prepareRecord', { body: { kind, engagementId: town.engagement.id, ...more } });
  const begin = async (who: Someone, kind: string, values: ValuesView = {}, more: { transferId?: string } = {}): Promise<RecordView> => {
    const first = await prepare(who, kind, more);
    return who.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { kind, engagementId: town.engagement.id, ...more, values: { ...first.values, ...values } } });
  };
  const take = async (who: Someone, record: Pick<RecordView, 'id'>, stage: string, values: ValuesView = {}): Promise<RecordView> => {
    const seen = await who.api.call('record', { id: record.id });
    return who.api.call('addStage', { id: record.id, body: { stage, seen: seen.stages.length, values: { ...seen.next.find((one) => one.stage === stage)?.values, ...values } } });
  };
  const attach = async (name: string): Promise<string> => attachmentView.parse(await uploadFile({ address: town.tanaka.api.address('addAttachment'), headers: town.tanaka.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(Buffer.from('手順')); })() })).id;
  const duties = (kind: string) => dutiesOf(town.running.gateway.store.read, { kinds: [kind], engagementId: town.engagement.id });
  const stagesOf = (record: RecordView): string[] => record.next.map((one) => one.stage);

  it('has an emergency contact sheet with its procedure, in versions, received by the ward, and shows it where an incident is told [O 1-17]', async () => {
    const contacts = [{ role: '取扱責任者', name: '田中 誠', telephone: '03-1111-2222', outside: '090-0000-0000' }];
    await expect(begin(town.tanaka, 'emergency-contact', { contacts })).rejects.toMatchObject({ problem: { facts: { field: 'procedure' } } });
    const first = await begin(town.tanaka, 'emergency-contact', { contacts, procedure: [await attach('手順書.txt')] });
    expect(await take(town.sato, first, 'receive')).toMatchObject({ state: 'closed' });
    expect((await prepare(town.tanaka, 'emergency-contact')).values).toMatchObject({ version: 2, contacts });
    await begin(town.tanaka, 'emergency-contact', { contacts: [{ ...contacts[0], telephone: '03-9999-8888' }], procedure: [await attach('手順書2.txt')] });
    for (const who of [town.tanaka, town.sato]) {
      const { contacts: shown } = (await prepare(who, 'incident')).values;
      expect(shown).toContain('03-9999-8888');
      expect(shown).not.toContain('03-1111-2222');
    }
  });

  it('tells the ward at once, shows the time from occurrence to notice, and keeps the written report owed meanwhile [O 1-19]', async () => {
    await expect(begin(town.tanaka, 'incident', { ...told, occurredAt: '2026-07-03T02:00:00.000Z' })).rejects.toMatchObject({ problem: { facts: { field: 'occurredAt' } } });
    const made = await begin(town.tanaka, 'incident', told);
    expect(await duties('incident-notice')).toMatchObject([{ owedBy: 'ward', dueOn: '2026-07-02', contractorId: town.firm.id }]);
    expect(made).toMatchObject({ turn: 'ward', dueOn: '2026-07-02' });
    town.time.advance(10);
    const seen = await town.sato.api.call('record', { id: made.id });
    expect(seen.next.find((one) => one.stage === 'receive')?.values).toEqual({ elapsed: 180 });
    await expect(take(town.sato, made, 'receive', { elapsed: 1 })).rejects.toMatchObject({ problem: { facts: { field: 'elapsed' } } });
    await take(town.sato, made, 'discuss', { people: [{ id: town.sato.id, name: '佐藤 恵' }, { id: null, name: '田中 誠' }], content: '電話で協議' });
    const received = await take(town.sato, made, 'receive');
    expect(await duties('incident-notice')).toEqual([]);
    // Three business days after the notice: 3, 6 and 7 July.
    expect(received).toMatchObject({ turn: 'contractor', dueOn: '2026-07-07' });
    expect(stagesOf(received)).not.toContain('receive');
    expect(stagesOf(await town.tanaka.api.call('record', { id: made.id }))).toEqual(['report', 'discuss']);
  });

  it('asks the report for the nine items, the cipher, who keeps the key and whether the password leaked, and fills in what the gateway knows [O 1-19]', async () => {
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    const { transfer } = await collectable(town);
    const made = await begin(town.tanaka, 'incident', told, { transferId: transfer.id });
    const next = (await town.tanaka.api.call('record', { id: made.id })).next.find((one) => one.stage === 'report');
    expect(next?.fields.map((field) => field.label.ja.slice(0, 1)).filter((first) => /\d/.test(first))).toEqual(['1', '2', '3', '4', '5', '5', '6', '7', '8', '9']);
    expect(next?.values).toMatchObject({ items: '被保険者番号、氏名、住所', persons: 3, encrypted: true, passwordLeaked: 'unknown' });
    expect(next?.values['cipher']).toMatch(/AES-256/);
    await expect(take(town.tanaka, made, 'report', { ...written, keyCustody: '' })).rejects.toMatchObject({ problem: { facts: { field: 'keyCustody' } } });
    await take(town.tanaka, made, 'report', written);
    await expect(take(town.tanaka, made, 'final-report')).rejects.toMatchObject({ problem: { facts: { field: 'passwordLeaked' } } });
    await take(town.tanaka, made, 'final-report', { passwordLeaked: 'no' });
    expect((await town.sato.api.call('searchRecords', { body: { transfer: transfer.id } })).records.map((one) => one.id)).toEqual([made.id]);
  });

  it('carries an instruction with its answer, a visit by two that counts as an inspection, and the request to J-LIS with date, number and result [O 1-2]', async () => {
    const made = await begin(town.takahashi, 'incident', { ...told, form: 'violation' });
    // The ward does not report to its contractor: what it found, it tells.
    expect(elements(readPdf(await pdfOf(town.takahashi.api.call('recordDocument', { id: made.id }))), 'H1').map((one) => one.text)).toEqual(['事故・違反通知書']);
    await take(town.takahashi, made, 'instruct', { instruction: '全数を数え直す', until: '2026-07-06' });
    await take(town.takahashi, made, 'request-jlis', { number: '6介第12号' });
    await expect(take(town.sato, made, 'visit', { met: [{ id: null, name: '田中 誠' }], findings: '確認' })).rejects.toMatchObject({ problem: { facts: { field: 'inspectors' } } });
    const before = (await town.sato.api.call('searchRecords', { body: { kind: 'inspection' } })).total;
    await take(town.sato, made, 'visit', { inspectors: [{ id: town.sato.id, name: '佐藤 恵' }, { id: town.takahashi.id, name: '髙橋 健' }], met: [{ id: null, name: '田中 誠' }], findings: '数は合っていた' });
    const inspections = await town.sato.api.call('searchRecords', { body: { kind: 'inspection' } });
    expect([inspections.total - before, inspections.records[0]?.contractor?.id]).toEqual([1, town.firm.id]);
    await take(town.sato, made, 'receive');
    await take(town.tanaka, made, 'report', { ...written, persons: 40 });
    const conclusion = { conclusion: '宛名票は倉庫で見つかった', publish: 'not-published', notPublishedWhy: '漏えいがない' };
    await expect(take(town.takahashi, made, 'complete', conclusion)).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
    await take(town.tanaka, made, 'final-report', { passwordLeaked: 'no' });
    await expect(take(town.takahashi, made, 'complete', conclusion)).rejects.toThrow(/RECORD_REFUSED.*instruction/);
    await take(town.tanaka, made, 'answer', { done: '数え直した' });
    await expect(take(town.takahashi, made, 'complete', conclusion)).rejects.toThrow(/RECORD_REFUSED.*J-LIS/);
    await take(town.sato, made, 'jlis-result', { number: '地情機第3号', result: '指摘なし' });
    await expect(take(town.takahashi, made, 'complete', { ...conclusion, publish: '' })).rejects.toMatchObject({ problem: { facts: { field: 'publish' } } });
    const closed = await take(town.takahashi, made, 'complete', conclusion);
    expect(closed).toMatchObject({ state: 'closed', next: [] });
    expect(closed.stages.find((one) => one.stage === 'request-jlis')?.values).toMatchObject({ requestedOn: '2026-07-02', number: '6介第12号' });
  });

  it('tells a change of measures at once, keeps the discussion and the decision [O 1-19]', async () => {
    const made = await begin(town.tanaka, 'measure-change', { what: ['network'], before: '専用線', after: '別の専用線', why: '契約の終了' });
    expect(await duties('measure-change')).toMatchObject([{ owedBy: 'ward', dueOn: '2026-07-02' }]);
    await take(town.tanaka, made, 'discuss', { people: [{ id: town.tanaka.id, name: '田中 誠' }, { id: null, name: '佐藤 恵' }], content: '切替えの日を協議' });
    await expect(take(town.sato, made, 'decide', { decision: 'agree' })).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
    expect(await take(town.takahashi, made, 'decide', { decision: 'agree' })).toMatchObject({ state: 'closed' });
    expect(await duties('measure-change')).toEqual([]);
  });

  it('meets a complaint: received, acted on, reported to the ward and closed', async () => {
    const made = await begin(town.sato, 'complaint', { from: 'subject', content: '通知が二通届いた' });
    expect(made).toMatchObject({ turn: 'contractor', dueOn: '2026-07-07' });
    await take(town.tanaka, made, 'act', { cause: '重複', action: '回収した', understood: true });
    const back = await take(town.sato, made, 'ask-again', { what: '再発防止' });
    expect(back).toMatchObject({ turn: 'contractor' });
    await take(town.tanaka, made, 'act', { cause: '重複', action: '照合を加えた', understood: true });
    expect(await take(town.sato, made, 'close')).toMatchObject({ state: 'closed' });
  });

  it('gives guidance for a violation and records whether it was published', async () => {
    const made = await begin(town.takahashi, 'guidance', { clause: '特記事項9', facts: '施錠なし', demand: '施錠する' });
    await take(town.tanaka, made, 'answer', { done: '施錠した' });
    await expect(take(town.takahashi, made, 'close', { mended: true, publish: 'published', publishedOn: '2026-07-02' })).rejects.toMatchObject({ problem: { facts: { field: 'publishedWhere' } } });
    const closed = await take(town.takahashi, made, 'close', { mended: true, publish: 'published', publishedOn: '2026-07-02', publishedWhere: '区ホームページ' });
    expect(closed).toMatchObject({ state: 'closed' });
  });
});
