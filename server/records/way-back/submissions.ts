// What the contractor hands in by itself (2-9 指導票・事業報告書, 4-8 訪問接種記録票, 0-5 アンケート): owed for each form of the way back, settled by sending it.
// No paper says how often: records (指導票, 記録票) monthly, reports and surveys at the end of the engagement, each within five business days (assumptions).
import { addBusinessDays } from '../../engagements/business-days.ts';
import { readEngagements, type Engagement, type Form } from '../../engagements/engagement.ts';
import { japanDay, monthEnd } from '../../engagements/japan-time.ts';
import { isOpen } from '../../engagements/period.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Store, Tx } from '../../store/store.ts';
import type { Follower } from '../../transfers/register.ts';
import { dutiesOf, oweByCalendar, settle } from '../duties/duties.ts';
import { submissionPrefix } from '../kinds/nothing-to-submit.ts';

const withinDays = 5;

export interface Submission { readonly kind: string; readonly form: Form; readonly dueOn: string; readonly what: { readonly ja: string; readonly en: string } }

/** What is owed in the month of `today` (YYYY-MM-DD): each kind of duty names its form and its month, so that one month never hides another. Pure. */
export function submissionsIn(engagement: Pick<Engagement, 'forms' | 'from' | 'to'>, today: string): Submission[] {
  const month = today.slice(0, 7);
  const last = engagement.to < monthEnd(month) ? engagement.to : monthEnd(month);
  const back = engagement.forms.filter(({ direction }) => direction === 'to-section');
  const submission = (form: Form, part: string, words: { ja: string; en: string }): Submission => ({
    kind: `${submissionPrefix}${form.id}:${part}`, form, dueOn: addBusinessDays(last, withinDays), what: { ja: `${form.name}を提出する（${words.ja}）`, en: `Submit ${form.nameEn} (${words.en})` },
  });
  const monthly = back.filter(({ kind }) => kind === 'record').map((form) => submission(form, month, { ja: `${Number(month.slice(5))}月分`, en: month }));
  const atEnd = engagement.to.slice(0, 7) !== month ? [] : back.filter(({ kind }) => kind === 'report' || kind === 'survey').map((form) => submission(form, 'end', { ja: '業務の終了', en: 'end of the engagement' }));
  return [...monthly, ...atEnd];
}

export interface Submissions {
  /** Owes what the month brings; once a day is enough. Returns how many engagements were looked at. */
  run(): Promise<number>;
}

/** Part of the clock's work. What was owed once for a month is not owed again, whether it was handed in or not needed. */
export function createSubmissions({ store, clock, random, ledger, suspended }: { store: Store; clock: Clock; random: RandomBytes; ledger: Pick<Ledger, 'append'>; suspended: () => boolean }): Submissions {
  let looked = '';
  return {
    run: async () => {
      const now = clock.now();
      const today = japanDay(now);
      if (suspended() || looked === today) return 0;
      const ids = await store.read.selectFrom('forms').innerJoin('engagements', 'engagements.id', 'engagement_id').select('engagement_id').distinct().where('direction', '=', 'to-section').where('kind', 'in', ['record', 'report', 'survey'])
        .where('terminated_at', 'is', null).where('period_to', '>=', today).execute();
      const engagements = [...(await readEngagements(store.read, ids.map((row) => row.engagement_id))).values()].filter((engagement) => isOpen(engagement, now));
      for (const engagement of engagements) await store.change((tx) => oweMonth(tx, engagement, { now, random, ledger }));
      looked = today;
      return engagements.length;
    },
  };
}

async function oweMonth(tx: Tx, engagement: Engagement, given: Parameters<typeof oweByCalendar>[2]): Promise<void> {
  // A subcontractor hands in to the contractor that engaged it.
  const firms = engagement.contractors.filter(({ id }) => !engagement.subcontractors.some((one) => one.id === id));
  for (const { kind, dueOn, what } of submissionsIn(engagement, japanDay(given.now))) {
    for (const firm of firms) {
      const before = await tx.selectFrom('duties').select('id').where('kind', '=', kind).where('engagement_id', '=', engagement.id).where('contractor_id', '=', firm.id).where('due_on', '>=', dueOn).executeTakeFirst();
      if (before !== undefined) continue;
      await oweByCalendar(tx, { municipalityId: engagement.municipalityId, kind, engagementId: engagement.id, contractorId: firm.id, transferId: null, owedBy: 'contractor', what, recordKind: null, dueOn }, given);
    }
  }
}

/** Sending a form of the way back settles the oldest that is owed of it. */
export const followWithSubmissions: Follower = async (tx, { before, after, engagement, who, now }) => {
  if (after.direction !== 'to-section' || after.state !== 'released' || before?.state === 'released') return;
  const [oldest] = (await dutiesOf(tx, { engagementId: engagement.id, contractorId: after.senderId })).filter(({ kind }) => kind.startsWith(`${submissionPrefix}${after.formId}:`));
  if (oldest !== undefined) await settle(tx, { kinds: [oldest.kind], engagementId: engagement.id, contractorId: after.senderId }, who === 'gateway' ? null : who.id, now);
};
