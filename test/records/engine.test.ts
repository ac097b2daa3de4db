import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../client/cli/upload.ts';
import { attachmentView, type AttachmentView, type RecordView, type ValuesView } from '../../server/http/wire/records.ts';
import { newestEntries } from '../hostile/line.ts';
import { addEngagement, addPerson, foundTown, testPolicy, type Someone, type Town } from '../town.ts';

const ask = { topics: ['storage'], answerBy: '2026-07-09' };
const answer = { asOf: '2026-07-02', report: '施錠した金庫に保管しています。', problems: false };

describe('records', () => {
  let town: Town;
  let other: { firm: { id: string; page: string }; person: Someone };
  let sub: { firm: { id: string; page: string }; person: Someone };

  beforeAll(async () => {
    town = await foundTown();
    const firm = async (name: string, login: string) => {
      const made = await town.admin.api.call('addContractor', { body: { name, address: '○○県' } });
      return { firm: made, person: await addPerson(town, town.admin, { role: 'handler', login, name: `${name} 担当`, contractorId: made.id }, made.page) };
    };
    other = await firm('ひかり印刷株式会社', 'hikari');
    sub = await firm('有限会社こだま封筒', 'kodama');
    const engagement = await addEngagement(town.admin, { title: '二社の業務', sectionIds: [town.section.id], contractorIds: [town.firm.id, other.firm.id, sub.firm.id], policy: testPolicy });
    for (const [contractorId, accountId] of [[town.firm.id, town.tanaka.id], [other.firm.id, other.person.id], [sub.firm.id, sub.person.id]] as const) await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId, accountId, role: 'manager', startsOn: '2026-04-01' } });
    await town.running.gateway.store.change(async (tx) => {
      await tx.updateTable('engagement_contractors').set({ principal_id: town.firm.id, scope: '[]' }).where('contractor_id', '=', sub.firm.id).execute();
    });
    shared = engagement.id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  let shared = '';

  const begin = (who: Someone, values: ValuesView = ask, more: { contractorId?: string; engagementId?: string; key?: string } = {}) => who.api.call('addRecord', {
    idempotencyKey: more.key ?? randomBytes(12).toString('hex'), body: { kind: 'status-request', engagementId: more.engagementId ?? town.engagement.id, ...(more.contractorId === undefined ? {} : { contractorId: more.contractorId }), values },
  });
  const stage = (who: Someone, record: RecordView, name: string, values: ValuesView) => who.api.call('addStage', { id: record.id, body: { stage: name, values, seen: record.stages.length } });
  const attach = async (who: Someone, name: string, bytes: Uint8Array): Promise<AttachmentView> =>
    attachmentView.parse(await uploadFile({ address: who.api.address('addAttachment'), headers: who.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(bytes); })() }));

  it('are prepared with what the gateway knows, and nothing is stored by that', async () => {
    const before = await town.takahashi.api.call('searchRecords', { body: {} });
    const first = await town.takahashi.api.call('prepareRecord', { body: { kind: 'status-request', engagementId: town.engagement.id } });
    expect(first).toMatchObject({ stage: 'ask', values: { answerBy: '2026-07-09' } });
    expect((await town.takahashi.api.call('searchRecords', { body: {} })).total).toBe(before.total);
  });

  it('have numbers without a gap per kind and fiscal year, also when many begin at once or are refused between [I 9]', async () => {
    const first = Number((await begin(town.takahashi)).label.slice('R8-'.length));
    await expect(begin(town.takahashi, { topics: [], answerBy: '2026-07-09' })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'topics' } } });
    const together = await Promise.all(Array.from({ length: 5 }, async () => (await begin(town.takahashi)).label));
    expect(together.sort()).toEqual([1, 2, 3, 4, 5].map((more) => `R8-${first + more}`).sort());
  });

  it('go from one to the other and back until they close', async () => {
    const asked = await begin(town.takahashi);
    expect(asked).toMatchObject({ state: 'open', turn: 'contractor', dueOn: '2026-07-09', mine: false, next: [] });
    const seen = await town.tanaka.api.call('record', { id: asked.id });
    expect([seen.mine, seen.next.map((one) => one.stage)]).toEqual([true, ['answer']]);
    const answered = await stage(town.tanaka, asked, 'answer', answer);
    const back = await stage(town.sato, answered, 'ask-again', { what: '従事者名簿' });
    const again = await stage(town.tanaka, back, 'answer', { ...answer, report: '名簿を添えます。' });
    const closed = await stage(town.sato, again, 'accept', {});
    expect(closed).toMatchObject({ state: 'closed', turn: 'nobody', dueOn: null, next: [] });
    await expect(stage(town.sato, closed, 'ask-again', { what: 'x' })).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_NEXT' } });
  });

  it('answer the same request with the same record, and another request under the same key not at all [H 16]', async () => {
    const [one, same] = await Promise.all([begin(town.takahashi, ask, { key: 'one-double-click' }), begin(town.takahashi, ask, { key: 'one-double-click' })]);
    expect(same.id).toBe(one.id);
    await expect(begin(town.takahashi, { ...ask, topics: ['erasure'] }, { key: 'one-double-click' })).rejects.toMatchObject({ problem: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('enter each stage with a commitment to what was written, and none of its words', async () => {
    const asked = await begin(town.takahashi, { ...ask, reason: '山田花子様の件' });
    const { store } = town.running.gateway;
    const row = await store.read.selectFrom('record_stages').selectAll().where('record_id', '=', asked.id).executeTakeFirstOrThrow();
    const entry = await store.read.selectFrom('ledger_entries').selectAll().where('idx', '=', row.entry).executeTakeFirstOrThrow();
    expect(createHash('sha256').update(row.salt).update(row.content).digest('hex')).toBe(row.commitment);
    expect(row.salt).toHaveLength(32);
    expect(JSON.parse(entry.bytes)).toMatchObject({ act: 'record', result: 'done', engagement: town.engagement.id, contractor: town.firm.id, facts: { kind: 'status-request', stage: 'ask', record: asked.id, number: asked.label, seq: 1, commitment: row.commitment } });
    expect(entry.bytes).not.toContain('山田');
  });

  it('are corrected by a new version that names the old, with its reason; the old stays [O 1-10]', async () => {
    const asked = await begin(town.takahashi);
    const corrected = await town.takahashi.api.call('correctStage', { id: asked.id, body: { seq: 1, values: { ...ask, answerBy: '2026-07-15' }, reason: '期限を延ばしたため', seen: 1 } });
    expect(corrected.stages.map(({ seq, corrects, reason, superseded, mayCorrect, values }) => ({ seq, corrects, reason, superseded, mayCorrect, answerBy: values['answerBy'] }))).toEqual([
      { seq: 1, corrects: null, reason: null, superseded: true, mayCorrect: false, answerBy: '2026-07-09' },
      { seq: 2, corrects: 1, reason: '期限を延ばしたため', superseded: false, mayCorrect: true, answerBy: '2026-07-15' },
    ]);
    expect(corrected.dueOn).toBe('2026-07-15');
    await expect(town.takahashi.api.call('correctStage', { id: asked.id, body: { seq: 1, values: ask, reason: 'x', seen: 2 } })).rejects.toMatchObject({ problem: { code: 'CHANGED_MEANWHILE' } });
    await expect(town.tanaka.api.call('correctStage', { id: asked.id, body: { seq: 2, values: ask, reason: 'x', seen: 2 } })).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
  });

  it('refuse a stage out of turn, of somebody else, or on a page that is old; each refusal is entered [I 4]', async () => {
    const asked = await begin(town.takahashi);
    await expect(stage(town.sato, asked, 'accept', {})).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_NEXT' } });
    await expect(stage(town.sato, asked, 'answer', answer)).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
    await expect(begin(town.sato)).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
    await stage(town.tanaka, asked, 'answer', answer);
    await expect(stage(town.tanaka, asked, 'answer', answer)).rejects.toMatchObject({ problem: { code: 'CHANGED_MEANWHILE' } });
    await expect(stage(town.sato, asked, 'accept', {})).rejects.toMatchObject({ problem: { code: 'CHANGED_MEANWHILE' } });
    expect(await newestEntries(town, 6)).toEqual(['record refused STAGE_NOT_NEXT', 'record refused STAGE_NOT_YOURS', 'record refused STAGE_NOT_YOURS', 'record done', 'record refused CHANGED_MEANWHILE', 'record refused CHANGED_MEANWHILE']);
  });

  it.each([
    ['a field that is not filled', { answerBy: '2026-07-09' }, 'topics'], ['a choice that there is not', { ...ask, topics: ['everything'] }, 'topics'], ['a day that there is not', { ...ask, answerBy: '2026-02-30' }, 'answerBy'],
    ['a day that has passed', { ...ask, answerBy: '2026-07-01' }, 'answerBy'], ['a field that nobody asked for', { ...ask, secret: 'x' }, 'secret'], ['marks that turn the text around', { ...ask, reason: 'a\u202Eb' }, 'reason'],
  ])('refuse %s, naming the field', async (_, given, field) => {
    await expect(begin(town.takahashi, given)).rejects.toMatchObject({ problem: { status: 422, code: 'RECORD_INCOMPLETE', facts: { field } } });
  });

  it('are read by the ward, by their own firm and by whoever engaged it, by auditors, and by nobody else [H 48]', async () => {
    await town.takahashi.signInAgain();
    const [ofFirm, ofSub, ofOther] = await Promise.all([town.firm.id, sub.firm.id, other.firm.id].map((contractorId) => begin(town.takahashi, ask, { engagementId: shared, contractorId })));
    const ids = async (who: Someone): Promise<string[]> => (await who.api.call('searchRecords', { body: { engagement: shared } })).records.map(({ id }) => id).sort();
    const each = [ofFirm, ofSub, ofOther].map((one) => one?.id ?? '');
    expect(await ids(town.sato)).toEqual([...each].sort());
    expect(await ids(town.auditor)).toEqual([...each].sort());
    expect(await ids(town.tanaka)).toEqual(each.slice(0, 2).sort());
    expect([await ids(sub.person), await ids(other.person)]).toEqual([[each[1]], [each[2]]]);
    for (const [who, id] of [[sub.person, each[0]], [sub.person, each[2]], [other.person, each[0]], [other.person, each[1]], [town.tanaka, each[2]]] as const) {
      await expect(who.api.call('record', { id: id ?? '' })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    }
    expect((await town.tanaka.api.call('record', { id: each[1] ?? '' })).next).toEqual([]);
    await expect(begin(town.takahashi, ask, { engagementId: shared })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'contractorId' } } });
    await expect(begin(town.takahashi, ask, { contractorId: other.firm.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('are counted by kind, and found by what waits for the reader', async () => {
    const kind = (await town.tanaka.api.call('recordKinds', { id: shared })).find((one) => one.id === 'status-request');
    expect(kind).toMatchObject({ mayBegin: false, count: 2, open: 2 });
    const mine = await town.tanaka.api.call('searchRecords', { body: { engagement: shared, mine: true } });
    expect(mine.records.map((one) => [one.contractor?.id, one.mine])).toEqual([[town.firm.id, true]]);
    expect((await town.sato.api.call('searchRecords', { body: { engagement: shared, mine: true } })).total).toBe(0);
    expect((await town.sato.api.call('searchRecords', { body: { engagement: shared, overdue: true } })).total).toBe(0);
    town.time.advance(60 * 24 * 8);
    for (const who of [town.sato, town.tanaka, town.takahashi, other.person]) await who.signInAgain();
    expect((await town.sato.api.call('searchRecords', { body: { engagement: shared, overdue: true } })).total).toBe(3);
  });

  it('take evidence that is what its name says, keep its hash in the commitment, and give it only to those who read the record [ASVS 3.2.1]', async () => {
    const bytes = Buffer.from('%PDF-1.7\n点検の写真');
    const mine = await attach(town.tanaka, '点検表.pdf', bytes);
    expect(mine).toMatchObject({ name: '点検表.pdf', media: 'application/pdf', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    const later = { ...answer, asOf: '2026-07-10' };
    const asked = await begin(town.takahashi, { ...ask, answerBy: '2026-07-20' });
    const others = await attach(other.person, 'x.txt', Buffer.from('x'));
    await expect(stage(town.tanaka, asked, 'answer', { ...later, evidence: [others.id] })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'evidence' } } });
    await expect(town.sato.api.call('attachment', { id: mine.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const answered = await stage(town.tanaka, asked, 'answer', { ...later, evidence: [mine.id] });
    expect(answered.attachments).toMatchObject([{ id: mine.id, name: '点検表.pdf' }]);
    const given = await town.sato.api.call('attachment', { id: mine.id });
    expect(Buffer.from(await given.arrayBuffer())).toEqual(bytes);
    expect([given.headers.get('content-disposition')?.startsWith('attachment;'), given.headers.get('x-content-type-options'), given.headers.get('content-type')]).toEqual([true, 'nosniff', 'application/octet-stream']);
    await expect(other.person.api.call('attachment', { id: mine.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const row = await town.running.gateway.store.read.selectFrom('record_stages').select('content').where('record_id', '=', asked.id).where('seq', '=', 2).executeTakeFirstOrThrow();
    expect(row.content).toContain(mine.sha256);
    const another = await begin(town.takahashi, { ...ask, answerBy: '2026-07-20' });
    await expect(stage(town.tanaka, another, 'answer', { ...later, evidence: [mine.id] })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE' } });
  });

  it.each([['a page under another name', 'a.pdf', '<html>'], ['a page', 'a.html', '<html>'], ['a program', 'a.exe', 'MZ'], ['a text with a program in it', 'a.csv', 'a\0b'], ['an archive called a document', 'a.docx', 'PK\u0003\u0004x']])('take no %s as evidence', async (_, name, content) => {
    await expect(attach(town.tanaka, name, Buffer.from(content))).rejects.toMatchObject({ problem: { code: 'ATTACHMENT_FORM_REFUSED', status: 422 } });
  });

  it('take no evidence over ten mebibytes', async () => {
    await expect(attach(town.tanaka, 'a.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))).rejects.toMatchObject({ problem: { code: 'FILE_TOO_BIG' } });
  });

  it('are still read by whoever took part and left the roster, who can add nothing [H 50]', async () => {
    const asked = await begin(town.takahashi, { ...ask, answerBy: '2026-07-20' });
    const untouched = await begin(town.takahashi, { ...ask, answerBy: '2026-07-20' });
    const answered = await stage(town.tanaka, asked, 'answer', { ...answer, asOf: '2026-07-10' });
    const back = await stage(town.sato, answered, 'ask-again', { what: '写真' });
    await town.admin.api.call('signIn', { body: { login: 'admin', password: town.admin.password } });
    const [entry] = (await town.admin.api.call('engagements', {})).find((one) => one.id === town.engagement.id)?.roster ?? [];
    await town.admin.api.call('removeRosterEntry', { id: entry?.id ?? '' });
    await town.tanaka.signInAgain();
    expect(await town.tanaka.api.call('record', { id: asked.id })).toMatchObject({ id: asked.id, next: [] });
    await expect(town.tanaka.api.call('record', { id: untouched.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect((await town.tanaka.api.call('searchRecords', { body: { engagement: town.engagement.id } })).records.every((one) => one.id !== untouched.id)).toBe(true);
    await expect(stage(town.tanaka, back, 'answer', answer)).rejects.toMatchObject({ problem: { code: 'NOT_ON_ROSTER' } });
  });
});
