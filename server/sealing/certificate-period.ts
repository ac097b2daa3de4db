// The time of a certificate of the gateway. Pure: server, browser and command share it. A signature holds only if it says that it was made in that time;
// what somebody signs later with a stolen old key and an earlier date is found by the ledger, which has the hash of each document (FORMAT.md).

export interface DatedCertificate {
  /** Armored. */
  readonly certificate: string;
  /** ISO 8601; null: from the beginning for the first certificate, not yet for one that is announced only. */
  readonly from: string | null;
  /** ISO 8601; null: still. */
  readonly until: string | null;
  readonly state: 'current' | 'retired' | 'next';
}

/** True if this certificate was the one in use at the time. Signatures count whole seconds, so the second of a change belongs to both. */
export function isInItsTime({ from, until, state }: DatedCertificate, at: Date): boolean {
  const second = (time: string): number => Math.floor(Date.parse(time) / 1000);
  const signed = Math.floor(at.getTime() / 1000);
  return state !== 'next' && (from === null || signed >= second(from)) && (until === null || signed <= second(until));
}
