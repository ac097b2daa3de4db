// How people go on whose gateway dies under them: what was not answered is asked again, and what is refused then is held against what has become of the transfer.
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../../client/api.ts';

/** Told to come back, or a gateway that is just starting or ending. */
const comeBack = (error: unknown): boolean => !(error instanceof Refused) || error.problem.status >= 500 || error.problem.status === 429;

/** Asks until there is an answer or a refusal; throws the refusal. Gives up after two minutes, with what came last. */
export async function steadily<T>(act: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + 120_000; ;) {
    try {
      return await act();
    } catch (error) {
      if (!comeBack(error) || Date.now() > until) throw error;
      await pause(200 + Math.random() * 300);
    }
  }
}

/** Does a step whose answer may be lost: done when `isDone` says so, whether this try did it or the one before. */
export async function until(isDone: () => Promise<boolean>, act: () => Promise<unknown>): Promise<void> {
  for (let refused: Refused | null = null; !(await steadily(isDone));) {
    if (refused !== null) throw refused;
    refused = await steadily(act).then(() => null, (error: unknown) => {
      if (error instanceof Refused) return error;
      throw error;
    });
  }
}
