import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCfb } from '../../server/sealing/cfb.ts';

it('gives the octets of OpenSSL\'s own CFB, however the plaintext is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 12 }), (cuts) => {
      const key = randomBytes(32);
      const theirs = createCipheriv('aes-256-cfb', key, new Uint8Array(16)).update(Buffer.concat(cuts));
      const cfb = createCfb(key);
      expect(Buffer.concat([...cuts.map((cut) => cfb.update(cut)), cfb.final()]).equals(theirs)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('the same for a long one', () => {
  const key = randomBytes(32);
  const plain = randomBytes(1_000_003);
  const cfb = createCfb(key);
  const sealed = [0, 262_144, 524_289, 600_000].map((from, n, all) => cfb.update(plain.subarray(from, all[n + 1] ?? plain.length)));
  expect(Buffer.concat([...sealed, cfb.final()]).equals(createCipheriv('aes-256-cfb', key, new Uint8Array(16)).update(plain))).toBe(true);
});

it('gives each whole block as soon as it is there, and keeps nothing once it is wiped', () => {
  const key = randomBytes(32);
  const theirs = createCipheriv('aes-256-cfb', key, new Uint8Array(16)).update(new Uint8Array(48));
  const cfb = createCfb(key);
  expect([15, 0, 1, 1, 31].map((count) => cfb.update(new Uint8Array(count)).length)).toEqual([0, 0, 16, 0, 32]);
  expect(cfb.final()).toHaveLength(0);
  const left = createCfb(key);
  left.update(new Uint8Array(20));
  expect(Buffer.from(left.final()).equals(theirs.subarray(16, 20))).toBe(true);
  left.wipe();
  expect(Array.from(left.final())).toEqual([0, 0, 0, 0]);
});
