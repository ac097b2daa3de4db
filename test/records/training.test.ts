// Training: recorded by the handling manager, checked by the ward, and asked for before anything is collected.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import type { RecordView, ValuesView } from '../../server/http/wire/records.ts';
import { addPerson, confirmedCertificate, foundTown, start, type Someone, type Town } from '../town.ts';
import { noticed, released } from '../hostile/steps.ts';
import { changeTerms } from './contract-steps.ts';
import { attachment, beginWith, takeWith } from './taking.ts';

describe('training', () => {
  let town: Town;
  let suzuki: Someone;
  let transfer: string;

  const held = async (values: ValuesView = {}, who = town.tanaka): Promise<RecordView> => beginWith(who, { kind: 'training', engagementId: town.engagement.id }, {
    title: '個人情報保護・情報セキュリティ研修', trainer: '情報管理室 西村', attendees: [{ id: town.tanaka.id, name: '田中 誠' }], material: [await attachment(who, '研修資料.pdf', '%PDF-1.7 研修')], ...values,
  });
  const collect = async (who: Someone): Promise<number> => (await (await who.api.call('manifest', { id: transfer })).text()).length;
  const statusOf = async (who: Someone, name: string) => (await who.api.call('roster', { id: town.engagement.id })).firms[0]?.entries.find((one) => one.name === name)?.training;

  beforeAll(async () => {
    town = await foundTown({ policy: { passwordGapMinutes: 0 } });
    suzuki = await addPerson(town, town.admin, { role: 'handler', login: 'suzuki', name: '鈴木 一郎', contractorId: town.firm.id }, town.firm.page);
    await town.admin.api.call('addRosterEntry', { id: town.engagement.id, body: { contractorId: town.firm.id, accountId: suzuki.id, role: 'handler', startsOn: '2026-04-01' } });
    await confirmedCertificate(town.tanaka, town.sato, (await makeKeyPair({ name: '印刷室', passphrase: 'みどり の つくえ の うえ 3' }, new Date(start))).certificate);
    const [made] = await noticed(town, await released(town, [town.firm.id]), async () => { await town.sato.signInAgain(); }, 1);
    transfer = made?.transfer.id ?? '';
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('is not asked for where the terms do not demand it', async () => {
    expect(await collect(suzuki)).toBeGreaterThan(100);
    expect(await statusOf(town.tanaka, '鈴木 一郎')).toBeNull();
  });

  it('is needed before collecting, and the refusal says since when [O 0-9] [O 1-18]', async () => {
    await changeTerms(town, { trainingBeforeCollect: true });
    await expect(collect(suzuki)).rejects.toMatchObject({ problem: { code: 'NOT_TRAINED', facts: { since: '2026-04-01' } } });
    expect(await statusOf(town.sato, '鈴木 一郎')).toEqual({ on: null, counts: false });
  });

  it('is recorded by the handling manager with day, title, material and attendees of the roster [O 0-9] [O 1-18]', async () => {
    await expect(held({ attendees: [] })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'attendees' } } });
    await expect(held({ attendees: [{ id: town.sato.id, name: '佐藤 恵' }] })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'attendees' } } });
    await expect(held({ material: [] })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'material' } } });
    await expect(held({ heldOn: '2026-07-03' })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'heldOn' } } });
    await expect(held({}, suzuki)).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
    const { id } = await held();
    expect(await statusOf(town.tanaka, '田中 誠')).toEqual({ on: '2026-07-02', counts: true });
    expect(await collect(town.tanaka)).toBeGreaterThan(100);
    await expect(collect(suzuki)).rejects.toMatchObject({ problem: { code: 'NOT_TRAINED' } });
    const { stages } = await town.tanaka.api.call('record', { id });
    await town.tanaka.api.call('correctStage', { id, body: { seq: 1, seen: stages.length, reason: '受講者の記入漏れ', values: { ...stages[0]?.values, attendees: [{ id: town.tanaka.id, name: '田中 誠' }, { id: suzuki.id, name: '鈴木 一郎' }] } } });
    expect(await collect(suzuki)).toBeGreaterThan(100);
  });

  it('is checked by the ward with day and result, and made up where something lacks [O 3-3]', async () => {
    const [found] = (await town.sato.api.call('searchRecords', { body: { kind: 'training' } })).records;
    const id = found?.id ?? '';
    expect(found).toMatchObject({ turn: 'ward', mine: true });
    await expect(takeWith(town.sato, id, 'check', { result: 'lacking' })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'lacking' } } });
    await expect(takeWith(town.sato, id, 'check', { result: 'adequate', checkedOn: '2026-07-01' })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'checkedOn' } } });
    expect(await takeWith(town.sato, id, 'check', { result: 'lacking', lacking: '罰則の説明がありません' })).toMatchObject({ state: 'open', turn: 'contractor' });
    await takeWith(town.tanaka, id, 'supplement', { what: '罰則について補講した' });
    const checked = await takeWith(town.sato, id, 'check', { result: 'adequate' });
    expect(checked).toMatchObject({ state: 'closed', last: { by: '佐藤 恵' } });
    expect(checked.stages.at(-1)?.values).toMatchObject({ checkedOn: '2026-07-02', how: 'papers', result: 'adequate' });
  });

  it('counts for the fiscal year in which it was held: of last year\'s training nothing is collected [O 0-9]', async () => {
    await held({ heldOn: '2026-03-31', attendees: [{ id: suzuki.id, name: '鈴木 一郎' }] });
    expect(await statusOf(town.tanaka, '鈴木 一郎')).toEqual({ on: '2026-07-02', counts: true });
    const late = await addPerson(town, town.admin, { role: 'handler', login: 'kato', name: '加藤 次郎', contractorId: town.firm.id }, town.firm.page);
    await town.admin.api.call('addRosterEntry', { id: town.engagement.id, body: { contractorId: town.firm.id, accountId: late.id, role: 'handler', startsOn: '2026-04-01' } });
    await held({ heldOn: '2026-03-31', attendees: [{ id: late.id, name: '加藤 次郎' }] });
    await expect(collect(late)).rejects.toMatchObject({ problem: { code: 'NOT_TRAINED' } });
    await held({ heldOn: '2026-04-01', attendees: [{ id: late.id, name: '加藤 次郎' }] });
    expect(await collect(late)).toBeGreaterThan(100);
  });
});
