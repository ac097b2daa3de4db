// Chance that can be thrown again: a seed gives one course of choices, and bytes for the gateway's own random numbers.
import { createHash } from 'node:crypto';
import { seededRandom } from '../../client/cli/demo-data/random.ts';

export interface Dice {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  chance(share: number): boolean;
  /** One of the list, or undefined of an empty one. */
  pick<T>(list: readonly T[]): T | undefined;
  /** One of the list, most often one of its last. */
  recent<T>(list: readonly T[]): T | undefined;
}

export function dice(seed: number): Dice {
  const random = seededRandom(seed);
  const below = (limit: number): number => random.below(limit);
  /** From 0 to below 1, in steps of 2^-32. */
  const next = (): number => below(2 ** 32) / 2 ** 32;
  return {
    below, chance: (share) => next() < share, pick: (list) => list[below(list.length)],
    recent: (list) => (next() < 0.75 ? list[Math.max(0, list.length - 1 - below(4))] : list[below(list.length)]),
  };
}

/** Bytes that look random and come again with the seed: identifiers, and with them the order of lists. */
export function seededBytes(seed: number): (size: number) => Uint8Array {
  let count = 0;
  return (size) => {
    const blocks: Buffer[] = [];
    for (let length = 0; length < size; length += 32) blocks.push(createHash('sha256').update(`${String(seed)} ${String(count++)}`).digest());
    return new Uint8Array(Buffer.concat(blocks).subarray(0, size));
  };
}
