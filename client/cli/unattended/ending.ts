// How an unattended program ends, and what a failure means for it: wait for the line, give the one thing up, or stop because nobody will let it in.
import { Refused } from '../../api.ts';
import { GatewayRefused, LineCut } from '../../fetching.ts';
import { isProblem } from '../../calls.ts';
import type { Problem } from '../../../server/http/wire/problem.ts';

/** Exit codes of send, collect and open. */
export const exits = {
  /** All done, or nothing to do. */
  done: 0,
  /** Something was refused or failed; what could be done was done. */
  refused: 1,
  /** Wrong use, or a file that cannot be read or written. */
  wrong: 2,
  /** The gateway does not let this terminal (or person) in: revoked, expired, unknown. */
  credential: 3,
  /** The gateway could not be reached. Nothing is lost; run it again. */
  line: 4,
  /** Another one is running on the same ledger. */
  busy: 5,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

export type Failure = { readonly kind: 'line' } | { readonly kind: 'credential' | 'refused'; readonly problem: Problem };

/** Answers that tell nothing of what was asked: the gateway has too much to do, or something before it has no gateway. */
const passing = (status: number): boolean => status === 0 || status === 408 || status === 429 || status >= 500;

/** What an error of a call means; null for anything else: a bug, or this machine's own disk. */
export function failureOf(error: unknown): Failure | null {
  // What Node's fetch throws where no answer came, or half of one.
  if (error instanceof LineCut || (error instanceof TypeError && /^(?:fetch failed|terminated)$/.test(error.message))) return { kind: 'line' };
  const problem = error instanceof Refused ? error.problem : error instanceof GatewayRefused && isProblem(error.problem) ? error.problem : null;
  if (problem === null) return error instanceof GatewayRefused ? { kind: 'line' } : null;
  if (problem.code === 'OUTCOME_UNKNOWN' || passing(problem.status)) return { kind: 'line' };
  // A key that is revoked, expired, not confirmed yet, or asks for more than it is for.
  return { kind: problem.status === 401 || problem.code.startsWith('UNATTENDED_') ? 'credential' : 'refused', problem };
}

/** Milliseconds between tries while the gateway is not reached: two minutes in all. */
export const pauses: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

export interface Patience {
  readonly signal: AbortSignal;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly told: () => void;
  /** A number that grows with what is done: what goes on, however slowly, begins the row of pauses anew. */
  readonly mark?: () => number;
}

/**
 * Does `work` until it is not the line that fails. `work` finds out by itself what an earlier try has done. Throws the last error of the line once the pauses
 * are used up, and `AbortError` when `signal` stops it.
 */
export async function untilReached<T>(work: () => Promise<T>, { signal, pause, told, mark = () => 0 }: Patience): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    const before = mark();
    try {
      return await work();
    } catch (error) {
      if (mark() > before) tries = 0;
      const milliseconds = pauses[tries];
      if (failureOf(error)?.kind !== 'line' || milliseconds === undefined) throw error;
      told();
      await pause(milliseconds);
    }
  }
}
