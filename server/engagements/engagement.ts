// An engagement (委託業務) as the rules read it, and the one place that parses its row.
import { z } from 'zod';
import { remembering } from '../store/settled.ts';
import type { Tx } from '../store/store.ts';
import { policy, type Direction, type Policy } from './policy.ts';
import { plainTerms, terms, type Terms } from './terms.ts';

export interface Party {
  readonly kind: 'section' | 'contractor';
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly telephone: string | null;
  /** Which look its identity tile has; no two parties of a municipality have the same number. */
  readonly tile: number;
}

/** What a form (帳票) carries; an `anonymous` one may hold no column but those named and the answers (3-14). */
export const formKind = z.enum(['print-data', 'inquiry', 'inquiry-answer', 'list', 'record', 'report', 'survey', 'anonymous']);
export type FormKind = z.infer<typeof formKind>;
export const formColumns = z.strictObject({ names: z.array(z.string().min(1).max(100)).max(200), answerPrefix: z.string().min(1).max(20).nullable() });
export interface Form {
  readonly id: string; readonly name: string; readonly nameEn: string; readonly direction: Direction; readonly unit: string;
  readonly kind: FormKind; readonly columns: z.infer<typeof formColumns> | null;
}

/** A subcontractor (丙) of an engagement: whose it is and which forms it may be given (1-31). */
export interface Subcontractor { readonly id: string; readonly principalId: string; readonly formIds: readonly string[] }

export interface RosterEntry {
  readonly id: string;
  readonly contractorId: string;
  readonly accountId: string;
  readonly name: string;
  readonly role: 'manager' | 'handler' | 'security-officer';
  readonly startsOn: string;
  /** The last day, in Japan; null: as long as the engagement. */
  readonly endsOn: string | null;
  /** Null until the ward accepts it: nobody acts by it before. */
  readonly acceptedAt: string | null;
  readonly removedAt: string | null;
}

export interface Engagement {
  readonly id: string;
  readonly municipalityId: string;
  readonly title: string;
  readonly purpose: string;
  readonly legalBasis: string;
  /** First and last day, in Japan. */
  readonly from: string;
  readonly to: string;
  readonly terminatedAt: string | null;
  /** When the ward closed it, everything returned and erased (2-7). */
  readonly closedAt: string | null;
  readonly items: readonly string[];
  readonly policy: Policy;
  readonly preset: string | null;
  readonly forms: readonly Form[];
  readonly sections: readonly Party[];
  /** Contractors and approved subcontractors. */
  readonly contractors: readonly Party[];
  readonly subcontractors: readonly Subcontractor[];
  readonly terms: Terms;
  /** Entries of people with an account, whether waiting, accepted or removed. */
  readonly roster: readonly RosterEntry[];
}

const itemList = z.array(z.string());
const directionOf = z.enum(['to-contractor', 'to-section']);
export const rosterRole = z.enum(['manager', 'handler', 'security-officer']);

/** Reads one engagement whole, or undefined. A row that does not parse is a damaged database and throws. */
export const readEngagement = remembering(async (tx: Tx, id: string): Promise<Engagement | undefined> => (await readEngagements(tx, [id])).get(id));

/** Reads engagements whole by their ids, in five queries however many there are. What does not exist is left out. */
export async function readEngagements(tx: Tx, ids: readonly string[]): Promise<Map<string, Engagement>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('engagements').selectAll().where('id', 'in', ids).execute();
  const forms = await tx.selectFrom('forms').selectAll().where('engagement_id', 'in', ids).orderBy('name').execute();
  const sections = await tx.selectFrom('sections').innerJoin('engagement_sections', 'section_id', 'sections.id').selectAll('sections').select('engagement_id').where('engagement_id', 'in', ids).orderBy('name').execute();
  const firms = await tx.selectFrom('contractors').innerJoin('engagement_contractors', 'contractor_id', 'contractors.id').selectAll('contractors').select(['engagement_id', 'principal_id', 'scope']).where('engagement_id', 'in', ids).orderBy('name').execute();
  const roster = await tx.selectFrom('roster').innerJoin('accounts', 'accounts.id', 'roster.account_id').selectAll('roster').select('accounts.name').where('engagement_id', 'in', ids).orderBy('accounts.name').execute();
  const of = <Row extends { engagement_id: string }>(every: readonly Row[], id: string): Row[] => every.filter((row) => row.engagement_id === id);
  return new Map(rows.map((row) => [row.id, {
    id: row.id, municipalityId: row.municipality_id, title: row.title, purpose: row.purpose, legalBasis: row.legal_basis,
    from: row.period_from, to: row.period_to, terminatedAt: row.terminated_at, closedAt: row.closed_at, preset: row.preset,
    items: itemList.parse(JSON.parse(row.items)), policy: policy.parse(JSON.parse(row.policy)),
    forms: of(forms, row.id).map((form) => ({ id: form.id, name: form.name, nameEn: form.name_en, direction: directionOf.parse(form.direction), unit: form.unit,
      kind: formKind.parse(form.kind), columns: form.columns === null ? null : formColumns.parse(JSON.parse(form.columns)),
    })),
    sections: of(sections, row.id).map((section) => ({ kind: 'section', id: section.id, name: section.name, address: null, telephone: section.telephone, tile: section.tile })),
    contractors: of(firms, row.id).map((firm) => ({ kind: 'contractor', id: firm.id, name: firm.name, address: firm.address, telephone: null, tile: firm.tile })),
    subcontractors: of(firms, row.id).flatMap((firm) => (firm.principal_id === null ? [] : [{ id: firm.id, principalId: firm.principal_id, formIds: itemList.parse(JSON.parse(firm.scope ?? '[]')) }])),
    terms: row.terms === null ? { ...plainTerms, recipientKeys: 'any' } : terms.parse(JSON.parse(row.terms)),
    roster: of(roster, row.id).map((entry) => ({
      id: entry.id, contractorId: entry.contractor_id, accountId: entry.account_id ?? '', name: entry.name, role: rosterRole.parse(entry.role),
      startsOn: entry.starts_on, endsOn: entry.ends_on, acceptedAt: entry.accepted_at, removedAt: entry.removed_at,
    })),
  }]));
}
