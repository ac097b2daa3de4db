/**
 * Proofs of RFC 6962 section 2.1: what an inclusion and a consistency proof are folded from, and the check of both.
 * Guarantees that a proof is accepted only at its exact length and for exactly the sizes given.
 */
import { isSame } from './encoding.ts';
import type { Sha256 } from './primitives.ts';
import { foldRoot, nodeHash, subtreesOf } from './tree.ts';
import type { NodeId } from './tree.ts';

export type ProofCode = 'OUT_OF_RANGE' | 'PROOF_LENGTH' | 'ROOT_MISMATCH';

export class ProofRefused extends Error {
  readonly code: ProofCode;
  constructor(code: ProofCode, message: string) {
    super(message);
    this.name = 'ProofRefused';
    this.code = code;
  }
}

/** Largest power of two below n, for n > 1: where RFC 6962 splits. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** What each hash of the inclusion proof of leaf `index` in the tree of `size` is folded from (RFC 6962 2.1.1). Throws ProofRefused out of range. */
export function inclusionParts(index: number, size: number): NodeId[][] {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
    throw new ProofRefused('OUT_OF_RANGE', `expected 0 <= index < size, index ${index} and size ${size} came`);
  }
  const parts: NodeId[][] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + split(end - begin);
    if (index < middle) {
      parts.unshift(subtreesOf(middle, end));
      end = middle;
    } else {
      parts.unshift(subtreesOf(begin, middle));
      begin = middle;
    }
  }
  return parts;
}

/** What each hash of the consistency proof between two sizes is folded from (RFC 6962 2.1.2). Throws ProofRefused out of range. */
export function consistencyParts(first: number, second: number): NodeId[][] {
  checkSizes(first, second);
  const parts: NodeId[][] = [];
  let [begin, end] = [0, second];
  if (first === 0) return parts;
  while (first < end) {
    const middle = begin + split(end - begin);
    if (first <= middle) {
      parts.unshift(subtreesOf(middle, end));
      end = middle;
    } else {
      parts.unshift(subtreesOf(begin, middle));
      begin = middle;
    }
  }
  // The old tree's own root is known to the verifier; only a part of it has to be told.
  if (begin > 0) parts.unshift(subtreesOf(begin, end));
  return parts;
}

function checkSizes(first: number, second: number): void {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second) {
    throw new ProofRefused('OUT_OF_RANGE', `expected 0 <= first <= second, first ${first} and second ${second} came`);
  }
}

/**
 * Proves that a leaf is in a tree. Takes the leaf's hash and index, the tree's size and root, and the proof; returns nothing.
 * Throws ProofRefused if it does not hold (RFC 9162 2.1.3.2).
 */
export function verifyInclusion(sha256: Sha256, leaf: Uint8Array, index: number, size: number, root: Uint8Array, proof: readonly Uint8Array[]): void {
  const expected = inclusionParts(index, size).length;
  if (proof.length !== expected) throw new ProofRefused('PROOF_LENGTH', `expected ${expected} hashes for index ${index} of ${size}, ${proof.length} came`);
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sha256, sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = nodeHash(sha256, hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  if (sn !== 0 || !isSame(hash, root)) throw new ProofRefused('ROOT_MISMATCH', `entry ${index} is not in the tree of ${size}: the proof leads to another root`);
}

/**
 * Proves that the tree of `second` leaves begins with the tree of `first` leaves. Returns nothing.
 * Throws ProofRefused if it does not (RFC 9162 2.1.4.2; that the second size is used up whole is checked: leaving it out let proofs of other sizes pass in Haskell's hash-tree).
 */
export function verifyConsistency(sha256: Sha256, first: number, second: number, firstRoot: Uint8Array, secondRoot: Uint8Array, proof: readonly Uint8Array[]): void {
  const expected = consistencyParts(first, second).length;
  if (proof.length !== expected) throw new ProofRefused('PROOF_LENGTH', `expected ${expected} hashes between ${first} and ${second}, ${proof.length} came`);
  const mismatch = (): ProofRefused => new ProofRefused('ROOT_MISMATCH', `the tree of ${second} does not begin with the signed tree of ${first}`);
  if (first === 0 || first === second) {
    if (!isSame(firstRoot, first === 0 ? foldRoot(sha256, []) : secondRoot)) throw mismatch();
    return;
  }
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [(fn - 1) / 2, Math.floor(sn / 2)];
  // A first size that is a power of two leaves nothing to tell of the old tree: its root stands in (RFC 9162 2.1.4.2 step 2).
  const [start, ...rest] = fn === 0 ? [firstRoot, ...proof] : proof;
  if (start === undefined) throw mismatch();
  let [oldHash, newHash] = [start, start];
  for (const sibling of rest) {
    if (fn % 2 === 1 || fn === sn) {
      oldHash = nodeHash(sha256, sibling, oldHash);
      newHash = nodeHash(sha256, sibling, newHash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      newHash = nodeHash(sha256, newHash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  if (sn !== 0 || !isSame(oldHash, firstRoot) || !isSame(newHash, secondRoot)) throw mismatch();
}
