// Business days (開庁日) in Japan: not Saturday or Sunday, not a 国民の祝日, not 12/29 to 1/3 (地方自治法第4条の2). Pure.
// Beyond 2050 the library names no holidays: then only weekends and the turn of the year count, so a due day can come too early, never too late.
import holidays from '@holiday-jp/holiday_jp';

/** The last day whose 国民の祝日 are known (the equinoxes of later years are forecasts until the Cabinet announces them each February). */
export const holidaysKnownUntil = '2050-12-31';

const turnOfYear = new Set(['12-29', '12-30', '12-31', '01-01', '01-02', '01-03']);

/** True if the offices are open on `day` (YYYY-MM-DD in Japan). */
export function isBusinessDay(day: string): boolean {
  const weekday = atNoon(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !turnOfYear.has(day.slice(5)) && !Object.hasOwn(holidays.holidays, day);
}

/** The first business day on or after `day`. */
export function nextBusinessDay(day: string): string {
  return isBusinessDay(day) ? day : nextBusinessDay(moveDay(day, 1));
}

/**
 * The `n`th business day after `day`; `day` itself is not counted (初日不算入, 民法第140条). A negative `n` goes back. With 0 it is the next
 * business day on or after `day` (民法第142条).
 */
export function addBusinessDays(day: string, n: number): string {
  if (n === 0) return nextBusinessDay(day);
  const step = Math.sign(n);
  let found = day;
  for (let left = Math.abs(n); left > 0; left -= isBusinessDay(found) ? 1 : 0) found = moveDay(found, step);
  return found;
}

/** How many business days lie after `from` up to and with `to`; 0 when `to` is not later. */
export function businessDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = moveDay(from, 1); day <= to; day = moveDay(day, 1)) count += isBusinessDay(day) ? 1 : 0;
  return count;
}

/** The day `n` calendar days after `day`; negative goes back. */
export function moveDay(day: string, n: number): string {
  return new Date(atNoon(day).getTime() + n * 86_400_000).toISOString().slice(0, 10);
}

// Noon in UTC: no arithmetic on days comes near a date line.
const atNoon = (day: string): Date => new Date(`${day}T12:00:00.000Z`);
