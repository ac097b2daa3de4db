// The one calendar of what is owed by whom and when: duties, records, transfers, inspections and qualifications alike, for one reader.
import type { Person } from '../../accounts/person.ts';
import { readEngagements, type Engagement } from '../../engagements/engagement.ts';
import { engagementsOf } from '../../engagements/engagements.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import type { Tx } from '../../store/store.ts';
import type { Item, Reading } from './item.ts';
import { journeyItems } from './journey.ts';
import { storedItems } from './stored.ts';
import { terminalItems } from './terminals.ts';
import { yearlyItems } from './yearly.ts';

export interface DutyFilter { readonly engagement?: string | undefined; readonly contractor?: string | undefined; readonly mine?: true | undefined; readonly overdue?: true | undefined; readonly until?: string | undefined }
export interface Calendar { readonly items: readonly Item[]; /** Of all that the reader sees, whatever is filtered. */ readonly mine: number; readonly overdue: number }

/** What the reader may know of, the earliest first. A day is over when the next begins in Japan. */
export async function openDuties(tx: Tx, who: Person, filter: DutyFilter, now: string): Promise<Calendar> {
  const reading: Reading = { who, engagements: await readableBy(tx, who), now, today: japanDay(now) };
  // An administrator keeps accounts and terminals, and knows of no transfer and no record.
  const sources = who.role === 'administrator' ? [terminalItems] : [storedItems, journeyItems, yearlyItems, terminalItems];
  const all: Item[] = [];
  for (const source of sources) all.push(...await source(tx, reading));
  const items = all.filter((item) => isAsked(item, filter, reading.today)).toSorted((one, other) => one.dueOn.localeCompare(other.dueOn) || one.id.localeCompare(other.id));
  return { items, mine: all.filter(({ mine }) => mine).length, overdue: all.filter(({ dueOn }) => dueOn < reading.today).length };
}

async function readableBy(tx: Tx, who: Person): Promise<readonly Engagement[]> {
  if (who.role !== 'auditor' && who.role !== 'administrator') return engagementsOf(tx, who);
  const rows = await tx.selectFrom('engagements').select('id').where('municipality_id', '=', who.municipalityId).execute();
  return [...(await readEngagements(tx, rows.map(({ id }) => id))).values()];
}

function isAsked(item: Item, { engagement, contractor, mine, overdue, until }: DutyFilter, today: string): boolean {
  return (engagement === undefined || item.engagement.id === engagement) && (contractor === undefined || item.contractorId === contractor) && (mine === undefined || item.mine)
    && (overdue === undefined || item.dueOn < today) && (until === undefined || item.dueOn <= until);
}
