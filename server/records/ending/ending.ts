// The end of an engagement, by termination or because its last day is over: access ends, erasure and return are ordered, and nothing
// of it can be collected any more. Guarantees that the orders stand in the transaction that ends it, once; what the journey still holds
// is taken back right after, and by the clock's work if the machine stopped in between.
import { endSessions } from '../../accounts/sessions.ts';
import { addBusinessDays } from '../../engagements/business-days.ts';
import type { EngagementEnded } from '../../engagements/change.ts';
import { readEngagement, readEngagements, type Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { isOpen } from '../../engagements/period.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isRefused } from '../../ledger/refused.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Store, Tx } from '../../store/store.ts';
import { endWithEngagement } from '../../transfers/clockwork.ts';
import type { Collection } from '../../transfers/collect.ts';
import type { Register } from '../../transfers/register.ts';
import { cancel, owe } from '../duties/duties.ts';
import { certificateDuty } from '../duties/erasure-due.ts';

export interface EndingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly random: RandomBytes;
  readonly register: Register;
  readonly collection: Collection;
  /** True while the wall clock has jumped and nobody has looked: no period ends by it. */
  readonly suspended: () => boolean;
}

export interface Ending {
  /** Takes part in the transaction that terminates an engagement. */
  readonly ended: EngagementEnded;
  /** Ends what is over and takes back what waits. Returns how many engagements and transfers changed. */
  run(): Promise<number>;
}

/** Kinds of duty that an end causes. */
const endDuties = ['erasure-certificate', 'return'] as const;

export function createEnding(parts: EndingParts): Ending {
  const ended: EngagementEnded = (tx, engagement, now) => windUp(tx, parts, engagement, now);
  return { ended, run: async () => (parts.suspended() ? 0 : (await endPeriods(parts, ended)) + (await takeBack(parts))) };
}

async function windUp(tx: Tx, { ledger, random }: EndingParts, engagement: Engagement, now: string): Promise<void> {
  // An extended period that ends again orders anew what the first end had ordered.
  await cancel(tx, { kinds: endDuties, engagementId: engagement.id, transferId: null }, now);
  const due = addBusinessDays(japanDay(now), engagement.terms.erasure.withinDays);
  for (const firm of engagement.contractors) {
    const subject = { municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorId: firm.id, transferId: null, owedBy: 'contractor' as const, dueOn: due };
    // Ordered even where nothing passed through the gateway: a contractor gathers personal data itself too (S3), which only it knows.
    await owe(tx, { ...certificateDuty(engagement, firm.id), dueOn: due }, { now, random });
    await owe(tx, { ...subject, kind: 'return', what: returnsOf(engagement), recordKind: 'return' }, { now, random });
  }
  const signedOut = await signOut(tx, engagement, now);
  await tx.updateTable('engagements').set({ wound_up_at: now }).where('id', '=', engagement.id).execute();
  await ledger.append(tx, {
    at: now, act: 'end-engagement', result: 'done', actor: { system: true }, municipality: engagement.municipalityId, engagement: engagement.id,
    facts: { why: engagement.terminatedAt === null ? 'period' : 'terminated', contractors: engagement.contractors.map((firm) => firm.id), due, signedOut },
  });
}

/** What the papers name, or in general whatever was received (A.2 返還・引渡し). */
function returnsOf({ terms: { returns } }: Engagement): { ja: string; en: string } {
  if (returns.length === 0) return { ja: '受け取った個人情報（媒体・書面）の返還', en: 'Return of the personal data received (media and paper)' };
  return { ja: `返還：${returns.map(({ what }) => what.ja).join('、')}`, en: `Return: ${returns.map(({ what }) => what.en).join(', ')}` };
}

/** Ends the sessions of the contractors' people who are on no roster of another open engagement. Returns their accounts. */
async function signOut(tx: Tx, engagement: Engagement, now: string): Promise<string[]> {
  const firms = engagement.contractors.map((firm) => firm.id);
  const accounts = firms.length === 0 ? [] : await tx.selectFrom('accounts').innerJoin('sessions', 'sessions.account_id', 'accounts.id').select('accounts.id').distinct().where('contractor_id', 'in', firms).execute();
  const gone: string[] = [];
  for (const { id } of accounts) {
    const rosters = await tx.selectFrom('roster').select('engagement_id').distinct().where('account_id', '=', id).where('removed_at', 'is', null).where('engagement_id', '!=', engagement.id).execute();
    const others = await readEngagements(tx, rosters.map((row) => row.engagement_id));
    if ([...others.values()].some((other) => isOpen(other, now))) continue;
    await endSessions(tx, id);
    gone.push(id);
  }
  return gone;
}

/** The last day is over by the clock (4-1). */
async function endPeriods({ store, clock }: EndingParts, ended: EngagementEnded): Promise<number> {
  const today = japanDay(clock.now());
  const over = await store.read.selectFrom('engagements').select('id').where('wound_up_at', 'is', null).where((where) => where.or([where('period_to', '<', today), where('terminated_at', 'is not', null)])).execute();
  for (const { id } of over) {
    await store.change(async (tx) => {
      const still = await tx.selectFrom('engagements').select('id').where('id', '=', id).where('wound_up_at', 'is', null).executeTakeFirst();
      const engagement = still === undefined ? undefined : await readEngagement(tx, id);
      if (engagement !== undefined) await ended(tx, engagement, clock.now());
    });
  }
  return over.length;
}

const open = ['draft', 'awaiting-approval', 'returned', 'released', 'collecting', 'collected'] as const;

/** Recalls by the gateway what nobody has confirmed, and cuts what is on its way out. */
async function takeBack({ store, register, collection }: EndingParts): Promise<number> {
  const rows = await store.read.selectFrom('transfers').innerJoin('engagements', 'engagements.id', 'engagement_id').select('transfers.id').where('wound_up_at', 'is not', null).where('state', 'in', open).execute();
  let done = 0;
  for (const { id } of rows) {
    try {
      await register.change('gateway', 'recall', [id], () => endWithEngagement);
      done += 1;
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
    await collection.cut({ transfer: id });
  }
  return done;
}
