import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../client/cli/upload.ts';
import { attachmentView, type RecordView, type ValuesView } from '../../server/http/wire/records.ts';
import { dutiesOf } from '../../server/records/duties/duties.ts';
import { addEngagement, addPerson, foundTown, testPolicy, type Someone, type Town } from '../town.ts';
import { plainTerms } from '../../server/engagements/terms.ts';

describe('oversight', () => {
  let town: Town;
  let sub: { id: string; page: string; person: Someone };
  let engagement = '';

  beforeAll(async () => {
    town = await foundTown();
    const made = await town.admin.api.call('addContractor', { body: { name: '有限会社こだま封筒', address: '○○県□□市1-1' } });
    sub = { ...made, person: await addPerson(town, town.admin, { role: 'handler', login: 'kodama', name: '小玉 進', contractorId: made.id }, made.page) };
    engagement = town.engagement.id;
    await town.running.gateway.store.change(async (tx) => {
      await tx.insertInto('engagement_contractors').values({ engagement_id: engagement, contractor_id: sub.id, principal_id: town.firm.id, scope: '[]' }).execute();
      await tx.updateTable('engagements').set({ terms: JSON.stringify({ ...plainTerms, paperCheckAtEndOfDay: true }) }).where('id', '=', engagement).execute();
    });
    await town.admin.api.call('addRosterEntry', { id: engagement, body: { contractorId: sub.id, accountId: sub.person.id, role: 'manager', startsOn: '2026-04-01' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const prepare = (who: Someone, kind: string, more: object = {}) => who.api.call('prepareRecord', { body: { kind, engagementId: engagement, ...more } });
  /** Begins a record with what the gateway proposes, changed by `values`. */
  const begin = async (who: Someone, kind: string, values: ValuesView = {}, more: { contractorId?: string; transferId?: string } = {}): Promise<RecordView> => {
    const first = await prepare(who, kind, more);
    return who.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { kind, engagementId: engagement, ...more, values: { ...first.values, ...values } } });
  };
  const take = async (who: Someone, record: Pick<RecordView, 'id'>, stage: string, values: ValuesView = {}): Promise<RecordView> => {
    const seen = await who.api.call('record', { id: record.id });
    return who.api.call('addStage', { id: record.id, body: { stage, seen: seen.stages.length, values: { ...seen.next.find((one) => one.stage === stage)?.values, ...values } } });
  };
  const attach = async (who: Someone, name: string): Promise<string> => attachmentView.parse(await uploadFile({ address: who.api.address('addAttachment'), headers: who.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(Buffer.from('設定の一覧')); })() })).id;
  const two = (): { id: string; name: string }[] => [{ id: town.sato.id, name: '佐藤 恵' }, { id: town.takahashi.id, name: '髙橋 健' }];
  const ofFirm = () => ({ contractorId: town.firm.id });
  const met = [{ id: null, name: '田中 誠' }];
  const duties = (kind: string) => dutiesOf(town.running.gateway.store.read, { kinds: [kind], engagementId: engagement });

  it('refuses an inspection by one person, and by the same person twice [O 0-2] [O 1-8] [O 3-4]', async () => {
    const one = { id: town.sato.id, name: '佐藤 恵' };
    for (const inspectors of [[one], [one, one], [one, { id: null, name: '誰か' }]]) {
      await expect(begin(town.sato, 'inspection', { inspectors, met, findings: '良好', place: '印刷室' }, ofFirm())).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'inspectors' } } });
    }
    const made = await begin(town.sato, 'inspection', { inspectors: two(), met, findings: '良好', place: '印刷室' }, ofFirm());
    expect(made).toMatchObject({ state: 'closed', label: 'R8-1', contractor: { id: town.firm.id } });
  });

  it('follows what must be mended until the contractor answered and the ward closed it [O 0-2] [O 1-8] [O 3-4]', async () => {
    const made = await begin(town.sato, 'inspection', { inspectors: two(), met, findings: '施錠の記録がない', place: '印刷室', occasion: 'extra', corrective: true, correction: '施錠を記録する', correctBy: '2026-07-17' }, ofFirm());
    expect(made).toMatchObject({ state: 'open', turn: 'contractor', dueOn: '2026-07-17' });
    const answered = await take(town.tanaka, made, 'answer', { done: '記録簿を置きました' });
    expect(answered).toMatchObject({ turn: 'ward' });
    expect(await take(town.sato, made, 'close')).toMatchObject({ state: 'closed' });
  });

  it('has a self-declaration of every measure, with evidence and a plan for what is lacking [O 0-10] [O 1-22] [O 2-8] [O 3-13] [O 4-7]', async () => {
    const asked = await prepare(town.tanaka, 'self-declaration');
    const measures = asked.fields.filter((field) => field.kind === 'choice').map((field) => field.id);
    expect(measures).toEqual(['isolation', 'authentication', 'firewall', 'intrusion', 'updates', 'antivirus', 'folderRights', 'filePassword', 'accessControl', 'pcLogs', 'logReview', 'encryption', 'database']);
    const all = { ...Object.fromEntries(measures.map((id) => [id, 'done'])), patchedOn: '2026-06-30', patternOn: '2026-07-01' };
    for (const id of measures) await expect(begin(town.tanaka, 'self-declaration', { ...all, [id]: '', evidence: ['0'.repeat(32)] })).rejects.toMatchObject({ problem: { facts: { field: id } } });
    await expect(begin(town.tanaka, 'self-declaration', all)).rejects.toMatchObject({ problem: { facts: { field: 'evidence' } } });
    const evidence = [await attach(town.tanaka, '設定.txt')];
    await expect(begin(town.tanaka, 'self-declaration', { ...all, patchedOn: '', evidence })).rejects.toMatchObject({ problem: { facts: { field: 'patchedOn' } } });
    await expect(begin(town.tanaka, 'self-declaration', { ...all, isolation: 'not-done', evidence })).rejects.toMatchObject({ problem: { facts: { field: 'plan' } } });
    const made = await begin(town.tanaka, 'self-declaration', { ...all, isolation: 'not-done', plan: '7月中に分離', evidence, logs: [await attach(town.tanaka, 'pc.log')] });
    expect([made.turn, made.attachments.map((one) => one.name).sort()]).toEqual(['ward', ['pc.log', '設定.txt']]);
    const back = await take(town.sato, made, 'review', { result: 'deficient', deficiency: '分離の証跡がない', correctBy: '2026-07-10' });
    expect(back).toMatchObject({ state: 'open', turn: 'contractor', dueOn: '2026-07-10' });
    expect((await town.tanaka.api.call('record', { id: made.id })).next[0]?.values).toMatchObject({ isolation: 'not-done', firewall: 'done' });
    await take(town.tanaka, made, 'redeclare', { ...all, evidence: [await attach(town.tanaka, '分離.txt')] });
    expect(await take(town.sato, made, 'review', { result: 'accepted' })).toMatchObject({ state: 'closed' });
  });

  it('asks subcontractors, and only them, for the review of their communication log [O 1-34]', async () => {
    const kindsOf = async (who: Someone): Promise<string[]> => (await who.api.call('recordKinds', { id: engagement })).filter((one) => one.mayBegin).map((one) => one.id);
    expect([(await kindsOf(town.tanaka)).includes('communication-log'), (await kindsOf(sub.person)).includes('communication-log')]).toEqual([false, true]);
    await expect(begin(town.tanaka, 'communication-log')).rejects.toMatchObject({ problem: { code: 'KIND_NOT_OFFERED' } });
    for (const kind of ['self-declaration', 'area-entry', 'emergency-contact', 'incident', 'measure-change']) expect(await kindsOf(sub.person)).toContain(kind);
    await expect(begin(sub.person, 'communication-log')).rejects.toMatchObject({ problem: { facts: { field: 'files' } } });
    const made = await begin(sub.person, 'communication-log', { files: [await attach(sub.person, '通信.log')] });
    expect((await town.tanaka.api.call('record', { id: made.id })).next).toEqual([]);
    expect(await take(town.sato, made, 'review')).toMatchObject({ state: 'closed' });
  });

  it('records who may enter each of the four areas and who went in and out [O 1-16]', async () => {
    const persons = [{ area: 'building', name: '田中 誠' }, { area: 'print-room', name: '田中 誠' }];
    const entries = [{ area: 'print-room', name: '田中 誠', in: '2026-07-01T00:00:00.000Z', out: '2026-07-01T08:00:00.000Z', purpose: '印字' }];
    const asked = await prepare(town.tanaka, 'area-entry');
    const area = asked.fields.flatMap((field) => (field.kind === 'rows' && field.id === 'entries' ? field.columns : [])).find((column) => column.id === 'area');
    expect(area?.kind === 'choice' && area.options.map((one) => one.label.ja)).toEqual(['建物', 'マシン室', '電磁的媒体保管庫', '印刷室']);
    await expect(begin(town.tanaka, 'area-entry', { persons })).rejects.toMatchObject({ problem: { facts: { field: 'entries' } } });
    await expect(begin(town.tanaka, 'area-entry', { persons, entries: [{ ...entries[0], area: 'machine-room' }] })).rejects.toMatchObject({ problem: { facts: { field: 'entries' } } });
    await expect(begin(town.tanaka, 'area-entry', { persons, entries: [{ ...entries[0], out: '2026-06-30T00:00:00.000Z' }] })).rejects.toMatchObject({ problem: { facts: { field: 'entries' } } });
    expect(await begin(town.tanaka, 'area-entry', { persons, entries })).toMatchObject({ turn: 'ward' });
    expect((await prepare(town.tanaka, 'area-entry')).values['persons']).toEqual(persons);
    expect(await begin(town.tanaka, 'area-entry', { log: [await attach(town.tanaka, '入退室.csv')] })).toMatchObject({ turn: 'ward' });
  });

  it('checks the cabinet at the end of the day in one press, once a day, for engagements with paper [O 2-2] [O 4-2]', async () => {
    const asked = await prepare(town.sato, 'cabinet-check');
    expect(asked.values).toMatchObject({ date: '2026-07-02', checker: [{ id: town.sato.id }], locked: true });
    const made = await begin(town.sato, 'cabinet-check', { cabinet: '北側キャビネット2' });
    expect(made).toMatchObject({ state: 'closed', contractor: null });
    await expect(begin(town.sato, 'cabinet-check')).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'date' } } });
    await expect(begin(town.sato, 'cabinet-check', { cabinet: '南側', locked: false })).rejects.toMatchObject({ problem: { facts: { field: 'trouble' } } });
    expect((await prepare(town.takahashi, 'cabinet-check')).values).toMatchObject({ cabinet: '北側キャビネット2' });
    await expect(town.tanaka.api.call('record', { id: made.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const plain = await addEngagement(town.admin, { title: '紙のない業務', sectionIds: [town.section.id], contractorIds: [town.firm.id], policy: testPolicy });
    expect((await town.sato.api.call('recordKinds', { id: plain.id })).map((one) => one.id)).not.toContain('cabinet-check');
  });

  it('gives consent to carry out or to copy, and hears how it ended', async () => {
    const asked = await begin(town.tanaka, 'carry-out-consent', { what: ['carry-out'], object: '予備の宛名票', quantity: 3, where: '第二工場', why: '機械の故障', protection: '施錠した箱' });
    await expect(take(town.sato, asked, 'decide', { decision: 'consent' })).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
    await take(town.takahashi, asked, 'decide', { decision: 'consent' });
    const done = await take(town.tanaka, asked, 'done');
    expect(done.stages.at(-1)?.values).toMatchObject({ returned: 3, destroyed: 0 });
    expect(await take(town.sato, asked, 'confirm')).toMatchObject({ state: 'closed' });
  });

  it('owes the next self-declaration a year after the last was accepted, within the engagement', async () => {
    expect(await duties('self-declaration')).toEqual([]);
    await town.running.gateway.store.change((tx) => tx.updateTable('engagements').set({ period_to: '2028-03-31' }).where('id', '=', engagement).execute());
    const made = await begin(town.tanaka, 'self-declaration', { patchedOn: '2026-07-01', patternOn: '2026-07-01', evidence: [await attach(town.tanaka, 'x.txt')] });
    await take(town.sato, made, 'review');
    expect(await duties('self-declaration')).toMatchObject([{ owedBy: 'contractor', dueOn: '2027-07-02', recordKind: 'self-declaration' }]);
    await begin(town.tanaka, 'self-declaration', { patchedOn: '2026-07-01', patternOn: '2026-07-01', evidence: [await attach(town.tanaka, 'y.txt')] });
    expect(await duties('self-declaration')).toEqual([]);
  });
});

describe('inspections of the fiscal year', () => {
  let town: Town;
  let sub: { id: string };
  beforeAll(async () => {
    town = await foundTown({ from: Date.parse('2026-10-05T05:00:00.000Z') });
    sub = await town.admin.api.call('addContractor', { body: { name: '有限会社こだま封筒', address: '○○県□□市1-1' } });
    await town.running.gateway.store.change(async (tx) => {
      await tx.insertInto('engagement_contractors').values({ engagement_id: town.engagement.id, contractor_id: sub.id, principal_id: town.firm.id, scope: '[]' }).execute();
    });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('are owed once for the contractor and once for the subcontractor, by the day of the visit, and a subcontractor is inspected directly [O 1-32]', async () => {
    const owed = async (): Promise<string[]> => (await town.sato.api.call('searchDuties', { body: {} })).duties.filter((one) => one.kind === 'inspection').map((one) => `${one.contractor?.name ?? ''} ${one.dueOn}`).sort();
    const inspect = async (contractorId: string, date: string) => {
      const subject = { kind: 'inspection', engagementId: town.engagement.id, contractorId };
      const { values } = await town.sato.api.call('prepareRecord', { body: subject });
      const inspectors = [{ id: town.sato.id, name: '佐藤 恵' }, { id: town.takahashi.id, name: '髙橋 健' }];
      return town.sato.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { ...subject, values: { ...values, date, inspectors, met: [{ id: null, name: '工場長' }], findings: '良好' } } });
    };
    expect(await owed()).toEqual(['有限会社こだま封筒 2027-03-31', '株式会社みどり印刷 2027-03-31']);
    // A visit of last fiscal year, written down only now, is none of this year.
    await inspect(sub.id, '2026-03-31');
    expect(await owed()).toHaveLength(2);
    expect(await inspect(sub.id, '2026-04-01')).toMatchObject({ state: 'closed', contractor: { id: sub.id } });
    expect(await owed()).toEqual(['株式会社みどり印刷 2027-03-31']);
    await inspect(town.firm.id, '2026-10-01');
    expect(await owed()).toEqual([]);
  });
});
