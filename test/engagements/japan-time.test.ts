import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayEnd, eraDay, eraFiscalYear, eraYear, fiscalYear, japanDay, monthEnd, officeEnd } from '../../server/engagements/japan-time.ts';
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

  it('print days and fiscal years with their era, its first year as 元年', () => {
    expect(['2019-04-30', '2019-05-01', '2019-12-31', '2020-01-01', '2026-07-02'].map(eraDay)).toEqual(['平成31年4月30日', '令和元年5月1日', '令和元年12月31日', '令和2年1月1日', '令和8年7月2日']);
    expect([2018, 2019, 2020, 2026].map(eraFiscalYear)).toEqual(['平成30年度', '令和元年度', '令和2年度', '令和8年度']);
  });

  it('print for every day the era that Intl knows', () => {
    const intl = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { timeZone: 'UTC', era: 'long', year: 'numeric', month: 'numeric', day: 'numeric' });
    fc.assert(fc.property(fc.date({ min: new Date('2018-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true }), (date) => {
      const part = Object.fromEntries(intl.formatToParts(date).map(({ type, value }) => [type, value]));
      expect(eraDay(date.toISOString().slice(0, 10))).toBe(`${part['era'] ?? ''}${part['year'] === '1' ? '元' : part['year'] ?? ''}年${part['month'] ?? ''}月${part['day'] ?? ''}日`);
    }));
  });

  it('begin and end a fiscal year where its name changes, and a month on its last day', () => {
    fc.assert(fc.property(fc.integer({ min: 2015, max: 2090 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const first = new Date(Date.parse(`${year}-04-01T00:00:00.000+09:00`));
      expect(fiscalYear(first.toISOString())).toBe(year);
      expect(fiscalYear(new Date(first.getTime() - 1).toISOString())).toBe(year - 1);
      const text = `${year}-${String(month).padStart(2, '0')}`;
      expect(monthEnd(text).slice(0, 7)).toBe(text);
      expect(new Date(Date.parse(`${monthEnd(text)}T00:00:00Z`) + 86_400_000).getUTCDate()).toBe(1);
    }));
    expect([monthEnd('2028-02'), monthEnd('2027-02'), monthEnd('2026-12')]).toEqual(['2028-02-29', '2027-02-28', '2026-12-31']);
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
