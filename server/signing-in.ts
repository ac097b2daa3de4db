// Composition of sign-in: passwords, second factors and what slows both down. Waits are counted apart: guessing codes needs the password first.
import { createSignIn, type SignIn } from './accounts/sign-in.ts';
import type { SecondStepParts } from './accounts/second-step.ts';
import type { EnrolmentParts } from './accounts/enrolment.ts';
import type { PasswordHasher } from './accounts/password-hash.ts';
import { createRefusedTries } from './accounts/refused-tries.ts';
import { createSignInTries } from './accounts/sign-in-tries.ts';
import { enterUnfinished } from './accounts/unfinished-sign-ins.ts';
import { japanDay } from './engagements/japan-time.ts';
import { isTerminalOf, mustComeFromTerminal } from './engagements/terminals.ts';
import type { Keys } from './keys/keys.ts';
import type { Clock, TimeSource } from './ledger/clock.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { RandomBytes } from './store/identifier.ts';
import type { Store } from './store/store.ts';

interface Means { readonly time: TimeSource; readonly random: RandomBytes; readonly keys: Pick<Keys, 'waiting'> }
interface Around { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly hasher: PasswordHasher }

/** What the answers about sign-in are given; `attempts` enters and counts at each turn of the clock's work what stopped or was refused. */
export async function signingIn({ time, random, keys }: Means, around: Around): Promise<{ signIn: SignIn; enrolment: EnrolmentParts; secondSteps: SecondStepParts; attempts: { turn(): Promise<void> } }> {
  const monotonic = (): number => time.monotonic();
  const enrolment = { ...around, random, wrappingKey: keys.waiting, factorTries: createSignInTries(monotonic, random) };
  const secondSteps = { ...enrolment, mayEnter: mustComeFromTerminal };
  const refusedTries = createRefusedTries();
  const signIn = await createSignIn({ ...secondSteps, isTerminal: isTerminalOf, tries: createSignInTries(monotonic, random), refusedTries });
  const turn = async (): Promise<void> => {
    const now = around.clock.now();
    await enterUnfinished(around);
    await refusedTries.write(around.store, { now, day: japanDay(now) });
  };
  return { signIn, enrolment, secondSteps, attempts: { turn } };
}
