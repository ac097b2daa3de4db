// The list of a party's transfers, newest first, a page at a time on the connection that only reads.
import { partyOf, type Person } from '../../accounts/person.ts';
import { parseTransfer } from '../../transfers/rows.ts';
import type { z } from 'zod';
import type { transferQuery, TransferSummary } from '../wire/transfers.ts';
import { transferSummary } from '../views/transfers.ts';
import type { AnswerParts } from './parts.ts';

type Query = z.output<typeof transferQuery>;

/** The transfers this person may know of; the same condition as `mayKnow`, in SQL. `after` is the key of the last one seen. */
export async function listTransfers({ store, clock }: AnswerParts, who: Person, query: Query): Promise<{ transfers: TransferSummary[]; total: number; next: string | null }> {
  const party = partyOf(who) ?? '';
  let known = store.search.selectFrom('transfers').where('municipality_id', '=', who.municipalityId)
    .where((where) => where.or([where('sender_id', '=', party), where.and([where('recipient_id', '=', party), where('document', 'not like', '%"lock":null%')])]));
  // The same as `mayKnowOf`: a handler knows of what is in the engagements of their rosters.
  if (who.role === 'handler') known = known.where('engagement_id', 'in', store.search.selectFrom('roster').select('engagement_id').where('account_id', '=', who.id).where('removed_at', 'is', null));
  if (query.state !== undefined) known = known.where('state', '=', query.state);
  if (query.engagement !== undefined) known = known.where('engagement_id', '=', query.engagement);
  if (query.mine === '1') known = known.where('state', 'not in', ['wiped', 'wiping', 'wipe-failed', 'recalled', 'expired', 'discarded', 'confirmed']);
  const { total } = await known.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const [at = '', id = ''] = (query.after ?? '').split(' ');
  const page = query.after === undefined ? known : known.where((where) => where.or([where('created_at', '<', at), where.and([where('created_at', '=', at), where('id', '<', id)])]));
  const rows = await page.select('document').orderBy('created_at', 'desc').orderBy('id', 'desc').limit(query.limit).execute();
  const found = rows.map((row) => parseTransfer(row.document));
  const summaries = await Promise.all(found.map((transfer) => transferSummary(store.search, transfer, who, clock.now())));
  const last = found.at(-1);
  return {
    transfers: query.mine === '1' ? summaries.filter((one) => one.next.mine) : summaries, total,
    next: last === undefined || found.length < query.limit ? null : `${last.createdAt} ${last.id}`,
  };
}
