// The second step of a sign-in by a code. Whoever comes here has shown the password, and is slowed down like one who guesses passwords: from every address alike,
// also the person's own, because nobody without the password can cause it (no stranger shuts anybody out). Each wrong code is entered in the person's name.
import { takeCode } from './factors.ts';
import { endHalf, findHalf } from './half-sign-in.ts';
import { enterAndThrow, mustEnter, openSession, type EnteringParts, type From } from './open-session.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';
import { AccountRefused } from './refusal.ts';
import type { Attempt, SignInTries } from './sign-in-tries.ts';

export interface SecondStepParts extends EnteringParts {
  /** Wraps what must be kept secret at rest. */
  readonly wrappingKey: Uint8Array;
  /** Counted apart from passwords. */
  readonly factorTries: SignInTries;
}

/** Returns the token of the session. Throws `AccountRefused` (SIGN_IN_BEGIN_AGAIN, SECOND_FACTOR_WRONG, TOO_MANY_TRIES). */
export async function secondStep(parts: SecondStepParts, given: From & { readonly token: string | undefined; readonly code: string }): Promise<string> {
  const { store, clock, factorTries, wrappingKey: key } = parts;
  const { token, side, address, browser, code } = given;
  const account = await findHalf(store.read, token, side, clock.now());
  await mustEnter(parts, account, given);
  const attempt = factorTries.begin({ login: account.id, address, account: null });
  return counted(attempt, async () => store.change(async (tx) => {
    const now = clock.now();
    const still = await findHalf(tx, token, side, now);
    const factor = await takeCode(tx, { accountId: still.id, code, millis: clock.millis(), now, key });
    if (factor === null) throw new AccountRefused('SECOND_FACTOR_WRONG');
    await endHalf(tx, token);
    return openSession(tx, parts, still, { side, address, browser, now, factor, ...(factor === 'recovery-code' ? { left: await recoveryCodesLeft(tx, still.id) } : {}) });
  })).catch((error: unknown) => (isWrong(error) ? enterAndThrow(parts, account, given, error) : Promise.reject(error instanceof Error ? error : new Error(String(error)))));
}

const isWrong = (error: unknown): boolean => error instanceof AccountRefused && error.code === 'SECOND_FACTOR_WRONG';

/** Tells the attempt how `work` ended. */
export async function counted<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work();
    attempt.right();
    return done;
  } catch (error) {
    if (error instanceof AccountRefused && error.code !== 'BUSY') attempt.wrong();
    else attempt.undone();
    throw error;
  }
}
