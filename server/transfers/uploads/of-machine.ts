// What goes wrong with the machine and not with the file: such an upload is not lost, it goes on once the machine is well again.
import { SealingFailed } from '../../sealing/failure.ts';
import { errno } from '../../vault/failure.ts';
import { VaultFailed } from '../../vault/vault.ts';

/** No room is left on the disk of the vault or of the database. */
export function isNoRoom(error: unknown): boolean {
  return (error instanceof VaultFailed && error.code === 'FULL') || errno(error) === 'SQLITE_FULL';
}

/** A disk that takes nothing in, or a sealing thread that ended. */
export function isOfMachine(error: unknown): boolean {
  if (error instanceof SealingFailed) return error.code === 'THREAD_LOST';
  return isNoRoom(error) || (error instanceof VaultFailed && (error.code === 'WRITE_FAILED' || error.code === 'SYNC_FAILED'));
}
