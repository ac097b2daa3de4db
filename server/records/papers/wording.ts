// How papers write days, counts, sizes and the parties: as a ward office does, with the era (和暦) and polite endings. Pure.
import { eraDay, japanDay } from '../../engagements/japan-time.ts';

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** 令和8年7月2日: of an instant, in Japan. */
export const dayOf = (instant: string): string => eraDay(japanDay(instant));

/** 令和8年7月2日 14:00: to the minute (1-10), in Japan. */
export const momentOf = (instant: string): string => `${dayOf(instant)} ${clock.format(new Date(instant))}`;

/** A short form for narrow columns: R8.7.2 14:00. */
export function shortMomentOf(instant: string): string {
  return `${shortDay(japanDay(instant))} ${clock.format(new Date(instant))}`;
}

/** R8.7.2, H31.4.30. */
export function shortDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return `${day >= '2019-05-01' ? `R${year - 2018}` : `H${year - 1988}`}.${month}.${date}`;
}

/** 1,234. */
export const countOf = (value: number): string => value.toLocaleString('ja-JP');

/** 見本区長 様: the head of the municipality is the addressee of what a contractor submits. */
export const headOf = (municipality: string): string => `${municipality}長　様`;

/** A firm as an addressee. */
export const firmAs = (name: string): string => `${name}　御中`;

/** Names side by side; a dash where there is none. */
export const listOf = (names: readonly string[]): string => (names.length === 0 ? '—' : names.join('、'));

/** A number of record as it is printed: 第R8-31号. */
export const numberOf = (label: string): string => `第${label}号`;
