import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessDays, businessDaysBetween, holidaysKnownUntil, isBusinessDay, moveDay, nextBusinessDay } from '../../server/engagements/business-days.ts';

const anyDay = fc.date({ min: new Date('2019-04-01T00:00:00Z'), max: new Date('2050-12-01T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe('business days', () => {
  it('leave out weekends, 国民の祝日, substitute holidays and the turn of the year', () => {
    const closed = ['2026-07-04', '2026-07-05', '2026-07-20', '2026-12-29', '2026-12-31', '2027-01-01', '2027-01-03', '2026-05-06', '2026-09-22', '2019-04-30', '2019-05-01', '2019-05-02', '2019-10-22'];
    expect(closed.filter(isBusinessDay)).toEqual([]);
    expect(['2026-07-21', '2026-12-28', '2027-01-04', '2026-05-07', '2019-05-07', '2020-10-12'].filter((day) => !isBusinessDay(day))).toEqual([]);
  });

  it('count after the day, over holidays, the end of a month, of a leap February, of a year and of a fiscal year', () => {
    expect([addBusinessDays('2026-07-17', 1), addBusinessDays('2026-07-31', 1), addBusinessDays('2028-02-28', 1), addBusinessDays('2028-02-29', 1), addBusinessDays('2026-12-28', 1), addBusinessDays('2027-03-31', 1), addBusinessDays('2019-04-26', 1)])
      .toEqual(['2026-07-21', '2026-08-03', '2028-02-29', '2028-03-01', '2027-01-04', '2027-04-01', '2019-05-07']);
    expect([addBusinessDays('2026-07-18', 0), addBusinessDays('2026-07-17', 0), addBusinessDays('2026-07-21', -1), addBusinessDays('2027-01-04', -2)]).toEqual(['2026-07-21', '2026-07-17', '2026-07-17', '2026-12-25']);
  });

  it('beyond the known years count weekends and the turn of the year alone, so that nothing falls due too late', () => {
    expect(holidaysKnownUntil).toBe('2050-12-31');
    expect([isBusinessDay('2050-11-23'), isBusinessDay('2051-11-23'), isBusinessDay('2051-11-25'), isBusinessDay('2051-12-29'), isBusinessDay('2052-01-03')]).toEqual([false, true, false, false, false]);
    expect(addBusinessDays('2051-11-22', 1)).toBe('2051-11-23');
  });

  it('agree with one another for every day and count', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
      const after = addBusinessDays(day, n);
      expect(isBusinessDay(after)).toBe(true);
      expect(businessDaysBetween(day, after)).toBe(n);
      expect(addBusinessDays(addBusinessDays(day, 1), n - 1)).toBe(after);
      expect(nextBusinessDay(moveDay(addBusinessDays(day, n - 1), n === 1 ? 0 : 1)) <= after).toBe(true);
      expect(addBusinessDays(after, -n) <= nextBusinessDay(day)).toBe(true);
    }));
  });

  it('never leave the offices closed for more than eleven days', () => {
    fc.assert(fc.property(anyDay, (day) => {
      expect(nextBusinessDay(day) <= moveDay(day, 11)).toBe(true);
      expect(nextBusinessDay(day) === day).toBe(isBusinessDay(day));
    }));
  });
});
