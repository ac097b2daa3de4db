// The people whom a field of a record may name: the contractor's roster and the clerks of the engagement's sections.
import type { Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import type { KnownPeople } from './values.ts';

/** For a record of `contractorId`; without one, the whole roster. Someone without an account is known by the roster's entry. */
export async function peopleOf(tx: Tx, engagement: Engagement, contractorId: string | null): Promise<KnownPeople> {
  const staff = await tx.selectFrom('accounts').select(['id', 'name']).where('role', '=', 'staff').where('disabled_at', 'is', null)
    .where('section_id', 'in', engagement.sections.map((section) => section.id)).orderBy('name').execute();
  const roster = engagement.roster.filter((entry) => (contractorId === null || entry.contractorId === contractorId) && entry.removedAt === null);
  return { staff, forms: formsOf(engagement), roster: roster.map((entry) => ({ id: entry.accountId === '' ? entry.id : entry.accountId, name: entry.name })) };
}

/** The forms of an engagement as options. By name: what a record says of them must be readable without the engagement. */
export function formsOf({ forms }: Pick<Engagement, 'forms'>): { id: string; label: { ja: string; en: string } }[] {
  return forms.map(({ name, nameEn }) => ({ id: name, label: { ja: name, en: nameEn } }));
}
