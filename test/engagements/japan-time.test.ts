import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayEnd, eraYear, fiscalYear, japanDay, officeEnd } from '../../server/engagements/japan-time.ts';
import { isOpen } from '../../server/engagements/period.ts';

describe('days and years in Japan', () => {
  it('change at midnight in Japan, not in UTC [H 78]', () => {
    expect([japanDay('2026-07-02T14:59:59.999Z'), japanDay('2026-07-02T15:00:00.000Z')]).toEqual(['2026-07-02', '2026-07-03']);
    expect([japanDay('2028-02-28T15:00:00.000Z'), japanDay('2027-02-28T15:00:00.000Z')]).toEqual(['2028-02-29', '2027-03-01']);
  });

  it('count the fiscal year from 1 April to 31 March [H 108]', () => {
    expect([fiscalYear('2026-03-31T14:59:59.999Z'), fiscalYear('2026-03-31T15:00:00.000Z'), fiscalYear('2026-12-31T15:00:00.000Z'), fiscalYear('2027-03-31T14:59:59.999Z')]).toEqual([2025, 2026, 2026, 2026]);
  });

  it('name the fiscal year by its era [H 108]', () => {
    expect([2018, 2019, 2026, 2027].map(eraYear)).toEqual(['H30', 'R1', 'R8', 'R9']);
  });

  it('end a day with its last millisecond, and office hours at five', () => {
    expect([dayEnd('2027-03-31'), officeEnd('2026-07-02T14:59:59.999Z', 7), officeEnd('2026-07-02T15:00:00.000Z', 7)]).toEqual(['2027-03-31T14:59:59.999Z', '2026-07-09T08:00:00.000Z', '2026-07-10T08:00:00.000Z']);
  });

  it('agree with one another for every instant', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2019-05-01T00:00:00Z'), max: new Date('2099-01-01T00:00:00Z'), noInvalidDate: true }), (date) => {
      const at = date.toISOString();
      expect(at <= dayEnd(japanDay(at))).toBe(true);
      expect(japanDay(dayEnd(japanDay(at)))).toBe(japanDay(at));
      expect(japanDay(new Date(Date.parse(dayEnd(japanDay(at))) + 1).toISOString()) > japanDay(at)).toBe(true);
      expect([0, 1]).toContain(Number(japanDay(at).slice(0, 4)) - fiscalYear(at));
    }));
  });

  it('keep an engagement open on its first and last day, and not after it was terminated', () => {
    const period = { from: '2026-04-01', to: '2027-03-31', terminatedAt: null };
    expect(['2026-03-31T14:59:59.999Z', '2026-03-31T15:00:00.000Z', '2027-03-31T14:59:59.999Z', '2027-03-31T15:00:00.000Z'].map((at) => isOpen(period, at))).toEqual([false, true, true, false]);
    const ended = { ...period, terminatedAt: '2026-10-01T00:00:00.000Z' };
    expect([isOpen(ended, '2026-09-30T23:59:59.999Z'), isOpen(ended, '2026-10-01T00:00:00.000Z')]).toEqual([true, false]);
  });
});
