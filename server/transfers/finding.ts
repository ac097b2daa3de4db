// Finds transfers by what lists ask, in the database alone: number by number of a party's transfers, never reading a document.
// The sender's and the recipient's view are two walks over an index that holds every column asked for; the same conditions as `mayKnow`.
import { partyOf, type Person } from '../accounts/person.ts';
import type { Conditions, Tx } from '../store/store.ts';
import { valuesOf } from '../store/value-list.ts';
import { wordsOf, type Word } from './finding-words.ts';
import type { Act } from './outlook.ts';
import type { State } from './transfer.ts';

export interface Asked {
  readonly q?: string | undefined;
  readonly states?: readonly State[] | undefined;
  readonly act?: Act | undefined;
  readonly engagement?: string | undefined;
  readonly creator?: string | undefined;
  readonly overdue?: true | undefined;
  readonly mine?: true | undefined;
  readonly waiting?: true | undefined;
  /** Only what is older than this key of a list by creation. */
  readonly after?: { readonly createdAt: string; readonly id: string } | undefined;
}
export interface Order { readonly sort: 'created' | 'collectBy' | 'quantity' | 'number'; readonly order: 'asc' | 'desc'; readonly offset: number; readonly limit: number }

const sides = {
  sent: { party: 'sender_id', other: 'recipient_id', act: 'act_sender' },
  received: { party: 'recipient_id', other: 'sender_id', act: 'act_recipient' },
} as const;
type Side = keyof typeof sides;
const sorts = { created: 'created_at', collectBy: 'collect_by', quantity: 'quantity', number: 'number' } as const;
const running: readonly State[] = ['awaiting-approval', 'returned', 'released', 'collecting', 'collected'];

/** The ids of one page, and how many there are in all. Ties are broken by id, so that pages never overlap. */
export async function findTransfers(tx: Tx, who: Person, asked: Asked, { sort, order, offset, limit }: Order, now: string): Promise<{ ids: string[]; total: number }> {
  const words = asked.q === undefined ? [] : await wordsOf(tx, who.municipalityId, asked.q);
  const [sent, received] = [walk(tx, who, 'sent', { asked, words, now }), walk(tx, who, 'received', { asked, words, now })];
  let total = 0;
  for (const side of [sent, received]) total += (await side.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
  const keyed = (side: typeof sent) => side.select((select) => ['transfers.id as id', select.ref(sorts[sort]).as('key')]);
  const rows = await keyed(sent).unionAll(keyed(received)).orderBy('key', order).orderBy('id', order).limit(limit).offset(offset).execute();
  return { ids: rows.map((row) => row.id), total };
}

export interface Tally { readonly state: string; readonly act: string; readonly creatorId: string; readonly count: number; readonly mine: number; readonly overdue: number }

/** How many transfers this person may know of, by state, next act and maker; of each, how many wait for the reader and how many are overdue. */
export async function tallyTransfers(tx: Tx, who: Person, now: string): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const side of ['sent', 'received'] as const) {
    const { act } = sides[side];
    const rows = await walk(tx, who, side, { asked: {}, words: [], now }).select((select) => [
      'state', select.ref(act).as('act'), 'creator_id as creatorId', select.fn.countAll<number>().as('count'),
      select.fn.sum<number>(select.case().when(isMine(select, side, who, now)).then(1).else(0).end()).as('mine'),
      select.fn.sum<number>(select.case().when(isOverdue(select, now)).then(1).else(0).end()).as('overdue'),
    ]).groupBy(['state', act, 'creator_id']).execute();
    tallies.push(...rows);
  }
  return tallies;
}

interface Walk { readonly asked: Asked; readonly words: readonly Word[]; readonly now: string }

/** One side's transfers that this person may know of: `mayKnow` and `mayKnowOf` in SQL, with what is asked. */
function walk(tx: Tx, who: Person, side: Side, { asked, words, now }: Walk) {
  const { party, act, other } = sides[side];
  let found = tx.selectFrom('transfers').where(party, '=', partyOf(who) ?? '').where('municipality_id', '=', who.municipalityId);
  if (side === 'received') found = found.where('lock_ready', '=', 1);
  if (who.role === 'handler') found = found.where('engagement_id', 'in', tx.selectFrom('roster').select('engagement_id').where('account_id', '=', who.id).where('accepted_at', 'is not', null).where('removed_at', 'is', null));
  // It sends nothing that it would have to look for: of what a terminal sends it has the deposit's id.
  if (who.unattended !== undefined) found = side === 'sent' ? found.where('id', '=', '') : found.where('engagement_id', 'in', who.unattended.engagements);
  if (asked.states !== undefined) found = found.where('state', 'in', asked.states);
  if (asked.act !== undefined) found = found.where(act, '=', asked.act);
  if (asked.engagement !== undefined) found = found.where('engagement_id', '=', asked.engagement);
  if (asked.creator !== undefined) found = found.where('creator_id', '=', asked.creator);
  if (asked.overdue === true) found = found.where((where) => isOverdue(where, now));
  if (asked.mine === true) found = found.where((where) => isMine(where, side, who, now));
  if (asked.waiting === true) found = found.where(act, 'not in', ['wait-wipe', 'none']).where((where) => where.not(isMine(where, side, who, now)));
  const { after } = asked;
  if (after !== undefined) found = found.where('created_at', '<=', after.createdAt).where((where) => where.or([where('created_at', '<', after.createdAt), where('id', '<', after.id)]));
  for (const word of words) found = found.where((where) => hasWord(where, other, word));
  return found;
}

/** `isOverdue` of outlook.ts over columns. */
const isOverdue = (where: Conditions<'transfers'>, now: string) => where.and([where('state', 'in', running), where('collect_by', '<', now)]);

/**
 * `isMine` of outlook.ts over columns. The rules themselves are asked again for each row that is shown; that both agree for every
 * state, reader and side is held by test/transfers/finding.test.ts.
 */
function isMine(where: Conditions<'transfers'>, side: Side, who: Person, now: string) {
  const intime = where('collect_by', '>', now);
  if (side === 'received') return where.or([where('act_recipient', '=', 'confirm'), where.and([where('act_recipient', '=', 'collect'), intime])]);
  const own = where('creator_id', '=', who.id);
  const another = where.or([where('approver_id', 'is', null), where('approver_id', '!=', who.id)]);
  const approvals = who.canApprove ? [where.and([where('act_sender', '=', 'approve'), where.not(own)]), where.and([where('act_sender', '=', 'allow-unscanned'), where.not(own), another])] : [];
  return where.or([
    where('act_sender', 'in', ['notice', 'handover', 'write-medium', 'hand-over-medium']), ...approvals,
    where.and([where('act_sender', '=', 'discard'), own]), where.and([where('act_sender', '=', 'submit'), own, intime]),
  ]);
}

/** In the number, the title, the form's name or the other party's name. */
function hasWord(where: Conditions<'transfers'>, other: 'sender_id' | 'recipient_id', word: Word) {
  return where.or([
    ...(word.digits === null ? [] : [where(where.fn<string>('replace', ['number', where.val('-'), where.val('')]), 'like', `%${word.digits}%`)]),
    ...(word.formIds.length === 0 ? [] : [where('form_id', 'in', word.formIds)]), ...(word.partyIds.length === 0 ? [] : [where(other, 'in', word.partyIds)]),
    where('title_text', 'in', valuesOf(word.titleIds)),
  ]);
}
