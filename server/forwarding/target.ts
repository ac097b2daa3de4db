// Where entries are forwarded to, and at which pace it is tried.

export interface Target {
  readonly host: string;
  readonly port: number;
  /** Null: plain TCP. PEM texts; `ca` null trusts the authorities that Node brings. */
  readonly tls: { readonly ca: string | null; readonly certificate: string | null; readonly key: string | null } | null;
}

export interface Pace {
  /** How long a connection must stand after the last byte was taken, before it is ended. */
  readonly settleMs: number;
  /** How long a receiver may take nothing. */
  readonly patienceMs: number;
  /** The wait after a failure, doubled each time up to the longest. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** At most this much is sent before the receiver must have taken all of it. */
  readonly mostEntries: number;
  readonly mostBytes: number;
}

/** Assumptions; five thousand entries a second and a receiver that is away for days are both borne by them. */
export const usualPace: Pace = { settleMs: 1_000, patienceMs: 30_000, firstWaitMs: 1_000, longestWaitMs: 60_000, mostEntries: 5_000, mostBytes: 8 * 1024 * 1024 };

export const nameOf = ({ host, port, tls }: Target): string => `${tls === null ? 'tcp' : 'tls'}://${host}:${port}`;

/** Why a batch is not known to have arrived; the code is shown to administrators. */
export class ForwardingFailed extends Error {
  override readonly name = 'ForwardingFailed';
  readonly code: string;

  constructor(code: string) {
    super(`the syslog receiver did not take the entries: ${code}`);
    this.code = code;
  }
}
