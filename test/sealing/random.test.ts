import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createBodySealer } from '../../server/sealing/body.ts';
import { generatePassword } from '../../server/sealing/password.ts';
import { drawRandom, type RandomBytes } from '../../server/sealing/random.ts';
import { newSessionKey } from '../../server/sealing/session-key.ts';
import { wrapWaiting } from '../../server/sealing/waiting.ts';

let counter = 0;
const fixed = randomBytes(64);
const BROKEN: Record<string, RandomBytes> = {
  'gives only zeros': (count) => new Uint8Array(count),
  'gives one byte over and over': (count) => new Uint8Array(count).fill(0x5a),
  'repeats two bytes': (count) => Uint8Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0x13 : 0x37)),
  'repeats four bytes, others each time': (count) => {
    const four = randomBytes(4);
    return Uint8Array.from({ length: count }, (_, i) => four[i % 4] ?? 0);
  },
  'counts upwards': (count) => Uint8Array.from({ length: count }, () => counter++),
  'gives the same bytes at every call': (count) => fixed.subarray(0, count),
  'gives too few bytes': (count) => randomBytes(count - 1),
  'gives nothing': () => new Uint8Array(0),
  'throws': () => {
    throw new Error('/dev/urandom: no such device');
  },
};

describe.each(Object.entries(BROKEN))('[H 45] a generator that %s [ASVS 11.2.5]', (_, broken) => {
  it.each([
    ['a password', () => generatePassword(broken)],
    ['a session key', () => newSessionKey(broken)],
    ['a body (prefix)', () => createBodySealer(randomBytes(32), 'seipd1', broken)],
    ['a body (salt)', () => createBodySealer(randomBytes(32), 'seipd2-gcm', broken)],
    ['a nonce', () => wrapWaiting(randomBytes(32), randomBytes(32), 'transfer', broken)],
  ])('makes no %s', (__, make) => {
    expect(make).toThrow(expect.objectContaining({ name: 'SealingFailed', code: 'RANDOM_FAILED' }));
  });
});

describe('a sound generator', () => {
  it('is never refused', () => {
    for (let i = 0; i < 20_000; i += 1) expect(drawRandom(randomBytes, 12)).toHaveLength(12);
  });

  it('gives bytes that are ours: overwriting what the generator keeps does not change them', () => {
    const kept: Uint8Array[] = [];
    const drawn = drawRandom((count) => {
      const bytes = randomBytes(count);
      kept.push(bytes);
      return bytes;
    }, 32);
    const before = Buffer.from(drawn).toString('hex');
    for (const bytes of kept) bytes.fill(0);
    expect(Buffer.from(drawn).toString('hex')).toBe(before);
  });

  it('gives another session key each time', () => {
    expect(Buffer.from(newSessionKey(randomBytes)).equals(newSessionKey(randomBytes))).toBe(false);
  });
});
