// Making engagements and finding those that concern a person: nobody sees one of another section, firm or municipality.
import { administered } from '../accounts/changes.ts';
import { actorOf, type Person } from '../accounts/person.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Store, Tx } from '../store/store.ts';
import { readEngagement, readEngagements, type Engagement, type Form } from './engagement.ts';
import type { Policy } from './policy.ts';
import { plainTerms, type Terms } from './terms.ts';
import { EngagementRefused } from './refusal.ts';

export interface EngagementParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }

type NewForm = Omit<Form, 'id' | 'kind' | 'columns'> & { readonly kind?: Form['kind'] | undefined; readonly columns?: Form['columns'] | undefined };

export interface NewEngagement {
  readonly title: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly from: string;
  readonly to: string;
  readonly items: readonly string[];
  readonly forms: readonly NewForm[];
  readonly policy: Policy;
  /** Left out: the plain terms. */
  readonly terms?: Terms | undefined;
  readonly preset: string | null;
  readonly sectionIds: readonly string[];
  readonly contractorIds: readonly string[];
}

/** Adds an engagement between own sections and own contractors. Throws `EngagementRefused` (PERIOD_REVERSED, NOT_FOUND). */
export async function addEngagement(parts: EngagementParts, who: Person, given: NewEngagement): Promise<Engagement> {
  return parts.store.change((tx) => insertEngagement(tx, parts, who, given));
}

/** The same inside a transaction. */
export async function insertEngagement(tx: Tx, parts: EngagementParts, who: Person, given: NewEngagement): Promise<Engagement> {
  if (given.to < given.from) throw new EngagementRefused('PERIOD_REVERSED', { from: given.from, to: given.to });
  await mustBeOwn(tx, 'sections', who.municipalityId, given.sectionIds);
  await mustBeOwn(tx, 'contractors', who.municipalityId, given.contractorIds);
  const id = newIdentifier(parts.random);
  const at = parts.clock.now();
  await tx.insertInto('engagements').values({
    id, municipality_id: who.municipalityId, title: given.title, purpose: given.purpose, legal_basis: given.legalBasis, period_from: given.from,
    period_to: given.to, items: JSON.stringify(given.items), policy: JSON.stringify(given.policy), preset: given.preset, created_at: at, terminated_at: null, terms: JSON.stringify(given.terms ?? plainTerms),
  }).execute();
  for (const section of new Set(given.sectionIds)) await tx.insertInto('engagement_sections').values({ engagement_id: id, section_id: section }).execute();
  for (const contractor of new Set(given.contractorIds)) await tx.insertInto('engagement_contractors').values({ engagement_id: id, contractor_id: contractor }).execute();
  for (const form of given.forms) {
    await tx.insertInto('forms').values({ id: newIdentifier(parts.random), engagement_id: id, name: form.name, name_en: form.nameEn, direction: form.direction, unit: form.unit, kind: form.kind ?? 'list', columns: form.columns === undefined || form.columns === null ? null : JSON.stringify(form.columns) }).execute();
  }
  const entry = await parts.ledger.append(tx, { at, act: 'add-engagement', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: id, facts: { title: given.title, from: given.from, to: given.to, policy: given.policy, terms: given.terms ?? plainTerms } });
  await administered(tx, 'engagement', id, entry.index);
  return mustRead(tx, id);
}

/** The engagements of the person's section or firm; for an administrator, of the municipality. */
export async function engagementsOf(tx: Tx, who: Person): Promise<Engagement[]> {
  const ids = (await idsOf(tx, who)).filter((id) => who.unattended?.engagements.includes(id) !== false);
  const read = await readEngagements(tx, ids);
  return ids.flatMap((id) => read.get(id) ?? []);
}

async function idsOf(tx: Tx, who: Person): Promise<string[]> {
  const all = tx.selectFrom('engagements').select('engagements.id').where('municipality_id', '=', who.municipalityId).orderBy('title');
  if (who.role === 'administrator') return (await all.execute()).map((row) => row.id);
  if (who.sectionId !== null) return (await all.innerJoin('engagement_sections', 'engagement_id', 'engagements.id').where('section_id', '=', who.sectionId).execute()).map((row) => row.id);
  if (who.contractorId !== null) return (await all.innerJoin('engagement_contractors', 'engagement_id', 'engagements.id').where('contractor_id', '=', who.contractorId).execute()).map((row) => row.id);
  return [];
}

/** One engagement of the person's own party. Throws `EngagementRefused` (NOT_FOUND): a foreign one is answered like one that does not exist. */
export async function ownEngagement(tx: Tx, who: Person, id: string): Promise<Engagement> {
  const engagement = await readEngagement(tx, id);
  const own = engagement !== undefined && who.unattended?.engagements.includes(id) !== false && engagement.municipalityId === who.municipalityId && (
    who.role === 'administrator' || engagement.sections.some((section) => section.id === who.sectionId) || engagement.contractors.some((firm) => firm.id === who.contractorId));
  if (!own) throw new EngagementRefused('NOT_FOUND');
  return engagement;
}

async function mustRead(tx: Tx, id: string): Promise<Engagement> {
  const engagement = await readEngagement(tx, id);
  if (engagement === undefined) throw new EngagementRefused('NOT_FOUND');
  return engagement;
}

async function mustBeOwn(tx: Tx, table: 'sections' | 'contractors', municipalityId: string, ids: readonly string[]): Promise<void> {
  const known = await tx.selectFrom(table).select('id').where('municipality_id', '=', municipalityId).where('id', 'in', ids).execute();
  if (known.length !== new Set(ids).size) throw new EngagementRefused('NOT_FOUND');
}
