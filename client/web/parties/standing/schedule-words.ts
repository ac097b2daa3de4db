// A schedule in words: the days, and from when until when; minutes of the day as clock times, 24:00 the end of the day.
import type { useWords } from '../../app/language.ts';

type Words = ReturnType<typeof useWords>['t'];

export const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The seven days of the week, Sunday first. */
export function dayNames(t: Words): string[] {
  const written = t('standingApproval.days');
  return written.includes(',') ? written.split(',') : Array.from(written);
}

export function scheduleWords({ weekdays, from, until }: { readonly weekdays: readonly number[]; readonly from: number; readonly until: number }, t: Words): string {
  const names = dayNames(t);
  const days = weekdays.length === 7 ? t('standingApproval.everyDay') : weekdays.map((day) => names[day] ?? '').join(t('standingApproval.days').includes(',') ? ', ' : '・');
  return `${days}　${t('standingApproval.hours', { from: clock(from), until: until <= from ? t('standingApproval.nextDay', { time: clock(until) }) : clock(until) })}`;
}
