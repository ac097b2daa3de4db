// What an auditor sees first: how far the ledger is signed, and counts that make one look closer.
import type { z } from 'zod';
import { witnessStanding } from '../../ledger/witness-standing.ts';
import type { Tx } from '../../store/store.ts';
import { unreviewedWeeks } from '../../watching/reviews.ts';
import { urgentOf } from '../../watching/urgent.ts';
import { waitingWeeks } from '../../watching/weeks-list.ts';
import { lastDayOf } from '../../watching/weeks.ts';
import type { auditHome } from '../wire/audit.ts';

const WEEK = 7 * 86_400_000;
const over = ['draft', 'wiped', 'wiping', 'wipe-failed', 'recalled', 'expired', 'discarded', 'confirmed'];

const shownWeeks = 5;

/** `now` is an instant; `alarms` are those that stand. */
export async function auditHomeOf(tx: Tx, municipalityId: string, now: string, alarms: readonly { code: string; at: string }[]): Promise<z.input<typeof auditHome>> {
  const since = new Date(Date.parse(now) - WEEK).toISOString();
  const own = tx.selectFrom('ledger_entries').where('municipality_id', '=', municipalityId);
  const transfers = tx.selectFrom('transfers').where('municipality_id', '=', municipalityId);
  const head = await tx.selectFrom('ledger_checkpoints').select(['size', 'at']).orderBy('size', 'desc').limit(1).executeTakeFirstOrThrow();
  const week = await own.where('at', '>=', since).select((make) => [
    make.fn.countAll<number>().filterWhere('result', '=', 'refused').as('refusals'), make.fn.countAll<number>().filterWhere((where) => where.and([where('act', '=', 'deposit'), where('result', '=', 'done')])).as('transfers'),
  ]).executeTakeFirstOrThrow();
  const entries = await own.select((make) => make.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const strangers = await tx.selectFrom('ledger_entries').select((make) => make.fn.countAll<number>().as('count')).where('municipality_id', 'is', null).where('act', '=', 'strangers').where('at', '>=', since).executeTakeFirstOrThrow();
  const standing = await transfers.select((make) => [
    make.fn.countAll<number>().filterWhere('state', 'not in', over).as('running'), make.fn.countAll<number>().filterWhere('state', '=', 'wipe-failed').as('wipeFailed'),
    make.fn.countAll<number>().filterWhere((where) => where.and([where('state', 'not in', over), where('collect_by', '<', now)])).as('overdue'),
  ]).executeTakeFirstOrThrow();
  return {
    ...(await witnessStanding(tx)), now, checkpoint: head, entries: entries.count, week: { since, ...week, strangers: strangers.count }, ...standing, unreviewedWeeks: await unreviewedWeeks(tx, municipalityId, now),
    waitingWeeks: (await waitingWeeks(tx, municipalityId, now, shownWeeks)).map(({ week: monday, fired }) => ({ week: monday, until: lastDayOf(monday), fired })),
    urgent: { alarms: [...alarms], entries: (await urgentOf(tx, municipalityId)).map(({ idx, act, at }) => ({ index: idx, act, at })) },
  };
}
