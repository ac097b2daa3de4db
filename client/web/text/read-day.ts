// Days and moments as people type or paste them: by the era (R8.7.9, 令和8年7月9日), or with the Gregorian year (2026-07-09, 2026/7/9). Pure.

/** The year before the first of each era. */
const ERAS: readonly (readonly [mark: RegExp, before: number])[] = [[/^(?:令和|R)/iu, 2018], [/^(?:平成|H)/iu, 1988], [/^(?:昭和|S)/iu, 1925]];

function yearOf(typed: string): number {
  for (const [mark, before] of ERAS) if (mark.test(typed)) return before + Number(typed.replace(mark, '').replace('元', '1'));
  return typed.length === 4 ? Number(typed) : Number.NaN;
}

/** `2026-07-09`, or null if it is no day of the calendar. Full width is read as half width, 元年 as the first year. */
export function readDay(typed: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\D{0,2}(?:\d{1,4}|元))[年./-](\d{1,2})[月./-](\d{1,2})日?$/u.exec(typed.normalize('NFKC').replace(/\s/g, '')) ?? [];
  const iso = `${String(yearOf(year)).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? null : iso;
}

/** `2026-07-09T17:00`: the day and the time of day in Japan, from `R8.7.9 17:00`, `2026-07-09 17:00` or `令和8年7月9日17時`; null if it is none. */
export function readMoment(typed: string): string | null {
  const [, written = '', hour = '', minutes, past] = /^(.+?)(?:[\sT]+|(?<=日))(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分)?)$/u.exec(typed.normalize('NFKC').trim()) ?? [];
  const minute = minutes ?? past ?? '0';
  const day = readDay(written);
  const [h, m] = [Number(hour), Number(minute)];
  return day === null || hour === '' || h > 23 || m > 59 ? null : `${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
