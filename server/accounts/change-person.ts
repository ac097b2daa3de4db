// Changing a person: name, section, approval, disabled or not. Nobody shuts out themselves or the last administrator, and nobody alone lets a disabled administrator in again (administrators.ts).
import type { AccountRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { differing, enterChange, seenOf, type Asked, type Changed, type ChangeParts, type Made } from './changes.ts';
import type { Person } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { endSessions } from './sessions.ts';

export interface PersonChanges { readonly name?: string | undefined; readonly sectionId?: string | undefined; readonly canApprove?: boolean | undefined; readonly active?: boolean | undefined; readonly email?: string | null | undefined }
export type PersonField = 'person-name' | 'section' | 'can-approve' | 'active' | 'email';

export const seenPerson = (row: AccountRow): string => seenOf({ name: row.name, section: row.section_id, canApprove: row.can_approve, active: row.disabled_at === null, email: row.email });

/** The account of an own person. Throws `AccountRefused` (NOT_FOUND). */
export async function ownAccount(tx: Tx, who: Person, accountId: string): Promise<AccountRow> {
  const row = await tx.selectFrom('accounts').selectAll().where('id', '=', accountId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
  if (row === undefined) throw new AccountRefused('NOT_FOUND');
  return row;
}

/** Throws `AccountRefused` (OWN_ACCOUNT, LAST_ADMINISTRATOR) where disabling would leave nobody to enable again. */
export async function mustStayAdministered(tx: Tx, who: Person, row: AccountRow): Promise<void> {
  if (row.id === who.id) throw new AccountRefused('OWN_ACCOUNT');
  if (row.role !== 'administrator' || row.disabled_at !== null) return;
  const others = await tx.selectFrom('accounts').select('id').where('municipality_id', '=', row.municipality_id).where('role', '=', 'administrator')
    .where('disabled_at', 'is', null).where('id', '!=', row.id).limit(1).execute();
  if (others.length === 0) throw new AccountRefused('LAST_ADMINISTRATOR');
}

/**
 * Changes a person, or only shows the change while there is no reason. Moving and disabling end their sessions in the same transaction (ASVS 7.4.2).
 * Throws `AccountRefused` (NOT_FOUND, ROLE_MISMATCH, OWN_ACCOUNT, LAST_ADMINISTRATOR, ADMINISTRATOR_BY_TWO, CHANGED_MEANWHILE, NOTHING_CHANGED).
 */
export async function changePerson(parts: ChangeParts, who: Person, accountId: string, asked: Asked & { readonly changes: PersonChanges }): Promise<Made<PersonField>> {
  return parts.store.change(async (tx) => {
    const row = await ownAccount(tx, who, accountId);
    const changes = differing(asked, seenPerson(row), await wanted(tx, who, row, asked.changes));
    if (changes.some(({ field, after }) => field === 'active' && after === false)) await mustStayAdministered(tx, who, row);
    if (row.role === 'administrator' && changes.some(({ field, after }) => field === 'active' && after === true)) throw new AccountRefused('ADMINISTRATOR_BY_TWO');
    if (asked.reason === null) return { changes, entry: null };
    await write(tx, row, asked.changes, parts.clock.now());
    if (endsSessions(changes)) await endSessions(tx, accountId);
    const { sectionId } = asked.changes;
    const entry = await enterChange(tx, parts, who, { act: 'change-account', kind: 'person', id: accountId, changes, reason: asked.reason, ...(sectionId === undefined ? {} : { facts: { section: sectionId } }) });
    return { changes, entry };
  });
}

/** True if a person must sign in again after these changes: another section is another person to every rule. */
export const endsSessions = (changes: readonly Pick<Changed<PersonField>, 'field' | 'after'>[]): boolean => changes.some(({ field, after }) => field === 'section' || (field === 'active' && after === false));

async function wanted(tx: Tx, who: Person, row: AccountRow, given: PersonChanges): Promise<Changed<PersonField>[]> {
  if (given.sectionId !== undefined && row.role !== 'staff') throw new AccountRefused('ROLE_MISMATCH', { expected: 'staff: sectionId; others: none' });
  const nameOf = async (id: string | null): Promise<string | null> => {
    if (id === null) return null;
    const section = await tx.selectFrom('sections').select('name').where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (section === undefined) throw new AccountRefused('NOT_FOUND');
    return section.name;
  };
  return [
    ...(given.name === undefined ? [] : [{ field: 'person-name' as const, before: row.name, after: given.name, asText: true }]),
    ...(given.sectionId === undefined ? [] : [{ field: 'section' as const, before: await nameOf(row.section_id), after: await nameOf(given.sectionId) }]),
    ...(given.canApprove === undefined ? [] : [{ field: 'can-approve' as const, before: row.can_approve === 1, after: given.canApprove }]),
    ...(given.email === undefined ? [] : [{ field: 'email' as const, before: row.email, after: given.email, asText: true }]),
    ...(given.active === undefined ? [] : [{ field: 'active' as const, before: row.disabled_at === null, after: given.active }]),
  ];
}

async function write(tx: Tx, row: AccountRow, given: PersonChanges, now: string): Promise<void> {
  const disabledAt = given.active === undefined ? row.disabled_at : given.active ? null : row.disabled_at ?? now;
  await tx.updateTable('accounts').set({
    name: given.name ?? row.name, section_id: given.sectionId ?? row.section_id, can_approve: (given.canApprove ?? row.can_approve === 1) ? 1 : 0, disabled_at: disabledAt,
    email: given.email === undefined ? row.email : given.email,
  }).where('id', '=', row.id).execute();
}
