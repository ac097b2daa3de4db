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

/** The first day of the fiscal year of an instant, YYYY-MM-DD. */
export function fiscalYearStart(instant: string): string {
  return `${fiscalYear(instant)}-04-01`;
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

/** A day as documents print it: 令和元年5月1日, 平成31年4月30日. The era changed on 1 May 2019; its first year is 元年 (元号を改める政令, 平成31年政令第143号). */
export function eraDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return `${eraName(day >= '2019-05-01' ? ['令和', year - 2018] : ['平成', year - 1988])}年${month}月${date}日`;
}

/** A fiscal year as documents print it: 令和8年度. That of 2019 is 令和元年度 as a whole, from 1 April (内閣官房・財務省, 平成31年4月1日). */
export function eraFiscalYear(year: number): string {
  return `${eraName(year >= 2019 ? ['令和', year - 2018] : ['平成', year - 1988])}年度`;
}

const eraName = ([era, year]: readonly [string, number]): string => `${era}${year === 1 ? '元' : year}`;

/** The last day of a month (YYYY-MM). */
export function monthEnd(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** The short form of a fiscal year's era, as numbers of records begin with: R8 for 2026. */
export function eraYear(year: number): string {
  return year >= 2019 ? `R${year - 2018}` : `H${year - 1988}`;
}
