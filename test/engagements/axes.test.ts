import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectable } from '../hostile/steps.ts';
import { changeTerms, publishAnnex } from '../records/contract-steps.ts';
import { addEngagement, addPerson, draftFor, foundTown, testPolicy, type Someone, type Town } from '../town.ts';

const notFound = { problem: { code: 'NOT_FOUND', status: 404 } };

describe('an engagement of several sections', () => {
  let town: Town;
  let mori: Someone;
  let outsider: Someone;
  let shared: Awaited<ReturnType<typeof addEngagement>>;

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    const care = await town.admin.api.call('addSection', { body: { name: '地域包括ケア推進課', telephone: '03-0000-3333' } });
    const other = await town.admin.api.call('addSection', { body: { name: '税務課', telephone: '03-0000-4444' } });
    mori = await addPerson(town, town.admin, { role: 'staff', login: 'mori', name: '森 薫', sectionId: care.id });
    outsider = await addPerson(town, town.admin, { role: 'staff', login: 'zei', name: '税 一郎', sectionId: other.id });
    shared = await addEngagement(town.admin, { title: '二課の業務', sectionIds: [town.section.id, care.id], contractorIds: [town.firm.id], policy: { ...testPolicy, locks: 'password' } });
    await town.admin.api.call('addRosterEntry', { id: shared.id, body: { contractorId: town.firm.id, accountId: town.tanaka.id, role: 'manager', startsOn: '2026-04-01' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('is seen by the sections that share it and by no other; each sees only its own engagements [O 2-10]', async () => {
    const titles = async (who: Someone) => (await who.api.call('engagements', {})).map((one) => one.title);
    expect([await titles(town.sato), await titles(mori), await titles(outsider)]).toEqual([['二課の業務', town.engagement.title].sort(), ['二課の業務'], []]);
    const annex = await publishAnnex(mori, shared.id, town.firm.id);
    expect((await town.sato.api.call('engagementStanding', { id: shared.id })).annexes).toMatchObject([{ recordId: annex.id }]);
    await expect(outsider.api.call('engagementStanding', { id: shared.id })).rejects.toMatchObject(notFound);
    await expect(outsider.api.call('record', { id: annex.id })).rejects.toMatchObject(notFound);
    await expect(mori.api.call('engagementStanding', { id: town.engagement.id })).rejects.toMatchObject(notFound);
    await expect(draftFor(outsider, { engagement: shared }, { recipientIds: [town.firm.id] })).rejects.toMatchObject(notFound);
    await draftFor(mori, { engagement: shared }, { recipientIds: [town.firm.id] });
  });

  it('tells its purpose and items to whoever deposits and to whoever collects [O 3-5]', async () => {
    expect((await town.sato.api.call('engagements', {})).find((one) => one.id === town.engagement.id)).toMatchObject({ purpose: '納入通知書の印字・封入封緘', items: town.engagement.items });
    const { transfer } = await collectable(town);
    await town.tanaka.signInAgain();
    expect(await town.tanaka.api.call('transfer', { id: transfer.id })).toMatchObject({ purpose: '納入通知書の印字・封入封緘', items: town.engagement.items });
  });

  it('has subcontracting that an administrator switches off, with the reason, and everybody reads so [O 1-35]', async () => {
    await town.admin.signInAgain();
    await changeTerms(town, { subcontracting: 'with-consent' });
    await changeTerms(town, { subcontracting: 'none' });
    const { entries } = await town.admin.api.call('history', { query: { kind: 'engagement', id: town.engagement.id } });
    expect(entries[0]).toMatchObject({ reason: '契約の条件', changes: [{ field: 'subcontracting', form: 'subcontracting', before: 'with-consent', after: 'none' }] });
    expect((await town.tanaka.api.call('engagements', {})).find((one) => one.id === town.engagement.id)?.terms.subcontracting).toBe('none');
    const { conditions } = await town.admin.api.call('engagementDetail', { id: town.engagement.id });
    expect(conditions.find((one) => one.field === 'subcontracting')).toMatchObject({ value: 'none', takesEffect: 'at-once' });
  });
});
