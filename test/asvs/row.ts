// One requirement of OWASP ASVS 5.0 and how it stands here. The standard's own texts are not repeated: `what` is ours.

export interface AsvsRow {
  /** As the standard counts it, without the V: `8.2.2`. */
  readonly id: string;
  readonly level: 1 | 2 | 3;
  /** What it asks, in our words, short. */
  readonly what: string;
  /**
   * `tested`: a test bears `[ASVS id]` in its title, and may be left to the table to find. `file`: a file of the project shows it, and `why` says in a few words how.
   * `none`: it does not apply here, and why. `open`: it is not met, or nobody has shown it yet, and what is missing.
   */
  readonly stands: 'tested' | { readonly file: string; readonly why: string } | { readonly none: string } | { readonly open: string };
}
