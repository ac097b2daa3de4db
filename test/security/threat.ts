// One actor of the threat model and how the gateway stands against it. Paths are seen from the project's root.

export interface Answer {
  /** What stands against it, as a plain sentence. */
  readonly what: string;
  readonly code: readonly string[];
  /** Files of tests, each with words from the title of the test that shows it. */
  readonly tests: readonly (readonly [file: string, words: string])[];
  /** Why no test shows it; only where there is none. */
  readonly why?: string;
}

export interface Threat {
  readonly actor: string;
  /** What this actor has and can do. */
  readonly can: string;
  readonly stands: readonly Answer[];
  /** What a withstood attack still leaves. */
  readonly remains: string;
  /** What would stand against it and is not built. */
  readonly notBuilt: string | null;
}
