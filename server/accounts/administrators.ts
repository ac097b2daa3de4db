// Administrators beyond the first: one asks for a colleague, or for one who was disabled, and another approves (two-person.ts). Guarantees that nobody makes a
// second administrator alone, out of nothing or out of a disabled account. Until it is approved a new one is no account at all, only a name in the texts of the request's entry.
import type { AccountRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { ownAccount } from './change-person.ts';
import { insertAccount, mustBeFree, type MadePassword, type PeopleParts } from './people.ts';
import type { Person } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { enterRequest, isAnotherThere, isWaiting, requestsOf, type TwoPersonRequest } from './two-person.ts';

export interface Named { readonly login: string; readonly name: string }

/** Asks for a new administrator. Throws `AccountRefused` (LOGIN_TAKEN, ADMINISTRATOR_NEEDS_TWO, REQUEST_WAITING). */
export async function askAdministrator(parts: PeopleParts, who: Person, { login, name, reason }: Named & { readonly reason: string }): Promise<TwoPersonRequest> {
  return parts.store.change(async (tx) => {
    if (!(await isAnotherThere(tx, who, null))) throw new AccountRefused('ADMINISTRATOR_NEEDS_TWO');
    await mustBeFree(tx, who.municipalityId, login);
    const now = parts.clock.now();
    for (const one of await requestsOf(tx, who.municipalityId, now)) {
      if (one.what === 'new-administrator' && isWaiting(one, now) && (await namedIn(tx, one))?.login === login) throw new AccountRefused('REQUEST_WAITING');
    }
    return enterRequest(tx, parts, who, { what: 'new-administrator', accountId: null, texts: { reason, login, name } });
  });
}

/** Asks that a disabled administrator may sign in again. Throws `AccountRefused` (NOT_FOUND, NOTHING_CHANGED, ADMINISTRATOR_NEEDS_TWO, REQUEST_WAITING). */
export async function askAdministratorAgain(parts: PeopleParts, who: Person, accountId: string, { reason }: { readonly reason: string }): Promise<TwoPersonRequest> {
  return parts.store.change(async (tx) => {
    const account = await ownAccount(tx, who, accountId);
    if (account.role !== 'administrator' || account.disabled_at === null) throw new AccountRefused('NOTHING_CHANGED');
    if (!(await isAnotherThere(tx, who, account.id))) throw new AccountRefused('ADMINISTRATOR_NEEDS_TWO');
    return enterRequest(tx, parts, who, { what: 'administrator-again', accountId, texts: { reason } });
  });
}

/** Whom a request for a new administrator names; null once the texts of its entry are erased. */
export async function namedIn(tx: Tx, { entry }: Pick<TwoPersonRequest, 'entry'>): Promise<Named | null> {
  const rows = await tx.selectFrom('texts').select(['id', 'text']).where('id', 'in', [`${String(entry)}:login`, `${String(entry)}:name`]).execute();
  const [login, name] = ['login', 'name'].map((key) => rows.find(({ id }) => id === `${String(entry)}:${key}`)?.text);
  return login === undefined || name === undefined ? null : { login, name };
}

/** Makes the approved account, inside its transaction. Throws `AccountRefused` (LOGIN_TAKEN, REQUEST_DECIDED where the name is erased). */
export async function makeAdministrator(tx: Tx, parts: PeopleParts, given: { readonly municipality: string; readonly named: Named | null; readonly made: MadePassword }): Promise<AccountRow> {
  const { municipality, named, made } = given;
  if (named === null) throw new AccountRefused('REQUEST_DECIDED');
  return insertAccount(tx, parts, { role: 'administrator', ...named, canApprove: false }, { municipality, encoded: made.encoded, validUntil: made.shown.validUntil });
}

/** Lets a disabled administrator sign in again, with the password that was always theirs. Throws `AccountRefused` (NOTHING_CHANGED). */
export async function enableAdministrator(tx: Tx, accountId: string): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('accounts').set({ disabled_at: null }).where('id', '=', accountId).where('role', '=', 'administrator').where('disabled_at', 'is not', null).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new AccountRefused('NOTHING_CHANGED');
}
