// Resets, as two administrators make them (two-person.ts). Guarantees that a reset of the password leaves the second factor in force (ASVS 6.4.3). Who asked
// never learns the initial password: it is shown to who approves, so a request made up by one administrator brings that one nothing.
import type { Tx } from '../store/store.ts';
import { ownAccount } from './change-person.ts';
import { removeFactors } from './factors.ts';
import type { MadePassword, PeopleParts } from './people.ts';
import type { Person } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { endSessions } from './sessions.ts';
import { enterRequest, isAnotherThere, type TwoPersonRequest } from './two-person.ts';

export type ResetWhat = 'password' | 'second-factor';

/** Asks for a reset; nothing happens to the account yet. Throws `AccountRefused` (NOT_FOUND, RESET_OWN, RESET_NEEDS_TWO, REQUEST_WAITING). */
export async function askReset(parts: PeopleParts, who: Person, accountId: string, given: { readonly what: ResetWhat; readonly reason: string }): Promise<TwoPersonRequest> {
  return parts.store.change(async (tx) => {
    const account = await ownAccount(tx, who, accountId);
    if (account.id === who.id) throw new AccountRefused('RESET_OWN');
    if (!(await isAnotherThere(tx, who, account.id))) throw new AccountRefused('RESET_NEEDS_TWO');
    return enterRequest(tx, parts, who, { what: given.what, accountId, texts: { reason: given.reason } });
  });
}

/** Does it, inside its transaction: with a password that was made, else every second factor goes. Ends the person's sessions. */
export async function reset(tx: Tx, accountId: string, made: MadePassword | null): Promise<void> {
  if (made === null) await removeFactors(tx, accountId);
  else await tx.updateTable('accounts').set({ password_hash: made.encoded, must_change: 1, initial_expires_at: made.shown.validUntil }).where('id', '=', accountId).execute();
  await endSessions(tx, accountId);
}
