// An unattended terminal (自動転送端末): a program with a key of its own that acts for one person, who answers for it. It has no more than
// that person's rights, less the right to approve, and only in the engagements that it was registered for.
import { z } from 'zod';
import { readRole, type Person } from '../../accounts/person.ts';
import { japanDay } from '../japan-time.ts';
import type { AccountRow, UnattendedTerminalRow } from '../../store/schema.ts';
import { UnattendedRefused } from './refusal.ts';

export type Scope = 'send' | 'collect';
const engagementIds = z.array(z.string());

export const engagementsIn = (row: Pick<UnattendedTerminalRow, 'engagements'>): string[] => engagementIds.parse(JSON.parse(row.engagements));

/** Why it may not act now, or null: revoked, not confirmed by a second person, expired, or its responsible person is disabled or elsewhere. */
export function troubleOf(row: UnattendedTerminalRow, responsible: AccountRow, now: string): UnattendedRefused | null {
  if (row.revoked_at !== null) return new UnattendedRefused('UNATTENDED_REVOKED', { at: row.revoked_at });
  if (row.confirmed_at === null) return new UnattendedRefused('UNATTENDED_WAITING');
  if (row.expires_at <= now) return new UnattendedRefused('UNATTENDED_EXPIRED', { at: row.expires_at });
  return answersFor(row, responsible) ? null : new UnattendedRefused('UNATTENDED_RESPONSIBLE', { person: responsible.name });
}

/** True while the person may answer for it: an account in use, of the terminal's own section or firm. */
export const answersFor = (row: Pick<UnattendedTerminalRow, 'municipality_id' | 'section_id' | 'contractor_id'>, account: AccountRow): boolean =>
  account.disabled_at === null && account.municipality_id === row.municipality_id && account.section_id === row.section_id && account.contractor_id === row.contractor_id;

/** The person as whom it acts. The name is what ledger, lists and pages show: the terminal's, and who answers for it. */
export function actingPerson(row: UnattendedTerminalRow, responsible: AccountRow, { now, address }: { readonly now: string; readonly address: string }): Person {
  return {
    id: responsible.id, name: `自動転送端末「${row.name}」（責任者 ${responsible.name}）`, role: readRole(responsible.role), municipalityId: row.municipality_id, sectionId: row.section_id, contractorId: row.contractor_id,
    // A machine is no second person (3-6).
    canApprove: false,
    // One occasion a day, so that a reading is entered once a day; no password is made by a terminal, so no other rule asks for its occasion.
    occasion: `${row.id}.${japanDay(now)}`, signedInAt: row.confirmed_at ?? row.registered_at, address,
    unattended: { id: row.id, engagements: engagementsIn(row) },
  };
}
