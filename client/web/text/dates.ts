// Times as people here write them: Japan Standard Time, in Japanese with the era (和暦). UI 3.0.
export type Language = 'ja' | 'en';

const parts = (locale: string, options: Intl.DateTimeFormatOptions): ((at: string) => Record<string, string>) => {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', hour12: false, hourCycle: 'h23', ...options });
  return (at) => Object.fromEntries(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
};
const japanese = parts('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short' });
const latin = parts('ja-JP-u-ca-japanese', { era: 'narrow', year: 'numeric', month: 'numeric', day: 'numeric' });
const english = parts('en-GB', { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
const iso = parts('en-GB', { year: 'numeric', month: '2-digit', day: '2-digit', second: '2-digit' });

const get = (from: Record<string, string>, key: string): string => from[key] ?? '';
/** 元年 is written so, never 1年. */
const yearOf = (from: Record<string, string>): string => (get(from, 'year') === '1' ? '元' : get(from, 'year'));

/** 「令和8年7月9日（木）17:00」, or `Thu 9 July 2026 17:00`. `at` is an instant in UTC. */
export function longInstant(at: string, language: Language): string {
  return `${longDay(at, language)}${language === 'ja' ? '' : ' '}${clock(at)}`;
}

/** 「令和8年7月9日（木）」, or `Thu 9 July 2026`. */
export function longDay(at: string, language: Language): string {
  if (language === 'en') {
    const e = english(at);
    return `${get(e, 'weekday')} ${get(e, 'day')} ${get(e, 'month')} ${get(e, 'year')}`;
  }
  const j = japanese(at);
  return `${get(j, 'era')}${yearOf(j)}年${get(j, 'month')}月${get(j, 'day')}日（${get(j, 'weekday')}）`;
}

/** 「令和8年7月」, or `July 2026`. */
export function monthOf(at: string, language: Language): string {
  if (language === 'en') return `${get(english(at), 'month')} ${get(english(at), 'year')}`;
  const j = japanese(at);
  return `${get(j, 'era')}${yearOf(j)}年${get(j, 'month')}月`;
}

/** `R8.7.9 17:00` for tables, or `2026-07-09 17:00`. */
export function shortInstant(at: string, language: Language): string {
  return `${shortDay(at, language)} ${clock(at)}`;
}

export function shortDay(at: string, language: Language): string {
  if (language === 'en') return isoDay(at);
  const l = latin(at);
  return `${get(l, 'era').slice(0, 1)}${get(l, 'year')}.${get(l, 'month')}.${get(l, 'day')}`;
}

/** `17:00` in Japan. */
export function clock(at: string): string {
  const i = iso(at);
  return `${get(i, 'hour')}:${get(i, 'minute')}`;
}

export function clockWithSeconds(at: string): string {
  return `${clock(at)}:${get(iso(at), 'second')}`;
}

/** The calendar day in Japan, `2026-07-09`. */
export function isoDay(at: string): string {
  const i = iso(at);
  return `${get(i, 'year')}-${get(i, 'month')}-${get(i, 'day')}`;
}

/** The instant of a day and a time of day in Japan (`2026-07-09`, `17:00`) in the API's form; null if they are none. */
export function instantInJapan(day: string, time: string): string | null {
  const at = Date.parse(`${day}T${time}:00.000+09:00`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** A fiscal year by its era: 令和元年度 for 2019, as a whole; 平成30年度 before. */
export function eraFiscalYear(year: number): string {
  const [era, count] = year >= 2019 ? ['令和', year - 2018] : ['平成', year - 1988];
  return `${era}${count === 1 ? '元' : count}年度`;
}

const DAY = 86_400_000;
/** Whole calendar days in Japan from now until `at`; negative once past. */
export function daysUntil(at: string, now: number = Date.now()): number {
  return Math.round((Date.parse(isoDay(at)) - Date.parse(isoDay(new Date(now).toISOString()))) / DAY);
}
