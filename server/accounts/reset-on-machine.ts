// A reset by whoever runs the gateway's own machine, on a stopped gateway: the way that is left where a municipality has no two administrators. No page can do
// this. Guarantees that the ledger tells it with the name that was typed (as a text it commits to), like a change of keys.
import { administered } from './changes.ts';
import { initialPassword, type InitialPassword, type PeopleParts } from './people.ts';
import { AccountRefused } from './refusal.ts';
import { reset, type ResetWhat } from './resets.ts';

export interface ResetGiven {
  /** Of the municipality. */
  readonly code: string;
  readonly login: string;
  /** The address part of a contractor's page; left out for people of the ward. */
  readonly page?: string | undefined;
  readonly what: ResetWhat;
  /** Who does it, as typed. */
  readonly by: string;
}

/** Returns the initial password, or null where only the second factor was taken away, with the entry's number. Throws `AccountRefused` (NOT_FOUND). */
export async function resetOnMachine(parts: PeopleParts, { code, login, page, what, by }: ResetGiven): Promise<{ initial: InitialPassword | null; entry: number }> {
  const { store, ledger, clock } = parts;
  const made = what === 'password' ? await initialPassword(parts, login) : null;
  return store.change(async (tx) => {
    const ward = await tx.selectFrom('municipalities').select('id').where('code', '=', code).executeTakeFirst();
    const firm = page === undefined ? undefined : await tx.selectFrom('contractors').select('id').where('page', '=', page).where('municipality_id', '=', ward?.id ?? '').executeTakeFirst();
    const scope = page === undefined ? ward?.id : firm?.id;
    const account = await tx.selectFrom('accounts').selectAll().where('scope', '=', scope ?? '').where('login', '=', login).executeTakeFirst();
    if (account === undefined) throw new AccountRefused('NOT_FOUND');
    await reset(tx, account.id, made);
    const entry = await ledger.append(tx, {
      at: clock.now(), act: what === 'password' ? 'reset-password' : 'reset-second-factor', result: 'done', actor: { system: true }, municipality: account.municipality_id, facts: { account: account.id, onMachine: true }, texts: { by },
    });
    await administered(tx, 'person', account.id, entry.index);
    return { initial: made?.shown ?? null, entry: entry.index };
  });
}
