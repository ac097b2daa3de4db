import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../server/ledger/encoding.ts';
import { sha256 } from '../../server/ledger/node-primitives.ts';
import { consistencyParts, inclusionParts, ProofRefused, verifyConsistency, verifyInclusion } from '../../server/ledger/proofs.ts';
import { createFrontier, foldRoot, leafHash, nodeHash, siblingsFinishedBy } from '../../server/ledger/tree.ts';
import type { NodeId } from '../../server/ledger/tree.ts';
import example from '../vectors/ledger/rfc6962-example.json' with { type: 'json' };
import vectors from '../vectors/ledger/rfc6962.json' with { type: 'json' };

const bytes = (hex: string): Uint8Array => fromHex(hex)!;

/** RFC 6962 2.1, word for word: the definition that the code under test must agree with. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(sha256, definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

const publishedLeaves = vectors.leaves.map((leaf) => leafHash(sha256, bytes(leaf)));
const leavesOf = (size: number): Uint8Array[] => Array.from({ length: size }, (_, i) => leafHash(sha256, Buffer.from(`entry ${i}`)));
const node = (leaves: readonly Uint8Array[], { level, index }: NodeId): Uint8Array => definedRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const proofOf = (leaves: readonly Uint8Array[], parts: NodeId[][]): Uint8Array[] => parts.map((part) => foldRoot(sha256, part.map((id) => node(leaves, id))));

const sized = fc.integer({ min: 1, max: 70 }).chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));
const pair = fc.integer({ min: 1, max: 70 }).chain((second) => fc.tuple(fc.integer({ min: 1, max: second }), fc.constant(second)));

describe('the tree (RFC 6962)', () => {
  it('has the published roots at every size [ASVS 11.4.3]', () => {
    const tree = createFrontier(sha256);
    expect(toHex(tree.root())).toBe(vectors.roots[0]);
    for (const [i, leaf] of publishedLeaves.entries()) {
      tree.push(leaf);
      expect(toHex(tree.root())).toBe(vectors.roots[i + 1]);
    }
  });

  it.each(vectors.inclusion)('makes and accepts the published inclusion proof of $index in $size', ({ index, size, proof }) => {
    expect(proofOf(publishedLeaves, inclusionParts(index, size)).map(toHex)).toEqual(proof);
    verifyInclusion(sha256, publishedLeaves[index]!, index, size, bytes(vectors.roots[size]!), proof.map(bytes));
  });

  it.each(vectors.consistency)('makes and accepts the published consistency proof from $first to $second', ({ first, second, proof }) => {
    expect(proofOf(publishedLeaves, consistencyParts(first, second)).map(toHex)).toEqual(proof);
    verifyConsistency(sha256, first, second, bytes(vectors.roots[first]!), bytes(vectors.roots[second]!), proof.map(bytes));
  });

  it('grows to the root that the definition gives, at any size', () => {
    const tree = createFrontier(sha256);
    const leaves = leavesOf(130);
    for (const [i, leaf] of leaves.entries()) {
      tree.push(leaf);
      expect(toHex(tree.root())).toBe(toHex(definedRoot(leaves.slice(0, i + 1))));
    }
  });

  it('names each subtree that a leaf completes exactly once', () => {
    const finished = Array.from({ length: 64 }, (_, i) => siblingsFinishedBy(i).map(({ level, index }) => `${level + 1}/${index / 2}`)).flat();
    expect(new Set(finished).size).toBe(63);
    expect(finished).toHaveLength(63);
  });

  it('finishes one level after another, bottom-up', () => {
    expect([0, 2, 5, 7].map(siblingsFinishedBy)).toEqual([[], [], [{ level: 0, index: 4 }], [{ level: 0, index: 6 }, { level: 1, index: 2 }, { level: 2, index: 0 }]]);
  });

  it('says what was wrong with a proof, by code and in words', () => {
    const [leaves, other] = [leavesOf(5), leafHash(sha256, Buffer.from('other'))];
    const [root, first] = [definedRoot(leaves), definedRoot(leaves.slice(0, 3))];
    const [inclusion, consistency] = [proofOf(leaves, inclusionParts(2, 5)), proofOf(leaves, consistencyParts(3, 5))];
    const refused = (code: string, message: string): Error => expect.objectContaining({ name: 'ProofRefused', code, message }) as Error;
    expect(() => verifyInclusion(sha256, leaves[2]!, 2, 5, root, inclusion.slice(1))).toThrow(refused('PROOF_LENGTH', 'expected 3 hashes for index 2 of 5, 2 came'));
    expect(() => verifyInclusion(sha256, other, 2, 5, root, inclusion)).toThrow(refused('ROOT_MISMATCH', 'entry 2 is not in the tree of 5: the proof leads to another root'));
    expect(() => inclusionParts(5, 5)).toThrow(refused('OUT_OF_RANGE', 'expected 0 <= index < size, index 5 and size 5 came'));
    expect(() => verifyConsistency(sha256, 3, 5, first, root, [...consistency, other])).toThrow(refused('PROOF_LENGTH', 'expected 4 hashes between 3 and 5, 5 came'));
    expect(() => verifyConsistency(sha256, 3, 5, first, other, consistency)).toThrow(refused('ROOT_MISMATCH', 'the tree of 5 does not begin with the signed tree of 3'));
    expect(() => consistencyParts(6, 5)).toThrow(refused('OUT_OF_RANGE', 'expected 0 <= first <= second, first 6 and second 5 came'));
  });

  it('counts beyond 32 bits', () => {
    expect(siblingsFinishedBy(2 ** 40 + 1)).toEqual([{ level: 0, index: 2 ** 40 }]);
    expect(inclusionParts(2 ** 40, 2 ** 40 + 2)).toEqual([[{ level: 0, index: 2 ** 40 + 1 }], [{ level: 40, index: 0 }]]);
  });
});

describe('the example of RFC 6962 section 2.1.3', () => {
  const nodes = (names: readonly string[]) => names.map((name) => (example.nodes as Record<string, number[][]>)[name]!.map(([level, index]) => ({ level, index })));

  it.each(Object.entries(example.inclusion))('has the published inclusion proof of leaf %s', (leaf, names) => {
    expect(inclusionParts(Number(leaf), example.size)).toEqual(nodes(names));
  });

  it.each(Object.entries(example.consistency))('has the published consistency proof from size %s', (first, names) => {
    expect(consistencyParts(Number(first), example.size)).toEqual(nodes(names));
  });
});

describe('inclusion proofs', () => {
  it('hold for every leaf of every tree', () => {
    fc.assert(fc.property(sized, ([size, index]) => {
      const leaves = leavesOf(size);
      verifyInclusion(sha256, leaves[index]!, index, size, definedRoot(leaves), proofOf(leaves, inclusionParts(index, size)));
    }));
  });

  it('fail for another leaf, index, size, root, or with one hash changed, added or left out', () => {
    fc.assert(fc.property(sized, fc.nat(), ([size, index], place) => {
      const leaves = leavesOf(size);
      const root = definedRoot(leaves);
      const proof = proofOf(leaves, inclusionParts(index, size));
      const other = leafHash(sha256, Buffer.from('other'));
      const refused = (act: () => void): void => expect(act).toThrow(ProofRefused);
      refused(() => verifyInclusion(sha256, other, index, size, root, proof));
      refused(() => verifyInclusion(sha256, leaves[index]!, index, size, other, proof));
      refused(() => verifyInclusion(sha256, leaves[index]!, index, size, root, [...proof, other]));
      refused(() => verifyInclusion(sha256, leaves[index]!, size, size, root, proof));
      if (size > 1) refused(() => verifyInclusion(sha256, leaves[index]!, (index + 1) % size, size, root, proof));
      if (proof.length === 0) return;
      refused(() => verifyInclusion(sha256, leaves[index]!, index, size, root, proof.with(place % proof.length, other)));
      refused(() => verifyInclusion(sha256, leaves[index]!, index, size, root, proof.slice(1)));
    }));
  });

  it('refuse indexes and sizes that are negative, broken or out of range', () => {
    const root = new Uint8Array(32);
    for (const [index, size] of [[-1, 1], [0, 0], [1, 1], [0.5, 1], [Number.NaN, 1], [0, 2 ** 53]] as const) {
      expect(() => verifyInclusion(sha256, root, index, size, root, [])).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }) as Error);
    }
  });
});

describe('consistency proofs', () => {
  it('hold between any two sizes of one log', () => {
    fc.assert(fc.property(pair, ([first, second]) => {
      const leaves = leavesOf(second);
      verifyConsistency(sha256, first, second, definedRoot(leaves.slice(0, first)), definedRoot(leaves), proofOf(leaves, consistencyParts(first, second)));
    }));
  });

  it('fail when the second log does not begin with the first, whatever honest proof either offers', () => {
    fc.assert(fc.property(pair, fc.nat(), ([first, second], place) => {
      const leaves = leavesOf(second);
      const rewritten = leaves.with(place % first, leafHash(sha256, Buffer.from('rewritten')));
      for (const told of [leaves, rewritten]) {
        const proof = proofOf(told, consistencyParts(first, second));
        expect(() => verifyConsistency(sha256, first, second, definedRoot(leaves.slice(0, first)), definedRoot(rewritten), proof)).toThrow(ProofRefused);
      }
    }));
  });

  it('use up the second size whole: a proof for one size does not pass for another', () => {
    const leaves = leavesOf(12);
    for (let first = 1; first < 12; first += 1) {
      for (let second = first + 1; second < 12; second += 1) {
        const proof = proofOf(leaves, consistencyParts(first, second));
        const [firstRoot, secondRoot] = [definedRoot(leaves.slice(0, first)), definedRoot(leaves.slice(0, second))];
        for (let claimed = first; claimed <= 24; claimed += 1) {
          if (claimed === second) continue;
          // A tree of another size that happens to need as many hashes in the same order is the only way to pass, and RFC 9162's check shuts it
          // out unless the shape is the same; then the root alone decides, and a checkpoint signs size and root together.
          if (consistencyParts(first, claimed).length !== proof.length) expect(() => verifyConsistency(sha256, first, claimed, firstRoot, secondRoot, proof)).toThrow(ProofRefused);
        }
      }
    }
  });

  it('refuse a first size over the second, and negative ones', () => {
    const root = new Uint8Array(32);
    for (const [first, second] of [[2, 1], [-1, 1], [0, -1], [0.5, 1]] as const) {
      expect(() => verifyConsistency(sha256, first, second, root, root, [])).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }) as Error);
    }
  });

  it('accept the empty tree only with its own root', () => {
    const root = definedRoot(leavesOf(3));
    verifyConsistency(sha256, 0, 3, sha256(new Uint8Array(0)), root, []);
    expect(() => verifyConsistency(sha256, 0, 3, root, root, [])).toThrow(ProofRefused);
  });
});
