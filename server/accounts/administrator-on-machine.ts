// An administrator made, or enabled again, by whoever runs the gateway's own machine, on a stopped gateway: the way that is left where nobody could approve.
// No page can do this. Guarantees that the ledger tells it with the name that was typed (as a text it commits to), like a reset on the machine.
import { enableAdministrator, makeAdministrator } from './administrators.ts';
import { administered } from './changes.ts';
import { initialPassword, type InitialPassword, type PeopleParts } from './people.ts';
import { AccountRefused } from './refusal.ts';

export interface AdministratorGiven {
  /** Of the municipality. */
  readonly code: string;
  readonly login: string;
  /** Of the new administrator; null: a disabled one is enabled again, with the password that was always theirs. */
  readonly name: string | null;
  /** Who does it, as typed. */
  readonly by: string;
}

/** Returns the account's id, its initial password where it is new, and the entry's number. Throws `AccountRefused` (NOT_FOUND, LOGIN_TAKEN, NOTHING_CHANGED). */
export async function administratorOnMachine(parts: PeopleParts, { code, login, name, by }: AdministratorGiven): Promise<{ id: string; initial: InitialPassword | null; entry: number }> {
  const { store, ledger, clock } = parts;
  const made = name === null ? null : await initialPassword(parts, login);
  return store.change(async (tx) => {
    const ward = await tx.selectFrom('municipalities').select('id').where('code', '=', code).executeTakeFirst();
    if (ward === undefined) throw new AccountRefused('NOT_FOUND');
    const account = made === null || name === null
      ? await tx.selectFrom('accounts').select('id').where('scope', '=', ward.id).where('login', '=', login).executeTakeFirst()
      : await makeAdministrator(tx, parts, { municipality: ward.id, named: { login, name }, made });
    if (account === undefined) throw new AccountRefused('NOT_FOUND');
    if (made === null) await enableAdministrator(tx, account.id);
    const entry = await ledger.append(tx, { at: clock.now(), act: 'approve-administrator', result: 'done', actor: { system: true }, municipality: ward.id, facts: { account: account.id, onMachine: true }, texts: { by } });
    await administered(tx, 'person', account.id, entry.index);
    return { id: account.id, initial: made?.shown ?? null, entry: entry.index };
  });
}
