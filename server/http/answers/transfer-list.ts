// Lists of a party's transfers, a page at a time, on the connection that only reads: the walk by key, the search, the counts.
import type { Person } from '../../accounts/person.ts';
import { findTransfers, tallyTransfers, type Asked, type Order, type Tally } from '../../transfers/finding.ts';
import { readTransfers } from '../../transfers/rows.ts';
import type { z } from 'zod';
import { transferSummaries } from '../views/summaries.ts';
import { act, type TransferCounts, type TransferPage, type transferQuery, type TransferSearch, type transferWalk, type TransferSummary } from '../wire/transfers.ts';
import { state, type PersonView } from '../wire/words.ts';
import type { AnswerParts } from './parts.ts';

interface Parts { readonly store: Pick<AnswerParts['store'], 'search'>; readonly clock: Pick<AnswerParts['clock'], 'now'> }

/** The transfers this person may know of, newest first. `after` is the key of the last one seen. */
export async function listTransfers(parts: Parts, who: Person, query: z.output<typeof transferQuery>): Promise<z.input<typeof transferWalk>> {
  const [createdAt = '', id = ''] = (query.after ?? '').split(' ');
  const asked: Asked = {
    states: query.state === undefined ? undefined : [query.state], engagement: query.engagement, mine: query.mine === undefined ? undefined : true,
  };
  const order: Order = { sort: 'created', order: 'desc', offset: 0, limit: query.limit };
  const { transfers, total } = await readPage(parts, who, query.after === undefined ? asked : { ...asked, after: { createdAt, id } }, order);
  const last = transfers.at(-1);
  const all = query.after === undefined ? total : (await findTransfers(parts.store.search, who, asked, { ...order, limit: 0 }, parts.clock.now())).total;
  return { transfers, total: all, next: last === undefined || transfers.length < query.limit ? null : `${last.createdAt} ${last.id}` };
}

/** One page of what was asked for. A person learns of no transfer here that another page would not show them. */
export async function searchTransfers(parts: Parts, who: Person, search: TransferSearch): Promise<TransferPage> {
  return { ...await readPage(parts, who, search, search), offset: search.offset };
}

async function readPage({ store, clock }: Parts, who: Person, asked: Asked, order: Order): Promise<{ transfers: TransferSummary[]; total: number }> {
  const now = clock.now();
  const { ids, total } = await findTransfers(store.search, who, asked, order, now);
  return { transfers: await transferSummaries(store.search, await readTransfers(store.search, ids), who, now), total };
}

/** The figures beside the navigation and the filters. */
export async function countTransfers({ store, clock }: Parts, who: Person): Promise<TransferCounts> {
  const tallies = await tallyTransfers(store.search, who, clock.now());
  const sum = (of: (tally: Tally) => number, from: readonly Tally[] = tallies): number => from.reduce((total, tally) => total + of(tally), 0);
  const by = <Key extends string>(keys: readonly Key[], key: (tally: Tally) => string, of: (tally: Tally) => number): Partial<Record<Key, number>> => {
    const figures: Partial<Record<Key, number>> = {};
    for (const one of keys) {
      const figure = sum(of, tallies.filter((tally) => key(tally) === one));
      if (figure > 0) figures[one] = figure;
    }
    return figures;
  };
  return {
    mine: sum((tally) => tally.mine), waiting: sum((tally) => (tally.act === 'none' || tally.act === 'wait-wipe' ? 0 : tally.count - tally.mine)),
    overdue: sum((tally) => tally.overdue), all: sum((tally) => tally.count),
    acts: by(act.options, (tally) => tally.act, (tally) => tally.mine), states: by(state.options, (tally) => tally.state, (tally) => tally.count),
    creators: await creatorsOf(store.search, [...new Set(tallies.map((tally) => tally.creatorId))]),
  };
}

async function creatorsOf(tx: AnswerParts['store']['search'], ids: readonly string[]): Promise<PersonView[]> {
  return ids.length === 0 ? [] : tx.selectFrom('accounts').select(['id', 'name']).where('id', 'in', ids).orderBy('name').orderBy('id').execute();
}
