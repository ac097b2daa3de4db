import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBusinessDay } from '../../server/engagements/business-days.ts';
import { submissionsIn } from '../../server/records/way-back/submissions.ts';
import { foundTown, upload, type Town } from '../town.ts';
import { begin, dutiesFor, everyone, take, turnTo } from './duties/steps.ts';

describe('what the contractor hands in', () => {
  let town: Town;
  const forms = () => ({ record: town.engagement.forms.find(({ direction }) => direction === 'to-section')?.id ?? '' });
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    await town.running.gateway.store.change((tx) => tx.updateTable('forms').set({ kind: 'record', name: '指導票' }).where('id', '=', forms().record).execute());
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const tick = () => town.running.gateway.tick();
  const owed = async () => (await dutiesFor(town.tanaka)).filter(({ kind }) => kind.startsWith('submit:')).map(({ what, dueOn }) => [what.ja, dueOn]);
  const send = async () => {
    const draft = await town.tanaka.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId: forms().record, recipientIds: [town.section.id], quantity: 1 } });
    await upload(town.tanaka, draft.id, 'shidouhyou.csv', randomBytes(100));
    await town.tanaka.api.call('submit', { id: draft.id });
  };

  it('is owed each month and settled by sending it, the oldest month first [O 2-9] [O 4-8]', async () => {
    await tick();
    await tick();
    expect(await owed()).toEqual([['指導票を提出する（7月分）', '2026-08-07']]);
    expect((await dutiesFor(town.sato)).filter(({ kind }) => kind.startsWith('submit:'))).toMatchObject([{ owedBy: 'contractor', mine: false }]);
    turnTo(town, '2026-08-03');
    await tick();
    await town.restart();
    await tick();
    await everyone(town);
    expect((await owed()).map(([what]) => what)).toEqual(['指導票を提出する（7月分）', '指導票を提出する（8月分）']);
    await send();
    expect((await owed()).map(([what]) => what)).toEqual(['指導票を提出する（8月分）']);
    await tick();
    expect(await owed()).toHaveLength(1);
  });

  it('is owed no more once the ward agrees that there was nothing to submit [O 2-9]', async () => {
    const about = { kind: 'nothing-to-submit', engagementId: town.engagement.id };
    await expect(begin(town.tanaka, about, { what: '指導票 8月分', reason: '利用者なし' })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
    turnTo(town, '2026-09-01');
    await everyone(town);
    const record = await begin(town.tanaka, about, { what: '指導票 8月分', reason: '利用者なし' });
    expect((await owed()).map(([what]) => what)).toContain('指導票を提出する（8月分）');
    expect(await take(town.sato, record, 'agree', { result: 'agreed' })).toMatchObject({ state: 'closed' });
    expect((await owed()).map(([what]) => what)).not.toContain('指導票を提出する（8月分）');
  });

  it('falls due on a business day after its month or the engagement\'s end, for any period, and each month has its own [O 0-5] [O 2-9]', () => {
    const day = fc.date({ min: new Date('2019-04-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const form = (id: string, kind: 'record' | 'survey') => ({ id, name: id, nameEn: id, direction: 'to-section' as const, unit: '件', kind, columns: null });
    fc.assert(fc.property(day, day, (today, to) => {
      fc.pre(today <= to);
      const found = submissionsIn({ forms: [form('a', 'record'), form('b', 'survey')], from: today, to }, today);
      expect(found.every(({ dueOn }) => isBusinessDay(dueOn) && dueOn > today)).toBe(true);
      expect(found.map(({ kind }) => kind)).toEqual([`submit:a:${today.slice(0, 7)}`, ...(to.slice(0, 7) === today.slice(0, 7) ? ['submit:b:end'] : [])]);
    }));
  });
});
