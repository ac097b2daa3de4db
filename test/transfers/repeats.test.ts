// 複写・複製の禁止 (A.2): collecting from the start again needs a reason, then ends; ranges that take up a cut line do not count until they add up to the whole.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainTerms, type Terms } from '../../server/engagements/terms.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { arrived } from '../../server/transfers/delivered.ts';
import { opened, openingOf, undelivered, type Deliveries } from '../../server/transfers/repeats.ts';
import { foundTown, testPolicy, upload, type Town } from '../town.ts';
import { head, problemIn, raw } from '../hostile/line.ts';

describe('what asking for bytes is', () => {
  it('lets no more than two whole bodies less one byte go out in one round, however the ranges are cut', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 60 }), (size, asked) => {
      let state: Deliveries = undelivered;
      let sentAfterWhole = 0;
      for (const [one, other] of asked) {
        const start = Math.min(one, size - 1);
        const span = [start, Math.min(size, start + 1 + other)] as const;
        const opening = openingOf(state, span, size, 1);
        if (opening === 'repeat') continue;
        if (opening === 'resume') sentAfterWhole += span[1] - span[0];
        state = opened(state, opening, span, 1);
        if (opening === 'first') state = { ...state, ...arrived(state, span), again: state.again };
      }
      expect(sentAfterWhole).toBeLessThan(size);
    }));
  });
});

describe('collecting again', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const collectable = async (downloads: Terms['downloads']): Promise<TransferView> => {
    for (const who of [town.admin, town.sato, town.tanaka]) await who.signInAgain();
    const made = await town.admin.api.call('addEngagement', { body: {
      title: `業務 ${randomBytes(3).toString('hex')}`, purpose: 'x', legalBasis: 'x', from: '2026-04-01', to: '2027-03-31', items: [], forms: [{ name: '名簿', nameEn: 'List', direction: 'to-contractor', unit: '件' }],
      policy: { ...testPolicy, locks: 'password', passwordGapMinutes: 1, approval: { 'to-contractor': false, 'to-section': false } }, terms: { ...plainTerms, downloads }, preset: null, sectionIds: [town.section.id], contractorIds: [town.firm.id],
    } });
    await town.admin.api.call('addRosterEntry', { id: made.id, body: { contractorId: town.firm.id, accountId: town.tanaka.id, role: 'manager', startsOn: '2026-04-01' } });
    const { id } = await town.sato.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: made.id, formId: made.forms[0]?.id ?? '', recipientIds: [town.firm.id], quantity: 1 } });
    for (const name of ['a.txt', 'b.txt']) await upload(town.sato, id, name, randomBytes(3_000));
    const { transfers: [sent] } = await town.sato.api.call('submit', { id });
    town.time.advance(2);
    for (const who of [town.sato, town.tanaka]) await who.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [sent?.id ?? ''] } });
    return town.tanaka.api.call('transfer', { id: sent?.id ?? '' });
  };
  const get = async (transfer: TransferView, index: number, range?: string) => {
    const answer = await raw(town.running.origins.contractor, head(town.tanaka, 'GET', `/api/v1/transfers/${transfer.id}/files/${transfer.files[index]?.id ?? ''}/body`, range === undefined ? {} : { range }));
    return answer.status < 300 ? String(answer.status) : problemIn(answer).code;
  };
  const all = async (transfer: TransferView): Promise<unknown[]> => [await get(transfer, 0), await get(transfer, 1)];
  const again = (transfer: TransferView, reason = '印刷機の故障で、読み込み直すため') => town.tanaka.api.call('collectAgain', { id: transfer.id, body: { reason } });
  const repeat = async ({ id }: TransferView) => (await town.tanaka.api.call('transfer', { id })).repeat;
  const entriesOf = async ({ id }: TransferView) => (await town.sato.api.call('timeline', { id })).filter((entry) => /collect/.test(entry.act)).map((entry) => [entry.act, entry.code ?? entry.facts['round'] ?? null]);

  it('asks for a reason the second time, and ends after the number that is allowed; every try stands in the ledger [ASVS 2.3.2]', async () => {
    const transfer = await collectable({ allowed: 3, reasonFrom: 2 });
    expect([await repeat(transfer), await all(transfer)]).toEqual([null, ['200', '200']]);
    expect([await repeat(transfer), await all(transfer)]).toEqual([{ round: 2, allowed: 3, stop: 'reason' }, ['REPEAT_NEEDS_REASON', 'REPEAT_NEEDS_REASON']]);
    await again(transfer);
    expect([await repeat(transfer), await all(transfer)]).toEqual([null, ['200', '200']]);
    expect(await get(transfer, 0)).toBe('REPEAT_NEEDS_REASON');
    await again(transfer, '二度目の故障のため');
    expect(await all(transfer)).toEqual(['200', '200']);
    expect(await repeat(transfer)).toEqual({ round: 4, allowed: 3, stop: 'used-up' });
    expect(await get(transfer, 1)).toBe('DOWNLOADS_USED_UP');
    await expect(again(transfer)).rejects.toMatchObject({ problem: { code: 'DOWNLOADS_USED_UP', status: 409 } });
    expect((await entriesOf(transfer)).filter(([act]) => act === 'collect-again')).toEqual([
      ['collect-again', 'REPEAT_NEEDS_REASON'], ['collect-again', 'REPEAT_NEEDS_REASON'], ['collect-again', 2], ['collect-again', 'REPEAT_NEEDS_REASON'], ['collect-again', 3], ['collect-again', 'DOWNLOADS_USED_UP'], ['collect-again', 'DOWNLOADS_USED_UP'],
    ]);
    // The reason is readable while the transfer lives, and only as long.
    const reasons = () => town.running.gateway.store.read.selectFrom('texts').select('text').where('transfer_id', '=', transfer.id).where('text', 'like', '%故障%').execute();
    expect(await reasons()).toHaveLength(2);
    const { digest } = await town.tanaka.api.call('transfer', { id: transfer.id });
    await town.tanaka.api.call('confirm', { id: transfer.id, body: { quantity: 1, opened: true, digest } });
    expect(await repeat(transfer)).toBeNull();
    town.time.advance(25 * 60);
    await town.running.gateway.tick();
    expect(await reasons()).toEqual([]);
  });

  it('needs no reason before the time from which one is needed, and none for ranges that take up a cut delivery', async () => {
    const transfer = await collectable({ allowed: 3, reasonFrom: 3 });
    expect(await all(transfer)).toEqual(['200', '200']);
    expect(await get(transfer, 0, 'bytes=2500-')).toBe('206');
    expect([await repeat(transfer), await all(transfer)]).toEqual([null, ['200', '200']]);
    expect(await get(transfer, 0)).toBe('REPEAT_NEEDS_REASON');
    expect(await get(transfer, 0, 'bytes=1-')).toBe('206');
    // The same again would make a second whole body of it.
    expect(await get(transfer, 0, 'bytes=1-')).toBe('REPEAT_NEEDS_REASON');
    expect((await entriesOf(transfer)).filter(([, code]) => typeof code === 'number')).toEqual([['collect-again', 2]]);
  });

  it('grants a repeat for all files together, taken up after a cut like the first', async () => {
    const transfer = await collectable({ allowed: 2, reasonFrom: 2 });
    await expect(again(transfer)).rejects.toMatchObject({ problem: { code: 'NOT_COLLECTED' } });
    await all(transfer);
    await again(transfer);
    expect([await get(transfer, 0, 'bytes=0-999'), await get(transfer, 0, 'bytes=1000-'), await get(transfer, 1)]).toEqual(['206', '206', '200']);
    expect(await all(transfer)).toEqual(['DOWNLOADS_USED_UP', 'DOWNLOADS_USED_UP']);
  });
});
