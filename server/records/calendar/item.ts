// One line of the calendar (期限): what is owed by which side until when, wherever it comes from. Pure.
import type { Person } from '../../accounts/person.ts';
import { mayKnowOf } from '../../engagements/roster.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { firmsReadBy } from '../filing/permission.ts';

export interface Item {
  readonly id: string;
  readonly kind: string;
  readonly what: { readonly ja: string; readonly en: string };
  readonly engagement: Engagement;
  readonly contractorId: string | null;
  readonly transfer: { readonly id: string; readonly number: string } | null;
  readonly owedBy: 'ward' | 'contractor';
  /** The last day, in Japan. */
  readonly dueOn: string;
  /** True if this reader is one of those who can do it now. */
  readonly mine: boolean;
  readonly act: { readonly to: 'begin'; readonly kind: string } | { readonly to: 'record'; readonly id: string } | { readonly to: 'transfer'; readonly id: string } | { readonly to: 'nothing' };
}

/** What the sources read with: a reader's engagements, whole. */
export interface Reading { readonly who: Person; readonly engagements: readonly Engagement[]; readonly now: string; readonly today: string }

/** A contractor's person sees what the own firm and its subcontractors owe, never what the ward has to do; the ward and auditors see both sides. */
export function isShown(engagement: Engagement, who: Person, item: Pick<Item, 'contractorId' | 'owedBy'>): boolean {
  if (who.role !== 'handler') return who.role === 'staff' || who.role === 'auditor';
  return item.owedBy === 'contractor' && item.contractorId !== null && who.contractorId !== null && mayKnowOf(engagement, who) && firmsReadBy(engagement, who.contractorId).includes(item.contractorId);
}
