// Chance that can be thrown again: a seed gives one course of choices, and bytes for the gateway's own random numbers.
import { createHash } from 'node:crypto';

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
  let state = seed >>> 0;
  // mulberry32, public domain.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
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
