// When the content of an engagement is to be erased, and what stops it. Nothing of a running engagement, of an open duty, record or incident, of a transfer
// that is not wiped, of a week that nobody reviewed or of an engagement under a hold is erased.
import { fiscalYear } from '../engagements/japan-time.ts';
import type { Tx } from '../store/store.ts';
import { weekOf, weeksBetween } from '../watching/weeks.ts';

export type Stops = 'hold' | 'duty' | 'record' | 'transfer' | 'week';
export interface Standing { readonly engagementId: string; readonly title: string; readonly closedAt: string; /** A day in Japan. */ readonly dueOn: string; readonly stops: Stops[] }

/** The day after so many years after the end of the fiscal year (31 March) in which `instant` lies. */
export const dueDay = (instant: string, years: number): string => `${fiscalYear(instant) + 1 + years}-04-01`;

const ended: readonly string[] = ['wiped', 'discarded'];

/** Closed engagements whose content is not erased yet, the soonest first. */
export async function standingsOf(tx: Tx, municipalityId: string, years: number): Promise<Standing[]> {
  const rows = await tx.selectFrom('engagements').select(['id', 'title', 'created_at', 'closed_at']).where('municipality_id', '=', municipalityId).where('closed_at', 'is not', null)
    .where((where) => where.not(where.exists(where.selectFrom('erasures').select('rule').whereRef('engagement_id', '=', 'engagements.id').where('rule', '=', 'texts')))).execute();
  const found: Standing[] = [];
  for (const { id, title, created_at: since, closed_at: closedAt } of rows) {
    if (closedAt !== null) found.push({ engagementId: id, title, closedAt, dueOn: dueDay(closedAt, years), stops: await stopsOf(tx, { municipalityId, id, since, closedAt }) });
  }
  return found.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : one.title.localeCompare(other.title, 'ja')));
}

interface Closed { readonly municipalityId: string; readonly id: string; readonly since: string; readonly closedAt: string }

async function stopsOf(tx: Tx, closed: Closed): Promise<Stops[]> {
  const { id } = closed;
  const found = async (rows: Promise<unknown>, stop: Stops): Promise<Stops[]> => (await rows === undefined ? [] : [stop]);
  return [
    ...await found(tx.selectFrom('holds').select('id').where('engagement_id', '=', id).where('lifted_at', 'is', null).executeTakeFirst(), 'hold'),
    ...await found(tx.selectFrom('duties').select('id').where('engagement_id', '=', id).where('settled_at', 'is', null).where('cancelled_at', 'is', null).executeTakeFirst(), 'duty'),
    ...await found(tx.selectFrom('records').select('id').where('engagement_id', '=', id).where('state', '=', 'open').executeTakeFirst(), 'record'),
    ...await found(tx.selectFrom('transfers').select('id').where('engagement_id', '=', id).where('state', 'not in', [...ended]).executeTakeFirst(), 'transfer'),
    ...(await allReviewed(tx, closed) ? [] : ['week' as const]),
  ];
}

async function allReviewed(tx: Tx, { municipalityId, since, closedAt }: Closed): Promise<boolean> {
  const [first, last] = [weekOf(since), weekOf(closedAt)];
  const { count } = await tx.selectFrom('log_reviews').select((make) => make.fn.countAll<number>().as('count')).where('municipality_id', '=', municipalityId).where('week', '>=', first).where('week', '<=', last).executeTakeFirstOrThrow();
  return count === weeksBetween(first, last);
}
