import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectionDueOn } from '../../../server/records/calendar/yearly.ts';
import { certificateDuty } from '../../../server/records/duties/erasure-due.ts';
import { owe } from '../../../server/records/duties/duties.ts';
import { readEngagement } from '../../../server/engagements/engagement.ts';
import { addEngagement, addPerson, foundTown, testPolicy, type Someone, type Town } from '../../town.ts';
import { begin, dutiesFor, erased, everyone, turnTo } from './steps.ts';

describe('the calendar', () => {
  let town: Town;
  let shared: string;
  let other: { id: string; person: Someone };
  let sub: { id: string; person: Someone };
  beforeAll(async () => {
    town = await foundTown();
    const firm = async (name: string, login: string) => {
      const made = await town.admin.api.call('addContractor', { body: { name, address: '○○県' } });
      return { id: made.id, person: await addPerson(town, town.admin, { role: 'handler', login, name: `${name} 担当`, contractorId: made.id }, made.page) };
    };
    other = await firm('ひかり印刷株式会社', 'hikari');
    sub = await firm('有限会社こだま封筒', 'kodama');
    const firms = [[town.firm.id, town.tanaka.id], [other.id, other.person.id], [sub.id, sub.person.id]] as const;
    shared = (await addEngagement(town.admin, { title: '三社の業務', sectionIds: [town.section.id], contractorIds: firms.map(([id]) => id), policy: testPolicy })).id;
    for (const [contractorId, accountId] of firms) await town.admin.api.call('addRosterEntry', { id: shared, body: { contractorId, accountId, role: 'manager', startsOn: '2026-04-01' } });
    await town.running.gateway.store.change(async (tx) => {
      await tx.updateTable('engagement_contractors').set({ principal_id: town.firm.id, scope: '[]' }).where('contractor_id', '=', sub.id).execute();
      const engagement = await readEngagement(tx, shared);
      if (engagement === undefined) throw new Error('expected the engagement');
      for (const [id] of firms) await owe(tx, { ...certificateDuty(engagement, id), dueOn: '2026-07-13' }, { now: town.running.gateway.clock.now() });
    });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const seen = async (who: Someone) => (await dutiesFor(who, { engagement: shared })).map(({ contractor, mine }) => [contractor?.name, mine]).toSorted();

  it('shows each reader its own: the ward all, a firm its own and its subcontractor\'s, nobody another firm\'s [O 1-32] [O 4-9]', async () => {
    expect(await seen(other.person)).toEqual([['ひかり印刷株式会社', true]]);
    expect(await seen(sub.person)).toEqual([['有限会社こだま封筒', true]]);
    expect(await seen(town.tanaka)).toEqual([['有限会社こだま封筒', false], ['株式会社みどり印刷', true]].toSorted());
    for (const who of [town.sato, town.auditor]) expect(await seen(who)).toEqual([['ひかり印刷株式会社', false], ['有限会社こだま封筒', false], ['株式会社みどり印刷', false]].toSorted());
  });

  it('gives a subcontractor\'s certificate to the ward and to the contractor that employs it, and to no other firm [O 1-32]', async () => {
    const record = await begin(sub.person, { kind: 'erasure-certificate', engagementId: shared }, { ...erased(town, { people: [{ id: null, name: 'こだま 担当' }] }), held: 'yes', paper: 'erased', data: 'erased', kept: '事務所' });
    for (const who of [town.sato, town.tanaka]) expect(await who.api.call('record', { id: record.id })).toMatchObject({ kind: 'erasure-certificate', turn: 'ward' });
    await expect(other.person.api.call('record', { id: record.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect(await seen(sub.person)).toEqual([]);
  });

  it('counts a day as over when the next begins in Japan, and tells how many are late', async () => {
    turnTo(town, '2026-07-13', '23:59');
    await everyone(town);
    expect((await town.tanaka.api.call('searchDuties', { body: { engagement: shared } })).overdue).toBe(0);
    town.time.advance(1);
    const late = await town.tanaka.api.call('searchDuties', { body: { engagement: shared, overdue: true, mine: true } });
    expect([late.overdue, late.duties.map(({ overdue, contractor }) => [overdue, contractor?.name])]).toEqual([1, [[true, '株式会社みどり印刷']]]);
  });

  it('asks for inspections from October on, until the last business day of the fiscal year or of the engagement [O 0-2] [O 3-4]', async () => {
    const asked = async () => (await dutiesFor(town.sato)).filter(({ kind }) => kind === 'inspection');
    expect(await asked()).toEqual([]);
    turnTo(town, '2026-10-01');
    await everyone(town);
    expect(await asked()).toHaveLength(4);
    expect((await asked())[0]).toMatchObject({ owedBy: 'ward', mine: true, dueOn: '2027-03-31', act: { to: 'begin', kind: 'inspection' } });
    expect((await dutiesFor(town.tanaka)).some(({ kind }) => kind === 'inspection')).toBe(false);
    expect([inspectionDueOn({ to: '2028-03-31' }, '2027-12-01'), inspectionDueOn({ to: '2021-12-31' }, '2021-06-22'), inspectionDueOn({ to: '2030-03-31' }, '2029-04-01')]).toEqual(['2028-03-31', '2021-12-28', '2030-03-29']);
  });
});
