import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectable } from '../hostile/steps.ts';
import { newestEntries } from '../hostile/line.ts';
import { addEngagement, addPerson, draftFor, foundTown, testPolicy, type Someone, type Town } from '../town.ts';
import { attach, begin, beginAsPrepared, changeTerms, next, publishAnnex, publishWorkflow } from './contract-steps.ts';

const refused = (code: string, facts?: object) => ({ problem: { code, ...(facts === undefined ? {} : { facts }) } });

describe('the papers of the contract', () => {
  let town: Town;
  let id: string;
  let ito: Someone;
  const firm = () => town.firm.id;
  const collect = (who: Someone, transfer: { id: string }) => who.api.call('lock', { id: transfer.id });
  const signedIn = async () => {
    for (const who of [town.sato, town.takahashi, town.tanaka, ito, town.admin]) await who.signInAgain();
  };

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    id = town.engagement.id;
    ito = await addPerson(town, town.admin, { role: 'handler', login: 'ito', name: '伊藤 葵', contractorId: town.firm.id }, town.firm.page);
    await town.admin.api.call('addRosterEntry', { id, body: { contractorId: town.firm.id, accountId: ito.id, role: 'handler', startsOn: '2026-04-01' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('nothing is drafted for a contractor whose annex is not registered, and the recipients\' page says so [O 0-1] [O 1-8] [O 2-1] [O 3-1] [O 4-1]', async () => {
    await changeTerms(town, { annexNeeded: true });
    await expect(draftFor(town.sato, town, { recipientIds: [firm()] })).rejects.toMatchObject(refused('ANNEX_NOT_REGISTERED', { contractor: '株式会社みどり印刷' }));
    expect(await newestEntries(town, 1)).toEqual([expect.stringMatching(/draft refused ANNEX_NOT_REGISTERED/)]);
    await expect(draftFor(town.tanaka, town, { recipientIds: [town.section.id], form: '業務報告書' })).rejects.toMatchObject(refused('ANNEX_NOT_REGISTERED'));
    const recipient = async () => (await town.sato.api.call('engagements', {})).find((one) => one.id === id)?.recipients[0];
    expect(await recipient()).toMatchObject({ ready: false, reason: 'no-annex' });
    const record = await publishAnnex(town.sato, id, firm());
    expect(await recipient()).toMatchObject({ ready: true, reason: null });
    await draftFor(town.sato, town, { recipientIds: [firm()] });
    expect(record.label).toBe('R8-1');
  });

  it('an annex stands with version, signed day, law and the hash of its document; its page proposes the next version [O 0-1] [O 1-8] [O 2-1] [O 3-1] [O 4-1]', async () => {
    const { annexes } = await town.tanaka.api.call('engagementStanding', { id });
    expect(annexes).toMatchObject([{ version: '第1版', signedOn: '2026-04-01', lawBasis: '個人情報保護条例', documents: [{ name: '特記事項.txt', sha256: createHash('sha256').update('個人情報の取扱いに関する特記事項').digest('hex') }] }]);
    const { values } = await town.sato.api.call('prepareRecord', { body: { kind: 'annex', engagementId: id, contractorId: firm() } });
    expect(values).toMatchObject({ title: '個人情報取扱特記事項', version: '第2版' });
    await expect(begin(town.tanaka, 'annex', id, null, values)).rejects.toMatchObject(refused('STAGE_NOT_YOURS'));
    await expect(begin(town.sato, 'annex', id, firm(), { ...values, signedOn: '2026-04-01', documents: [] })).rejects.toMatchObject(refused('RECORD_INCOMPLETE', { field: 'documents' }));
  });

  it('each handler acknowledges the annex in one click before collecting; a new version asks again [O 3-12] [O 0-1] [O 1-8]', async () => {
    await changeTerms(town, { annexBeforeCollect: true });
    const { transfer } = await collectable(town);
    await signedIn();
    await expect(collect(town.tanaka, transfer)).rejects.toMatchObject(refused('ANNEX_NOT_ACKNOWLEDGED'));
    expect((await town.tanaka.api.call('engagementStanding', { id })).mine).toMatchObject({ acknowledge: true });
    const said = await beginAsPrepared(town.tanaka, 'acknowledgement', id);
    expect(said).toMatchObject({ state: 'closed', stages: [{ by: '田中 誠', values: { secrecy: true, annexes: [{ label: 'R8-1', version: '第1版' }] } }] });
    await collect(town.tanaka, transfer);
    await expect(collect(ito, transfer), 'another person of the firm').rejects.toMatchObject(refused('ANNEX_NOT_ACKNOWLEDGED'));
    expect((await town.sato.api.call('engagementStanding', { id })).acknowledgements).toEqual([
      { person: '伊藤 葵', contractor: '株式会社みどり印刷', at: null }, { person: '田中 誠', contractor: '株式会社みどり印刷', at: said.openedAt },
    ]);
    await expect(beginAsPrepared(town.tanaka, 'acknowledgement', id), 'twice').rejects.toMatchObject(refused('RECORD_REFUSED'));
    await publishAnnex(town.sato, id, firm(), { version: '第2版', text: '特記事項 改' });
    await expect(collect(town.tanaka, transfer)).rejects.toMatchObject(refused('ANNEX_NOT_ACKNOWLEDGED'));
    await expect(begin(town.tanaka, 'acknowledgement', id, null, said.stages[0]?.values ?? {}), 'the old version').rejects.toMatchObject(refused('RECORD_REFUSED'));
    await beginAsPrepared(town.tanaka, 'acknowledgement', id);
    await collect(town.tanaka, transfer);
    await changeTerms(town, { annexBeforeCollect: false });
  });

  it('a correction of the annex that changes its document asks again as well, and the ward cannot acknowledge for a handler [O 3-12]', async () => {
    const [annex] = (await town.sato.api.call('engagementStanding', { id })).annexes;
    const record = await town.sato.api.call('record', { id: annex?.recordId ?? '' });
    const other = await attach(town.sato, '特記事項.txt', '特記事項 正誤');
    await town.sato.api.call('correctStage', { id: record.id, body: { seq: 1, seen: 1, reason: '文書の誤り', values: { ...record.stages[0]?.values, documents: [other.id] } } });
    const standing = await town.tanaka.api.call('engagementStanding', { id });
    expect([standing.annexes[0]?.documents.map((one) => one.sha256), standing.mine.acknowledge]).toEqual([[other.sha256], true]);
    await expect(begin(town.sato, 'acknowledgement', id, firm(), {})).rejects.toMatchObject(refused('KIND_NOT_OFFERED'));
  });

  it('two annexes of one contract are acknowledged both (別紙1・2) [O 1-8]', async () => {
    await publishAnnex(town.sato, id, firm(), { title: '特記事項 別紙2', text: '別紙2' });
    const said = await beginAsPrepared(town.tanaka, 'acknowledgement', id);
    expect(said.stages[0]?.values['annexes']).toMatchObject([{ title: '個人情報取扱特記事項' }, { title: '特記事項 別紙2' }]);
    expect((await town.tanaka.api.call('engagementStanding', { id })).mine.acknowledge).toBe(false);
  });

  it('nothing is collected before the manager acknowledged the workflow as it stands [O 0-8] [O 1-9] [O 1-15] [O 1-34]', async () => {
    await changeTerms(town, { workflowBeforeCollect: true });
    const { transfer } = await collectable(town);
    await signedIn();
    await expect(collect(town.tanaka, transfer)).rejects.toMatchObject(refused('WORKFLOW_NOT_PUBLISHED'));
    const first = await publishWorkflow(town.sato, id, firm());
    expect([first.turn, first.dueOn === null]).toEqual(['contractor', false]);
    await expect(collect(town.tanaka, transfer)).rejects.toMatchObject(refused('WORKFLOW_NOT_ACKNOWLEDGED', { version: '第1版' }));
    await expect(next(ito, first, 'acknowledge', { agreed: true }), 'no manager').rejects.toMatchObject(refused('STAGE_NOT_YOURS'));
    expect((await town.tanaka.api.call('engagementStanding', { id })).mine.workflow).toBe(first.id);
    await expect(next(town.tanaka, first, 'acknowledge', { agreed: false })).rejects.toMatchObject(refused('RECORD_REFUSED'));
    await next(town.tanaka, first, 'acknowledge', { agreed: true });
    await collect(ito, transfer);
    const second = await publishWorkflow(town.sato, id, firm(), '第2版');
    await expect(collect(ito, transfer)).rejects.toMatchObject(refused('WORKFLOW_NOT_ACKNOWLEDGED', { version: '第2版' }));
    const third = await publishWorkflow(town.sato, id, firm(), '第3版');
    await expect(next(town.tanaka, second, 'acknowledge', { agreed: true }), 'no longer the newest').rejects.toMatchObject(refused('RECORD_REFUSED'));
    await next(town.tanaka, third, 'acknowledge', { agreed: true });
    await collect(ito, transfer);
    expect((await town.sato.api.call('engagementStanding', { id })).workflows).toMatchObject([{ version: '第3版', acknowledged: { by: '田中 誠' } }]);
  });

  it('the operator of the service declares which versions of the rules it keeps, and the ward receives it [O 1-1]', async () => {
    const prepared = await town.tanaka.api.call('prepareRecord', { body: { kind: 'compliance', engagementId: id } });
    expect(prepared.values['documents']).toMatchObject([{ document: '個人情報保護条例' }, { document: '情報セキュリティポリシー' }, { document: 'LGWAN-ASPガイドライン' }, { document: 'LGWAN-ASP接続サービス基本要綱' }, { document: '個人情報取扱特記事項', version: '第2版', dated: '2026-04-01' }, {}]);
    await expect(begin(town.tanaka, 'compliance', id, null, prepared.values), 'versions left out').rejects.toMatchObject(refused('RECORD_INCOMPLETE', { field: 'documents.0.version' }));
    const documents = [{ document: 'LGWAN-ASPガイドライン', version: '第5版', dated: '2025-04-01' }];
    const declared = await begin(town.tanaka, 'compliance', id, null, { documents, statement: true });
    expect(await next(town.sato, declared, 'receive', {})).toMatchObject({ state: 'closed', stages: [{ values: { documents } }, { by: '佐藤 恵' }] });
  });

  it('one contractor never learns of another\'s annex, workflow or people [O 4-9]', async () => {
    const clinic = await town.admin.api.call('addContractor', { body: { name: 'もみじ医院', address: '○○県' } });
    const doctor = await addPerson(town, town.admin, { role: 'handler', login: 'doctor', name: '医師', contractorId: clinic.id }, clinic.page);
    const both = await addEngagement(town.admin, { title: '二者の業務', sectionIds: [town.section.id], contractorIds: [firm(), clinic.id], policy: testPolicy });
    await town.admin.api.call('addRosterEntry', { id: both.id, body: { contractorId: clinic.id, accountId: doctor.id, role: 'manager', startsOn: '2026-04-01' } });
    await publishAnnex(town.sato, both.id, firm());
    const flow = await publishWorkflow(town.sato, both.id, firm());
    expect(await doctor.api.call('engagementStanding', { id: both.id })).toMatchObject({ annexes: [], workflows: [], acknowledgements: [], mine: { acknowledge: false, workflow: null } });
    await expect(doctor.api.call('record', { id: flow.id })).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect(beginAsPrepared(doctor, 'acknowledgement', both.id), 'there is none for this firm').rejects.toMatchObject(refused('RECORD_INCOMPLETE'));
    await expect(doctor.api.call('engagementStanding', { id })).rejects.toMatchObject(refused('NOT_FOUND'));
  });
});
