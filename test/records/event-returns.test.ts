// What goes back because of an event: the list on its day, the sheets after the tally, and the totals erased by the firm.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSealed } from '../../client/collecting.ts';
import type { DutyView } from '../../server/http/wire/records.ts';
import { collectable, released } from '../hostile/steps.ts';
import { draftFor, foundTown, upload, type Someone, type Town } from '../town.ts';
import { changeTerms } from './contract-steps.ts';
import { dutiesFor, erased, everyone, received, turnTo } from './duties/steps.ts';
import { beginWith, takeWith } from './taking.ts';

const refused = (code: string, facts?: object) => ({ problem: { code, ...(facts === undefined ? {} : { facts }) } });

describe('what goes back because of an event', () => {
  let town: Town;
  let list = '';
  const about = (kind: string, transferId: string) => ({ kind, engagementId: town.engagement.id, transferId });
  const owed = async (who: Someone, kind: string, transferId: string): Promise<DutyView | undefined> => (await dutiesFor(who)).find((duty) => duty.kind === kind && duty.transfer?.id === transferId);
  const form = (direction: 'to-contractor' | 'to-section') => town.engagement.forms.find((one) => one.direction === direction)?.id ?? '';

  /** A list whose day is said before the contractor has it. */
  async function receivedWith(day: string): Promise<{ id: string }> {
    const { transfer } = await collectable(town);
    await beginWith(town.sato, about('event-day', transfer.id), { day });
    const sealed = await fetchSealed(town.tanaka.api, transfer, await (await town.tanaka.api.call('gatewayCertificate', {})).text());
    for (const file of sealed.manifest.files) await (await town.tanaka.api.call('body', { id: transfer.id, fileId: file.body })).arrayBuffer();
    return transfer;
  }

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    await changeTerms(town, {
      erasure: { document: { ja: '消去の証明書', en: 'Certificate of erasure' }, after: 'engagement-end', withinDays: 7 },
      returns: [{ what: { ja: '区が提供した情報', en: 'What the ward provided' }, after: 'event' }, { what: { ja: 'アンケート', en: 'Survey sheets' }, after: 'tally' }],
    });
    await town.running.gateway.store.change(async (tx) => {
      await tx.updateTable('forms').set({ kind: 'list' }).where('id', '=', form('to-contractor')).execute();
      await tx.updateTable('forms').set({ kind: 'report' }).where('id', '=', form('to-section')).execute();
    });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('a list that is deposited asks the section for the day, one press with the collect-by day, and nobody else [O 0-4]', async () => {
    await everyone(town);
    const [made] = await released(town, [town.firm.id]);
    list = made?.id ?? '';
    const day = await owed(town.sato, 'event-day', list);
    expect(day).toMatchObject({ owedBy: 'ward', mine: true, act: { to: 'begin', kind: 'event-day' } });
    expect(await owed(town.tanaka, 'return', list)).toBeUndefined();
    await expect(beginWith(town.tanaka, about('event-day', list), { day: '2026-07-03' })).rejects.toMatchObject(refused('NOT_FOUND'));
    expect((await town.sato.api.call('prepareRecord', { body: about('event-day', list) })).values).toMatchObject({ day: day?.dueOn });
    await expect(beginWith(town.sato, about('event-day', list), { day: '2026-06-30' })).rejects.toMatchObject(refused('RECORD_INCOMPLETE', { field: 'day' }));
  });

  it('nothing is owed, nor told to the contractor, before it has received the list; and nothing is asked about one that is recalled first [O 0-4]', async () => {
    await beginWith(town.sato, about('event-day', list), { day: '2026-07-08' });
    expect(await owed(town.sato, 'event-day', list)).toBeUndefined();
    expect((await dutiesFor(town.tanaka)).filter(({ kind }) => kind === 'return')).toEqual([]);
    const [second] = await released(town, [town.firm.id]);
    expect(await owed(town.sato, 'event-day', second?.id ?? '')).toBeDefined();
    await town.sato.api.call('recall', { id: second?.id ?? '', body: { reason: 'wrong-content' } });
    expect(await owed(town.sato, 'event-day', second?.id ?? '')).toBeUndefined();
  });

  it('the return falls due for the contractor on the day of the event, whether the day is said before or after it was received; the newest day holds [O 0-4]', async () => {
    list = (await receivedWith('2026-07-08')).id;
    expect(await owed(town.tanaka, 'return', list)).toMatchObject({ what: { ja: '返還：区が提供した情報' }, owedBy: 'contractor', mine: true, dueOn: '2026-07-08', act: { to: 'begin', kind: 'return' } });
    await expect(beginWith(town.tanaka, about('event-day', list), { day: '2026-08-03' })).rejects.toMatchObject(refused('STAGE_NOT_YOURS'));
    await beginWith(town.sato, about('event-day', list), { day: '2026-07-09', what: 'セミナー第1回' });
    expect((await dutiesFor(town.tanaka)).filter(({ kind }) => kind === 'return').map(({ dueOn }) => dueOn)).toEqual(['2026-07-09']);
  });

  it('is overdue after that day; the record about the transfer settles it, and what is missing is owed again for the same transfer [O 0-4]', async () => {
    const other = (await received(town)).id;
    await beginWith(town.sato, about('event-day', other), { day: '2026-07-09' });
    turnTo(town, '2026-07-10');
    await everyone(town);
    expect((await dutiesFor(town.sato, { overdue: true })).filter(({ kind }) => kind === 'return')).toHaveLength(2);
    const record = await beginWith(town.tanaka, about('return', list), {});
    expect(record.stages[0]?.values).toMatchObject({ held: true, things: [{ what: '区が提供した情報', count: 1 }] });
    expect([await owed(town.tanaka, 'return', list), (await owed(town.tanaka, 'return', other))?.dueOn]).toEqual([undefined, '2026-07-09']);
    await takeWith(town.sato, record.id, 'receive', { complete: false, missing: '受付名簿の写し1部' });
    expect(await owed(town.tanaka, 'return', list)).toMatchObject({ dueOn: '2026-07-15' });
    await takeWith(town.tanaka, record.id, 'again', { things: [{ what: '受付名簿の写し', count: 1 }], by: 'in-person' });
    expect([await owed(town.tanaka, 'return', list), (await owed(town.tanaka, 'return', other))?.dueOn]).toEqual([undefined, '2026-07-09']);
    expect(await takeWith(town.sato, record.id, 'receive')).toMatchObject({ state: 'closed' });
  });

  it('once the totals are received, the sheets go back within five business days and the firm reports the erasure of the totals [O 0-5]', async () => {
    const draft = await draftFor(town.tanaka, town, { recipientIds: [town.section.id], form: '業務報告書', quantity: 1 });
    const id = draft.transfers[0]?.id ?? '';
    await upload(town.tanaka, draft.id, 'shukei.csv', new Uint8Array(500));
    await town.tanaka.api.call('submit', { id: draft.id });
    town.time.advance(61);
    await everyone(town);
    await town.tanaka.api.call('addNotice', { body: { transferIds: [id] } });
    const sealed = await fetchSealed(town.sato.api, { id }, await (await town.sato.api.call('gatewayCertificate', {})).text());
    for (const file of sealed.manifest.files) await (await town.sato.api.call('body', { id, fileId: file.body })).arrayBuffer();
    await expect(beginWith(town.sato, about('event-day', id), { day: '2026-07-20' })).rejects.toMatchObject(refused('RECORD_REFUSED'));
    expect(await owed(town.tanaka, 'return', id)).toBeUndefined();
    await town.sato.api.call('confirm', { id, body: { quantity: 1, opened: true, digest: (await town.sato.api.call('transfer', { id })).digest } });
    expect(await owed(town.tanaka, 'return', id)).toMatchObject({ what: { ja: '返還：アンケート' }, owedBy: 'contractor', dueOn: '2026-07-17', mine: true });
    expect(await owed(town.tanaka, 'erasure', id)).toMatchObject({ owedBy: 'contractor', dueOn: '2026-07-22', act: { to: 'begin', kind: 'erasure-report' } });
    const returned = await beginWith(town.tanaka, about('return', id), {});
    expect(returned.stages[0]?.values).toMatchObject({ things: [{ what: 'アンケート', count: 1 }] });
    await beginWith(town.tanaka, about('erasure-report', id), erased(town));
    expect([await owed(town.tanaka, 'return', id), await owed(town.tanaka, 'erasure', id)]).toEqual([undefined, undefined]);
  });
});
