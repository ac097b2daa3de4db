/**
 * The Merkle tree of RFC 6962 section 2.1: its hashes, the complete subtrees that are stored, and the tree that only grows.
 * Sizes are plain numbers up to 2^53 - 1, so nothing here uses 32-bit operators.
 */
import type { Sha256 } from './primitives.ts';

/** A complete subtree: `level` 0 is a leaf; it covers the leaves from index * 2^level on. */
export interface NodeId { readonly level: number; readonly index: number }

/** SHA-256(0x00 || entry), RFC 6962 2.1. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  const input = new Uint8Array(entry.length + 1);
  input.set(entry, 1);
  return sha256(input);
}

/** SHA-256(0x01 || left || right), RFC 6962 2.1. The prefix keeps a node from being passed off as an entry. */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return sha256(input);
}

/** Takes the hashes of neighbouring complete subtrees, left (largest) to right, returns the root over them; of nothing, SHA-256(""). */
export function foldRoot(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const root = hashes.reduceRight<Uint8Array | null>((right, left) => (right === null ? left : nodeHash(sha256, left, right)), null);
  return root ?? sha256(new Uint8Array(0));
}

/** The complete subtrees that cover the leaves begin (inclusive) to end (exclusive), left to right; `begin` as RFC 6962 splits. */
export function subtreesOf(begin: number, end: number): NodeId[] {
  const nodes: NodeId[] = [];
  for (let at = begin; at < end;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The left siblings that leaf `index` meets, bottom-up, while it completes subtrees: node L of the result finishes level L + 1. */
export function siblingsFinishedBy(index: number): NodeId[] {
  const siblings: NodeId[] = [];
  for (let level = 0, at = index; at % 2 === 1; level += 1, at = (at - 1) / 2) siblings.push({ level, index: at - 1 });
  return siblings;
}

/** A tree that is only ever appended to: at most one hash per level is kept, so a million entries need twenty. */
export interface Frontier { readonly size: number; push(leaf: Uint8Array): void; root(): Uint8Array }

export function createFrontier(sha256: Sha256): Frontier {
  const hashes: Uint8Array[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    push(leaf) {
      let hash = leaf;
      for (let at = size; at % 2 === 1; at = (at - 1) / 2) {
        const left = hashes.pop();
        if (left !== undefined) hash = nodeHash(sha256, left, hash);
      }
      hashes.push(hash);
      size += 1;
    },
    root: () => foldRoot(sha256, hashes),
  };
}
