import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../client/cli/upload.ts';
import { attachmentView, type AttachmentView, type RecordView, type ValuesView } from '../../server/http/wire/records.ts';
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
});
