/** The tree as it is stored: complete subtrees only, so what is written never changes. Guarantees O(log n) rows read and written per entry. */
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
export async function growStoredTree(tx: Tx, sha256: Sha256, index: number, leaf: Uint8Array): Promise<void> {
  const siblings = siblingsFinishedBy(index);
  const node = await readNodes(tx, siblings);
  let hash = leaf;
  const rows = [{ level: 0, idx: index, hash }];
  for (const sibling of siblings) {
    hash = nodeHash(sha256, node(sibling), hash);
    rows.push({ level: sibling.level + 1, idx: sibling.index / 2, hash });
  }
  await tx.insertInto('ledger_nodes').values(rows).execute();
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
