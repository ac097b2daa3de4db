// The filters of the list of records as they stand in the address: codes and random identifiers only. Back undoes them, a link carries them. Pure.
import type { z } from 'zod';
import type { recordSearch } from '../../../server/http/wire/records.ts';
import { GROUPS } from './view.ts';

export type Search = Omit<z.input<typeof recordSearch>, 'offset' | 'limit'>;
export const NARROWING = ['group', 'kind', 'engagement', 'contractor', 'transfer', 'open', 'mine', 'overdue', 'fy'] as const;

const ID = /^[0-9a-f]{32}$/;
const KIND = /^[a-z][a-z-]{0,59}$/;

/** Reads the address; what it does not understand is left out, as if it had not been said. */
export function searchOf(query: URLSearchParams): Search {
  const like = (key: string, form: RegExp): string | undefined => { const value = query.get(key); return value !== null && form.test(value) ? value : undefined; };
  const [kind, engagement, contractor, transfer, year] = [like('kind', KIND), like('engagement', ID), like('contractor', ID), like('transfer', ID), like('fy', /^20\d\d$/)];
  const group = GROUPS.find((one) => one === query.get('group'));
  return {
    ...(kind === undefined ? {} : { kind }), ...(group === undefined ? {} : { group }), ...(engagement === undefined ? {} : { engagement }),
    ...(contractor === undefined ? {} : { contractor }), ...(transfer === undefined ? {} : { transfer }), ...(year === undefined ? {} : { fiscalYear: Number(year) }),
    ...(query.get('open') === '1' ? { open: true } : {}), ...(query.get('mine') === '1' ? { mine: true } : {}), ...(query.get('overdue') === '1' ? { overdue: true } : {}),
  };
}
