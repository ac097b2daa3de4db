// Why no copy is made, or nothing is restored. Nothing has been changed when one of these is thrown.

export type RecoveryRefusal =
  /** A copy is being made already. */
  | 'COPY_RUNNING'
  /** Something lies where the copy is to be written. */
  | 'COPY_THERE'
  /** The ledger in the database is not the one that was signed. */
  | 'LEDGER_DAMAGED'
  /** Not a copy made by `kagibako backup`, or cut short. */
  | 'COPY_UNREADABLE'
  /** Not signed by a key of this ledger. */
  | 'COPY_UNSIGNED'
  /** Its bytes are not those that were signed. */
  | 'COPY_DIFFERS'
  /** There is a database already. */
  | 'DATA_THERE'
  /** An export or a checkpoint that does not hold by itself. */
  | 'LEDGER_BAD'
  /** Two histories: the copy, an export or a checkpoint do not belong together. */
  | 'LEDGER_PARTS'
  /** Entries of another municipality are known by their hashes only, or the ledger at hand ends before a known head. */
  | 'LEDGER_SHORT'
  /** Another name of the ledger, without need. */
  | 'ORIGIN_DIFFERS'
  /** A signing key that was taken into use after the copy is nowhere. */
  | 'KEY_LOST';

/** Copying or restoring is refused; the message says why and what to do, in both languages. */
export class RecoveryRefused extends Error {
  override readonly name = 'RecoveryRefused';
  readonly code: RecoveryRefusal;
  constructor(code: RecoveryRefusal, japanese: string, english: string, cause?: unknown) {
    super(`${code}: ${japanese} / ${english}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
