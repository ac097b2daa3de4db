// An expected refusal: somebody asked for what a rule does not allow. Everything else that is thrown is a bug.
// A refusal of a signed-in person is entered in the ledger once, then thrown on.

export type RefusalFact = string | number | boolean | string[];

export class Refused<Code extends string = string> extends Error {
  readonly code: Code;
  /** What was expected and what came, for the answer: times, limits, field names. Never a secret, never a citizen's name. */
  readonly facts: Readonly<Record<string, RefusalFact>>;
  /** True once the ledger has it. */
  entered = false;
  constructor(code: Code, facts: Readonly<Record<string, RefusalFact>> = {}) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'Refused';
    this.code = code;
    this.facts = facts;
  }
}

/** True for an expected refusal of any room. (`instanceof` alone would widen the code to any.) */
export function isRefused(error: unknown): error is Refused {
  return error instanceof Refused;
}
