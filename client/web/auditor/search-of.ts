// The filters of the ledger: codes and days stand in the address, a person's name in the history only. From there to the API's search, and from a kept search back.
import { ledgerFilter } from '../../../server/http/wire/ledger.ts';
import type { StoredFilter } from '../../../server/http/wire/log-search.ts';
import { keepHere, setQuery } from '../app/place.ts';
import { instantInJapan, isoDay } from '../text/dates.ts';
import type { z } from 'zod';

export type LedgerFilter = z.output<typeof ledgerFilter>;
export const KEYS = ['from', 'to', 'number', 'act', 'engagement', 'contractor', 'result', 'code', 'transfer'] as const;
export type Key = (typeof KEYS)[number];
const DAY = 86_400_000;

/** What does not parse is left out, filter by filter. */
export function searchOf(query: URLSearchParams, person: string): LedgerFilter {
  const to = instantInJapan(query.get('to') ?? '', '00:00');
  const acts = (query.get('act') ?? '').split(',').filter((act) => act !== '');
  const wanted: Record<string, string | string[] | null> = {
    from: instantInJapan(query.get('from') ?? '', '00:00'), to: to === null ? null : new Date(Date.parse(to) + DAY - 1).toISOString(), person, act: acts.length === 0 ? null : acts,
    ...Object.fromEntries(['number', 'transfer', 'engagement', 'contractor', 'result', 'code'].map((key) => [key, query.get(key)])),
  };
  const sound = Object.entries(wanted).filter(([key, value]) => value !== null && value !== '' && ledgerFilter.safeParse({ [key]: value }).success);
  return ledgerFilter.parse(Object.fromEntries(sound));
}

/** Searches by these codes and this name: all at once, so that Back undoes all at once. */
export function searchBy(codes: Readonly<Partial<Record<Key, string>>>, name: string): void {
  setQuery(Object.fromEntries(KEYS.map((key) => [key, codes[key] ?? null])));
  keepHere('search', name.trim());
}

/** Searches by what was kept. */
export function searchByKept({ from, to, act, person, ...codes }: StoredFilter): void {
  const given = { ...codes, ...(from === undefined ? {} : { from: isoDay(from) }), ...(to === undefined ? {} : { to: isoDay(to) }), ...(act === undefined ? {} : { act: act.join(',') }) };
  searchBy(Object.fromEntries(Object.entries(given).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[key, value]] : []))), person ?? '');
}
