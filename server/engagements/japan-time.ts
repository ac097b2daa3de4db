// Days and fiscal years as Japan counts them (UTC+9, no daylight saving; 1 April to 31 March). Pure.

const offset = 9 * 3_600_000;

/** The day in Japan, YYYY-MM-DD, of an instant (ISO 8601). */
export function japanDay(instant: string): string {
  return new Date(Date.parse(instant) + offset).toISOString().slice(0, 10);
}

/** The fiscal year, by the calendar year in which it begins: 2026-03-31 JST belongs to 2025. */
export function fiscalYear(instant: string): number {
  const [year = 0, month = 0] = japanDay(instant).split('-').map(Number);
  return month >= 4 ? year : year - 1;
}

/** 17:00 in Japan on the day that is `days` after the day of `instant`: the end of office hours, when a clerk can still be called. */
export function officeEnd(instant: string, days: number): string {
  const day = new Date(Date.parse(`${japanDay(instant)}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return new Date(Date.parse(`${day}T17:00:00.000+09:00`)).toISOString();
}

/** The last millisecond of a day in Japan as an instant. */
export function dayEnd(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000+09:00`) + 86_400_000 - 1).toISOString();
}

/** The short form of a fiscal year's era, as numbers of records begin with: R8 for 2026. */
export function eraYear(year: number): string {
  return year >= 2019 ? `R${year - 2018}` : `H${year - 1988}`;
}
