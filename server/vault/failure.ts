// What the vault throws. Guarantees: a closed set of codes, and a message with what was tried, what came and what to do;
// never a byte of what is stored.

export type VaultFailure =
  | 'BAD_ID' // not an id of the vault: refused before it touches a path
  | 'ABSENT' // no such body or lock
  | 'BAD_RANGE' // a range outside the body
  | 'ODD_STORE' // a folder or file of the vault is not what the vault made
  | 'FULL' // no room on the disk or no quota (507)
  | 'READ_FAILED'
  | 'WRITE_FAILED'
  | 'WIPE_FAILED' // the wipe is not done, whatever part of it was
  | 'SYNC_FAILED' // the disk did not confirm: the vault stops until it is opened again
  | 'MISUSED'; // a call in the wrong order: a bug of the caller

export class VaultFailed extends Error {
  override readonly name = 'VaultFailed';
  readonly code: VaultFailure;

  constructor(code: VaultFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The system's own code of an error (`ENOENT`, ...), or undefined. */
export function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Turns an error of the system into VaultFailed; one that is VaultFailed already stays as it is. */
export function failure(code: VaultFailure, doing: string, error: unknown): VaultFailed {
  if (error instanceof VaultFailed) return error;
  const came = errno(error) ?? 'an unknown error';
  if (came === 'ENOENT' && code === 'READ_FAILED') return new VaultFailed('ABSENT', `${doing}: it is not in the vault.`, error);
  if (came === 'ENOSPC' || came === 'EDQUOT') return new VaultFailed('FULL', `${doing}: no room (${came}). Make room on the vault's disk.`, error);
  if (came === 'ELOOP' || came === 'ENOTDIR') {
    return new VaultFailed('ODD_STORE', `${doing}: expected a plain file in a plain folder, found a link or something else (${came}). Look at the vault's folder before going on.`, error);
  }
  return new VaultFailed(code, `${doing}: the system answered ${came}. Look at the vault's disk and its permissions.`, error);
}
