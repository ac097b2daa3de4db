/** What the stored ledger refuses, as one closed set of codes. */

export type LedgerCode =
  /** The stored tree does not begin with the newest signed head, or is shorter: rows were changed. Nothing is signed over it. */
  | 'INCONSISTENT'
  /** The key that would sign is not the one in use: a replaced one was put back, or the change was not finished. Nothing is signed. */
  | 'WRONG_KEY'
  /** A node of the tree is not there. */
  | 'NODE_MISSING'
  /** An entry was asked for that the signed ledger does not have. */
  | 'NO_SUCH_ENTRY';

export class LedgerRefused extends Error {
  readonly code: LedgerCode;
  constructor(code: LedgerCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LedgerRefused';
    this.code = code;
  }
}
