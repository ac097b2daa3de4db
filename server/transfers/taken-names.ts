// The file names of the drafts that are being filled, so that a deposit of ten thousand files does not read all names for each. Guarantees: what is told is
// what the transfer of that version holds; a version that was not seen here is read anew. In memory only, and of a few drafts.
import type { Tx } from '../store/store.ts';
import { fold } from './file-name.ts';
import { readNames } from './rows.ts';
import type { Transfer } from './transfer.ts';

/** So many drafts are filled side by side without reading twice; ten thousand names are about a megabyte. */
const mostDrafts = 16;

export interface TakenNames {
  /** The names of the transfer's files as they are now, each folded. Only to be asked inside the transaction that adds one. */
  of(tx: Tx, transfer: Transfer): Promise<ReadonlySet<string>>;
  /** Told within the transaction that a file of this name joined: `after` is the transfer as written. */
  joined(after: Transfer, name: string): void;
  /** Told when the transaction may not have come through. */
  forget(transferIds: readonly string[]): void;
}

interface Known { version: number; readonly names: Set<string> }

export function createTakenNames(): TakenNames {
  const drafts = new Map<string, Known>();
  return {
    async of(tx, transfer) {
      const known = drafts.get(transfer.id);
      if (known?.version === transfer.version) return known.names;
      const names = new Set((await readNames(tx, transfer.id)).map(fold));
      drafts.delete(transfer.id);
      for (const [oldest] of drafts) if (drafts.size >= mostDrafts) drafts.delete(oldest);
      drafts.set(transfer.id, { version: transfer.version, names });
      return names;
    },
    joined(after, name) {
      const known = drafts.get(after.id);
      if (known === undefined) return;
      if (known.version + 1 === after.version) {
        known.names.add(fold(name));
        known.version = after.version;
      } else drafts.delete(after.id);
    },
    forget(transferIds) {
      for (const id of transferIds) drafts.delete(id);
    },
  };
}
