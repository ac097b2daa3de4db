/** Commitments whose text has not been seen, until a `wipe-texts` entry accounts for them (FORMAT.md, "Texts wiped"). Used alike by export and verification. */

/** What a `wipe-texts` entry says is gone: the texts named by id, else all earlier ones of the transfer. */
export interface Wiping { readonly ids: readonly string[] | null; readonly transfer: string | null }

export interface Unopened {
  /** `id` is entry index and name of the text, `12:file-1`. */
  add(id: string, index: number, transfer: string | null): void;
  /** Returns how many texts the entry accounts for. */
  settle(wiping: Wiping): number;
  /** The first entry with a text that nothing accounts for, or null. */
  readonly oldest: number | null;
  readonly size: number;
}

export function createUnopened(): Unopened {
  /** Maps and sets keep the order of insertion: the first is the oldest. */
  const texts = new Map<string, { index: number; transfer: string | null }>();
  const byTransfer = new Map<string, Set<string>>();

  function remove(id: string): boolean {
    const ofTransfer = byTransfer.get(texts.get(id)?.transfer ?? '');
    ofTransfer?.delete(id);
    return texts.delete(id);
  }

  return {
    add(id, index, transfer) {
      texts.set(id, { index, transfer });
      if (transfer === null) return;
      const ids = byTransfer.get(transfer) ?? new Set();
      byTransfer.set(transfer, ids.add(id));
    },
    settle({ ids, transfer }) {
      const settled = (ids ?? [...(byTransfer.get(transfer ?? '') ?? [])]).filter(remove).length;
      if (transfer !== null && byTransfer.get(transfer)?.size === 0) byTransfer.delete(transfer);
      return settled;
    },
    get oldest() {
      for (const { index } of texts.values()) return index;
      return null;
    },
    get size() {
      return texts.size;
    },
  };
}

/** Reads the `facts` of a `wipe-texts` entry; ids that are not text are nobody's. */
export function wipedIdsOf(facts: unknown): string[] | null {
  if (typeof facts !== 'object' || facts === null || !('ids' in facts)) return null;
  return Array.isArray(facts.ids) ? facts.ids.filter((id): id is string => typeof id === 'string') : [];
}
