// What a person may know of: the same question decides lists, pages and steps. The sender's party sees its own; the
// recipient's party sees nothing of a transfer before its lock exists.
import { partyOf, type Person } from '../accounts/person.ts';
import type { Transfer } from './transfer.ts';

/** True if the transfer may be shown to this person at all. */
export function mayKnow(transfer: Transfer, who: Person): boolean {
  const party = partyOf(who);
  if (party === null || transfer.municipalityId !== who.municipalityId) return false;
  // An unattended terminal knows of what it sends itself, not of what else its section or firm sends.
  if (who.unattended !== undefined && party === transfer.senderId && transfer.createdBy.terminal !== who.unattended.id) return false;
  return party === transfer.senderId || (party === transfer.recipientId && transfer.lock !== null);
}
