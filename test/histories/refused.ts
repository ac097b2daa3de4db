// A refusal is an answer; anything else that goes wrong is thrown on.
import { Refused } from '../../client/api.ts';

export function isRefused(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}
