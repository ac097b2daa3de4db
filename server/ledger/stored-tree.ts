/** The tree as it is stored: complete subtrees only, so what is written never changes. Guarantees O(log n) rows read and written per entry. */
import { insertMany } from '../store/many-rows.ts';
import type { Tx } from '../store/store.ts';
import type { Sha256 } from './primitives.ts';
import { LedgerRefused } from './refusal.ts';
import { foldRoot, nodeHash, siblingsFinishedBy, subtreesOf } from './tree.ts';
import type { NodeId } from './tree.ts';

const nameOf = ({ level, index }: NodeId): string => `${level}/${index}`;

async function readNodes(tx: Tx, ids: readonly NodeId[]): Promise<(id: NodeId) => Uint8Array> {
  const rows = ids.length === 0 ? [] : await tx.selectFrom('ledger_nodes').selectAll()
    .where((eb) => eb.or(ids.map(({ level, index }) => eb.and({ level, idx: index })))).execute();
  const hashes = new Map(rows.map((row) => [nameOf({ level: row.level, index: row.idx }), row.hash]));
  return (id) => {
    const hash = hashes.get(nameOf(id));
    if (hash === undefined) throw new LedgerRefused('NODE_MISSING', `expected node ${nameOf(id)} of the ledger's tree, it is not there: restore the database from its copy`);
    return hash;
  };
}

/** The number of entries. */
export async function storedSize(tx: Tx): Promise<number> {
  const { last } = await tx.selectFrom('ledger_entries').select((eb) => eb.fn.max<number | null>('idx').as('last')).executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}

/** Writes leaf `index` and every subtree it completes. Throws LedgerRefused if a node below is missing. */
export const growStoredTree = (tx: Tx, sha256: Sha256, index: number, leaf: Uint8Array): Promise<void> => growStoredTreeBy(tx, sha256, index, [leaf]);

/** Writes the leaves from `first` on and every subtree they complete. Throws LedgerRefused if a node below is missing. */
export async function growStoredTreeBy(tx: Tx, sha256: Sha256, first: number, leaves: readonly Uint8Array[]): Promise<void> {
  const finished = leaves.map((_, at) => siblingsFinishedBy(first + at));
  const stored = await readNodes(tx, finished.flat().filter(({ level, index }) => (index + 1) * 2 ** level <= first));
  const fresh = new Map<string, Uint8Array>();
  const rows: { level: number; idx: number; hash: Uint8Array }[] = [];
  const add = (level: number, idx: number, hash: Uint8Array): void => {
    fresh.set(nameOf({ level, index: idx }), hash);
    rows.push({ level, idx, hash });
  };
  finished.forEach((siblings, at) => {
    let hash = leaves[at] ?? new Uint8Array(0);
    add(0, first + at, hash);
    for (const sibling of siblings) {
      hash = nodeHash(sha256, fresh.get(nameOf(sibling)) ?? stored(sibling), hash);
      add(sibling.level + 1, sibling.index / 2, hash);
    }
  });
  await insertMany(rows, (some) => tx.insertInto('ledger_nodes').values(some).execute());
}

/** Takes what each hash is folded from (proofs.ts), returns the hashes. Throws LedgerRefused if a node is missing. */
export async function readHashes(tx: Tx, sha256: Sha256, parts: readonly NodeId[][]): Promise<Uint8Array[]> {
  const node = await readNodes(tx, parts.flat());
  return parts.map((part) => foldRoot(sha256, part.map(node)));
}

/** The root of the tree of the first `size` entries. */
export async function readRoot(tx: Tx, sha256: Sha256, size: number): Promise<Uint8Array> {
  const [root] = await readHashes(tx, sha256, [subtreesOf(0, size)]);
  return root ?? foldRoot(sha256, []);
}
