// What comes round with the year: inspections not yet made (特記 年度当たり1回以上) and qualifications that end (1-7). No rows stand for
// them: they are read from the records each time.
import { addBusinessDays } from '../../engagements/business-days.ts';
import { fiscalYear, japanDay } from '../../engagements/japan-time.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { isOpen } from '../../engagements/period.ts';
import type { Tx } from '../../store/store.ts';
import { mayTake } from '../filing/permission.ts';
import { demandsFrom, registeredQualifications, warningDays, type Qualification } from '../standing/qualifications.ts';
import { standingStages, textIn } from '../standing/stages.ts';
import { isShown, type Item, type Reading } from './item.ts';

/** From this month on the inspections still to be made stand in the calendar (an assumption: half a year is left then); the register lists them all the year. */
export const inspectionsFromMonth = 10;

export async function yearlyItems(tx: Tx, reading: Reading): Promise<Item[]> {
  const open = reading.engagements.filter((engagement) => isOpen(engagement, reading.now));
  if (open.length === 0) return [];
  const firms = [...new Set(open.flatMap(({ contractors }) => contractors.map(({ id }) => id)))];
  const visits = await standingStages(tx, { kind: 'inspection', municipalityId: reading.who.municipalityId, contractorIds: firms });
  const known = open.some(({ terms }) => terms.certificates.length > 0) ? await registeredQualifications(tx, { municipalityId: reading.who.municipalityId }, firms) : [];
  return open.flatMap((engagement) => engagement.contractors.flatMap(({ id }) => {
    const dates = visits.filter((one) => one.stage === 'inspect' && one.engagementId === engagement.id && one.contractorId === id).map((one) => textIn(one, 'date'));
    return [...inspectionOf(engagement, id, dates, reading), ...endingOf(engagement, id, known, reading)];
  })).filter((item) => isShown(item.engagement, reading.who, item));
}

/** The fiscal year (1 April to 31 March, in Japan) that a day (YYYY-MM-DD) belongs to. */
const yearOf = (day: string): number => fiscalYear(`${day}T03:00:00.000Z`);

/** The last business day on which the visit is still within the fiscal year and the engagement. */
export function inspectionDueOn(engagement: Pick<Engagement, 'to'>, today: string): string {
  const end = `${yearOf(today) + 1}-03-31`;
  const last = engagement.to < end ? engagement.to : end;
  return addBusinessDays(nextDay(last), -1);
}

const nextDay = (day: string): string => japanDay(new Date(Date.parse(`${day}T00:00:00.000+09:00`) + 86_400_000).toISOString());

function inspectionOf(engagement: Engagement, contractorId: string, dates: readonly string[], { today, who, now }: Reading): Item[] {
  const year = yearOf(today);
  const done = dates.filter((date) => date !== '' && yearOf(date) === year).length;
  const missing = engagement.terms.inspectionsPerFiscalYear - done;
  const month = Number(today.slice(5, 7));
  const dueOn = inspectionDueOn(engagement, today);
  // An engagement that ends before the year does is warned of as long before its end.
  const soon = month >= inspectionsFromMonth || month <= 3 || today >= addBusinessDays(dueOn, -60);
  if (missing <= 0 || !soon) return [];
  return [{
    id: `inspection-${engagement.id}-${contractorId}-${year}`, kind: 'inspection', what: { ja: `今年度の立入り調査を行う（残り${missing}回）`, en: `Make this fiscal year’s inspection (${missing} left)` }, engagement, contractorId, transfer: null,
    owedBy: 'ward', dueOn, mine: mayTake('ward', who, { engagement, contractorId }, now), act: who.role === 'staff' ? { to: 'begin', kind: 'inspection' } : { to: 'nothing' },
  }];
}

const names = { 'p-mark': { ja: 'プライバシーマーク', en: 'PrivacyMark' }, 'lgwan-asp': { ja: 'LGWAN-ASPの認証', en: 'LGWAN-ASP qualification' } } as const;

/** The contractor sends for the newer one, from the first warning on; one that is missing is due since the first day. The ward's part is a duty of its own. */
function endingOf(engagement: Engagement, contractorId: string, known: readonly Qualification[], { today, who, now }: Reading): Item[] {
  return demandsFrom(engagement, known, [contractorId], today).filter(({ daysLeft }) => daysLeft === null || daysLeft <= warningDays[0]).map(({ kind, until }): Item => ({
    id: `${kind}-${engagement.id}-${contractorId}`, kind: `qualification-${kind}`, what: { ja: `${names[kind].ja}を更新し、写しを担当課に渡す`, en: `Renew the ${names[kind].en} and give a copy to the section` }, engagement, contractorId, transfer: null,
    owedBy: 'contractor', dueOn: until ?? engagement.from, mine: mayTake('contractor', who, { engagement, contractorId }, now), act: { to: 'nothing' },
  }));
}
