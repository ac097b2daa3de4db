// Weeks of the log: Monday to Sunday in Japan, named by their Monday (YYYY-MM-DD). Pure.
import { moveDay } from '../engagements/business-days.ts';
import { japanDay } from '../engagements/japan-time.ts';

export interface Span { /** The first instant of the week. */ readonly from: string; /** The first instant after it. */ readonly to: string }

/** The Monday of the week in which an instant (ISO 8601) lies. */
export function weekOf(instant: string): string {
  const day = japanDay(instant);
  const weekday = new Date(`${day}T12:00:00.000Z`).getUTCDay();
  return moveDay(day, -((weekday + 6) % 7));
}

/** True if the text names a week: a day that there is, and a Monday. */
export function isWeek(text: string): boolean {
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T12:00:00.000Z`) : null;
  return noon !== null && !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(text) && noon.getUTCDay() === 1;
}

export function spanOf(week: string): Span {
  const start = (day: string): string => new Date(`${day}T00:00:00.000+09:00`).toISOString();
  return { from: start(week), to: start(moveDay(week, 7)) };
}

/** The last day of a week, a Sunday. */
export const lastDayOf = (week: string): string => moveDay(week, 6);

/** True once the last Sunday of the week is past. */
export const isOver = (week: string, now: string): boolean => spanOf(week).to <= now;

/** How many weeks there are from one to another, both counted. */
export function weeksBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / (7 * 86_400_000)) + 1;
}
