// Warns before a qualification ends (1-7): sixty days before its last day a duty stands in the calendar, due on that day, until a newer one is
// registered. Looked at once a day; the pages count the days themselves and grow louder at 30 and 7.
import { readEngagements, type Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { isOpen } from '../../engagements/period.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Store } from '../../store/store.ts';
import { oweByCalendar } from '../duties/duties.ts';
import { demandsOf, warningDays, type Demand } from '../standing/qualifications.ts';

export interface WarningParts { readonly store: Store; readonly clock: Clock; readonly random: RandomBytes; readonly ledger: Pick<Ledger, 'append'>; readonly suspended: () => boolean }

export interface Warnings { run(): Promise<void> }

export function createQualificationWarnings(parts: WarningParts): Warnings {
  let looked = '';
  return { run: async () => {
    const today = japanDay(parts.clock.now());
    if (looked === today || parts.suspended()) return;
    await warn(parts, today);
    looked = today;
  } };
}

async function warn({ store, clock, random, ledger }: WarningParts, today: string): Promise<void> {
  const now = clock.now();
  const ids = (await store.read.selectFrom('engagements').select('id').where('period_to', '>=', today).where('terminated_at', 'is', null).execute()).map(({ id }) => id);
  const demanding = [...(await readEngagements(store.read, ids)).values()].filter((engagement) => isOpen(engagement, now) && engagement.terms.certificates.length > 0);
  for (const engagement of demanding) {
    const ending = (await demandsOf(store.read, engagement, engagement.contractors.map((firm) => firm.id), today)).filter(({ daysLeft }) => daysLeft !== null && daysLeft <= Math.max(...warningDays));
    if (ending.length > 0) await store.change(async (tx) => {
      for (const demand of ending) await oweByCalendar(tx, dutyOf(engagement, demand), { now, random, ledger });
    });
  }
}

const names: Readonly<Record<Demand['kind'], { ja: string; en: string }>> = { 'p-mark': { ja: 'プライバシーマーク', en: 'PrivacyMark' }, 'lgwan-asp': { ja: 'LGWAN-ASP認証', en: 'LGWAN-ASP qualification' } };

const dutyOf = (engagement: Engagement, { contractorId, kind, until }: Demand) => ({
  municipalityId: engagement.municipalityId, kind: `qualification-${kind}`, engagementId: engagement.id, contractorId, transferId: null, owedBy: 'ward' as const,
  what: { ja: `${names[kind].ja}の更新を確かめて登録する`, en: `See that the ${names[kind].en} is renewed, and register it` }, recordKind: 'qualification', dueOn: until ?? '',
});
