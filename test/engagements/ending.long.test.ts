import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dutiesOf } from '../../server/records/duties/duties.ts';
import { collectable, released } from '../hostile/steps.ts';
import { begin, changeTerms, next } from '../records/contract-steps.ts';
import { addEngagement, addPerson, draftFor, foundTown, testPolicy, type Someone, type Town } from '../town.ts';

const refused = (code: string, facts?: object) => ({ problem: { code, ...(facts === undefined ? {} : { facts }) } });
const day = 24 * 60;

describe('the end of an engagement', () => {
  let town: Town;
  let id: string;
  beforeEach(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    id = town.engagement.id;
  });
  afterEach(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const everyone = async () => {
    for (const who of [town.sato, town.takahashi, town.tanaka, town.admin]) await who.signInAgain();
  };
  const terminate = async () => {
    const { seen } = await town.admin.api.call('engagementDetail', { id });
    return town.admin.api.call('changeEngagement', { id, body: { changes: { terminated: true }, seen, reason: '契約の解除' } });
  };
  const orders = async () => dutiesOf(town.running.gateway.store.read, { engagementId: id, contractorId: town.firm.id, transferId: null });
  const change = async (changes: object) => {
    const { seen } = await town.admin.api.call('engagementDetail', { id });
    return town.admin.api.call('changeEngagement', { id, body: { changes, seen, reason: '変更' } });
  };
  const signedIn = (who: Someone) => who.api.call('session', {}).then(() => true, () => false);

  it('by termination: access ends at once, what waits is recalled and cannot be collected, erasure and return are ordered [O 0-1]', async () => {
    const { transfer } = await collectable(town);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await town.admin.signInAgain();
    await town.tanaka.signInAgain();
    await town.tanaka.api.call('lock', { id: transfer.id });
    await terminate();
    expect([await signedIn(town.tanaka), await signedIn(town.sato)]).toEqual([false, true]);
    await town.tanaka.signInAgain();
    await expect(town.tanaka.api.call('lock', { id: transfer.id })).rejects.toMatchObject(refused('ENGAGEMENT_NOT_OPEN'));
    await town.sato.signInAgain();
    const after = await town.sato.api.call('transfer', { id: transfer.id });
    expect(after).toMatchObject({ ended: { why: 'recalled' }, recall: { by: { name: '鍵箱' }, reason: 'engagement-ended' } });
    expect(after.copy).not.toBe('kept');
    expect((await town.sato.api.call('transfer', { id: draft.transfers[0]?.id ?? '' })).ended).toMatchObject({ why: 'discarded' });
    expect((await orders()).toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject([
      { kind: 'erasure-certificate', owedBy: 'contractor', dueOn: '2026-07-13', recordKind: 'erasure-certificate' }, { kind: 'return', owedBy: 'contractor', dueOn: '2026-07-13', recordKind: 'return' },
    ]);
    await expect(draftFor(town.sato, town, { recipientIds: [town.firm.id] })).rejects.toMatchObject(refused('ENGAGEMENT_NOT_OPEN'));
  });

  it('somebody who works for another open engagement of the ward stays signed in [O 0-1]', async () => {
    const other = await addEngagement(town.admin, { title: '別の業務', sectionIds: [town.section.id], contractorIds: [town.firm.id], policy: testPolicy });
    const ito = await addPerson(town, town.admin, { role: 'handler', login: 'ito', name: '伊藤 葵', contractorId: town.firm.id }, town.firm.page);
    for (const [engagement, account] of [[other.id, ito.id], [id, ito.id]] as const) await town.admin.api.call('addRosterEntry', { id: engagement, body: { contractorId: town.firm.id, accountId: account, role: 'handler', startsOn: '2026-04-01' } });
    await terminate();
    expect([await signedIn(town.tanaka), await signedIn(ito)]).toEqual([false, true]);
  });

  it('a machine that stopped between the end and the recall takes back the rest when it starts [O 0-1]', async () => {
    const [transfer] = await released(town, [town.firm.id]);
    const now = new Date(town.time.wall()).toISOString();
    await town.running.gateway.store.change(async (tx) => {
      await tx.updateTable('engagements').set({ terminated_at: now }).where('id', '=', id).execute();
    });
    await town.restart();
    await town.sato.signInAgain();
    expect(await town.sato.api.call('transfer', { id: transfer?.id ?? '' })).toMatchObject({ ended: { why: 'recalled' } });
    expect(await orders()).toHaveLength(2);
  });

  it('by the clock after the last day, once; moving the last day on opens it again and takes the orders back at the next end [O 4-1] [O 2-7]', async () => {
    await change({ to: '2026-07-31' });
    town.time.advance(29 * day); // 7月31日 14:00
    await town.running.gateway.tick();
    await everyone();
    expect(await orders()).toEqual([]);
    await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    town.time.advance(10 * 60); // 8月1日 0:00
    await town.running.gateway.tick();
    await town.running.gateway.tick();
    expect(await orders()).toHaveLength(2);
    await everyone();
    expect((await town.tanaka.api.call('engagementStanding', { id })).ended).toEqual({ at: '2026-07-31', why: 'period' });
    await change({ to: '2026-08-03' });
    await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    town.time.advance(3 * day);
    await town.running.gateway.tick();
    expect((await orders()).map((one) => one.dueOn)).toEqual(['2026-08-14', '2026-08-14']);
  });

  it('a contract without renewal ends hard: its last day is not moved on, and no next period is made [O 4-1]', async () => {
    await change({ to: '2026-12-31', terms: { renewal: 'none' } });
    await expect(change({ to: '2027-01-31' })).rejects.toMatchObject(refused('RENEWAL_NOT_ALLOWED', { to: '2026-12-31' }));
    await expect(change({ to: '2027-01-31', terms: { renewal: 'yearly' } }), 'in one step with the term').rejects.toMatchObject(refused('RENEWAL_NOT_ALLOWED'));
    await expect(town.admin.api.call('renewEngagement', { id, body: { from: '2027-01-01', to: '2027-03-31', reason: '更新' } })).rejects.toMatchObject(refused('RENEWAL_NOT_ALLOWED'));
    await change({ to: '2026-11-30' });
  });

  it('renewal makes the next period with the same purpose, items, forms and terms, and an empty roster [O 0-3]', async () => {
    await changeTerms(town, { annexNeeded: true });
    await expect(town.admin.api.call('renewEngagement', { id, body: { from: '2027-03-31', to: '2028-03-31', reason: '更新' } }), 'overlapping').rejects.toMatchObject(refused('PERIOD_REVERSED'));
    const made = await town.admin.api.call('renewEngagement', { id, body: { from: '2027-04-01', to: '2028-03-31', reason: '次年度の契約' } });
    expect(made).toMatchObject({ title: town.engagement.title, purpose: town.engagement.purpose, items: town.engagement.items, from: '2027-04-01', to: '2028-03-31', open: false, roster: [], terms: { annexNeeded: true } });
    expect(made.forms.map((form) => form.name)).toEqual(town.engagement.forms.map((form) => form.name));
    const { entries } = await town.admin.api.call('history', { query: { kind: 'engagement', id } });
    expect(entries[0]).toMatchObject({ act: 'renew-engagement', reason: '次年度の契約' });
  });

  it('is closed only after its end, with everything returned and erased, by an approver, for good [O 2-7]', async () => {
    await expect(begin(town.takahashi, 'closing', id, null, {}), 'still running').rejects.toMatchObject(refused('RECORD_REFUSED'));
    await terminate();
    await everyone();
    await expect(begin(town.sato, 'closing', id, null, {}), 'no approver').rejects.toMatchObject(refused('STAGE_NOT_YOURS'));
    await expect(begin(town.takahashi, 'closing', id, null, {})).rejects.toThrow(/certificate of erasure/);
    const given = await begin(town.tanaka, 'return', id, null, { held: true, things: [{ what: 'DVD', count: 2 }], by: 'in-person', sentOn: '2026-07-02' });
    expect((await orders()).map((one) => one.kind)).toEqual(['erasure-certificate']);
    await next(town.sato, given, 'receive', { complete: false, receivedOn: '2026-07-02', missing: 'DVD 1枚' });
    expect((await orders()).map((one) => one.kind).sort()).toEqual(['erasure-certificate', 'return']);
    await next(town.tanaka, given, 'again', { held: true, things: [{ what: 'DVD', count: 1 }], by: 'in-person', sentOn: '2026-07-02' });
    await settleErasure();
    await expect(begin(town.takahashi, 'closing', id, null, {}), 'the return is not checked yet').rejects.toThrow(/check of return/);
    await next(town.sato, given, 'receive', { complete: true, receivedOn: '2026-07-02' });
    expect((await town.takahashi.api.call('engagementStanding', { id })).mayClose).toBe(true);
    await begin(town.takahashi, 'closing', id, null, { note: '完了' });
    expect((await town.sato.api.call('engagementStanding', { id })).closedAt).not.toBeNull();
    await expect(begin(town.takahashi, 'closing', id, null, {}), 'twice').rejects.toMatchObject(refused('KIND_NOT_OFFERED'));
    await expect(change({ title: '改題' })).rejects.toMatchObject(refused('ENGAGEMENT_CLOSED'));
  });

  /** The contractor certifies that it holds nothing, and the ward accepts it. */
  async function settleErasure(): Promise<void> {
    const prepared = await town.tanaka.api.call('prepareRecord', { body: { kind: 'erasure-certificate', engagementId: id } });
    const record = await town.tanaka.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { kind: 'erasure-certificate', engagementId: id, values: { ...prepared.values, held: 'no', people: [{ id: town.tanaka.id, name: '田中 誠' }], title: '取扱責任者', place: '事務所', telephone: '03-0000-2222', kept: '事務所', statement: true } } });
    await next(town.sato, record, 'check', { result: 'accepted', how: ['paper'] });
  }
});
