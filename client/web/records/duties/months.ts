// Duties in the order of the calendar: months, and in them days. Pure.
import type { DutyView } from '../../../../server/http/wire/records.ts';

export interface DayOfDuties { readonly day: string; readonly duties: readonly DutyView[] }
/** `month` is `2026-07`. */
export interface MonthOfDuties { readonly month: string; readonly days: readonly DayOfDuties[] }

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

export function monthsOf(duties: readonly DutyView[]): MonthOfDuties[] {
  return grouped(duties, ({ dueOn }) => dueOn.slice(0, 7)).map(([month, within]) => ({ month, days: grouped(within, ({ dueOn }) => dueOn).map(([day, of]) => ({ day, duties: of })) }));
}
