// When a request that failed is worth another try, and how it is waited for: for whatever goes up to the gateway.
import type { Refused } from './calls.ts';

/** Answers that may say nothing against the file: which of them do is in their code, where the gateway itself gave one. */
const PASSING: readonly number[] = [409, 423, 429, 502, 503, 504];
/** One that another request still holds, one that is further than we thought, a gateway that has too much to do. */
const PASSING_CODES: readonly string[] = ['UPLOAD_BUSY', 'UPLOAD_OFFSET_DIFFERS', 'BUSY', 'REFUSED_TOO_OFTEN', 'OUTCOME_UNKNOWN'];

/**
 * Whether waiting may mend it. Below 300: no answer at all, or one whose head broke off with the line (a browser takes what came of it for the whole).
 * A closed draft or a file that cannot be scanned is told at once, not after two minutes of a line that is said to be cut.
 */
export const passes = (status: number, refusal: Refused | null): boolean => status < 300 || (PASSING.includes(status) && (refusal === null || PASSING_CODES.includes(refusal.problem.code)));

/** Resolves after so long, or at once when `signal` stops it. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
