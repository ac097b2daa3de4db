// The password asked again before anything is changed about how somebody is let in (ASVS 7.5.1): a session left open at a desk is not enough. Slowed down like sign-in.
import type { AccountRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { PasswordHasher } from './password-hash.ts';
import type { Person } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { counted } from './second-step.ts';
import type { SignInTries } from './sign-in-tries.ts';

export interface StepUpParts { readonly store: Store; readonly hasher: PasswordHasher; readonly factorTries: SignInTries }
/** What somebody shows to prove again who they are. */
export interface Proof { readonly password: string }

/** The account of who has shown the password. Throws `AccountRefused` (PASSWORD_CURRENT_WRONG, TOO_MANY_TRIES, BUSY). */
export async function stepUp({ store, hasher, factorTries }: StepUpParts, person: Person, { password }: Proof): Promise<AccountRow> {
  const account = await store.read.selectFrom('accounts').selectAll().where('id', '=', person.id).executeTakeFirstOrThrow();
  const attempt = factorTries.begin({ login: `again ${account.id}`, address: person.address ?? '', account: null });
  return counted(attempt, async () => {
    if (!(await hasher.verify(account.password_hash, password))) throw new AccountRefused('PASSWORD_CURRENT_WRONG');
    return account;
  });
}
