// The filters of the list of transfers as they stand in the address: codes and random identifiers only. Back undoes them, a link carries them.
import type { Search } from './paging.ts';

/** The states in the order of the journey. */
export const STATES = ['draft', 'awaiting-approval', 'returned', 'released', 'collecting', 'collected', 'confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed', 'wiped'] as const;
export const TURNS = ['mine', 'waiting'] as const;
export const SORTS = ['created', 'collectBy', 'quantity', 'number'] as const;
/** What narrows the list; sorting does not. */
export const NARROWING = ['state', 'engagement', 'creator', 'turn', 'overdue'] as const;

const ID = /^[0-9a-f]{32}$/;

/** Reads the address; what it does not understand is left out, as if it had not been said. */
export function searchOf(query: URLSearchParams): Search {
  const among = <T extends string>(known: readonly T[], key: string): T | undefined => known.find((one) => one === query.get(key));
  const id = (key: string): string | undefined => codesOf(query, key).find((code) => ID.test(code));
  const states = STATES.filter((state) => codesOf(query, 'state').includes(state));
  const [engagement, creator, turn, sort] = [id('engagement'), id('creator'), among(TURNS, 'turn'), among(SORTS, 'sort')];
  return {
    ...(states.length === 0 ? {} : { states }), ...(engagement === undefined ? {} : { engagement }), ...(creator === undefined ? {} : { creator }),
    ...(query.get('overdue') === '1' ? { overdue: true } : {}), ...(turn === undefined ? {} : { [turn]: true }),
    ...(sort === undefined ? {} : { sort }), ...(query.get('order') === 'asc' ? { order: 'asc' } : {}),
  };
}

/** The codes of one filter; several stand in one, parted by commas. */
export function codesOf(query: URLSearchParams, key: string): string[] {
  return (query.get(key) ?? '').split(',').filter((code) => code !== '');
}
