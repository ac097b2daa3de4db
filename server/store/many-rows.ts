// Many rows in few statements. Guarantees that they go in their order, and in so few sizes of statement that each is compiled once.

/** A statement takes as many rows as are worth it. */
const MOST = 32;
/** So few go together as they are. */
const FEW = 8;

/** Hands `rows` to `insert` in parts of 32, and the rest in parts of 16 and of at most eight. */
export async function insertMany<T>(rows: readonly T[], insert: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  let at = 0;
  for (const size of [MOST, MOST / 2, FEW]) {
    for (; rows.length - at >= size; at += size) await insert(rows.slice(at, at + size));
  }
  if (at < rows.length) await insert(rows.slice(at));
}
