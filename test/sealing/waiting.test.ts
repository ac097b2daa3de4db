import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrapWaiting, wrapWaiting } from '../../server/sealing/waiting.ts';

const key = randomBytes(32);
const bytes = randomBytes(500);
const damaged = expect.objectContaining({ name: 'SealingFailed', code: 'WAITING_DAMAGED' }) as Error;

describe('waiting packets', () => {
  it('unwrap with their key and context', () => {
    const wrapped = wrapWaiting(bytes, key, '4821-9506 みどり印刷', randomBytes);
    expect(Buffer.compare(unwrapWaiting(wrapped, key, '4821-9506 みどり印刷'), bytes)).toBe(0);
    expect(Buffer.from(wrapped).includes(bytes.subarray(0, 16))).toBe(false);
  });

  it('do not unwrap in the place of another transfer, or under another key', () => {
    const wrapped = wrapWaiting(bytes, key, 'one', randomBytes);
    expect(() => unwrapWaiting(wrapped, key, 'other')).toThrow(damaged);
    expect(() => unwrapWaiting(wrapped, randomBytes(32), 'one')).toThrow(damaged);
  });

  it('[H 87] do not unwrap when any byte was changed or cut off [ASVS 11.2.5] [ASVS 11.3.3]', () => {
    const wrapped = wrapWaiting(bytes.subarray(0, 40), key, 'one', randomBytes);
    for (let place = 0; place < wrapped.length; place += 1) {
      const tampered = Uint8Array.from(wrapped);
      tampered[place] = (tampered[place] ?? 0) ^ 0x80;
      expect(() => unwrapWaiting(tampered, key, 'one')).toThrow(damaged);
      expect(() => unwrapWaiting(wrapped.subarray(0, place), key, 'one')).toThrow(damaged);
    }
  });

  it('are wrapped only under a key of 32 bytes', () => {
    expect(() => wrapWaiting(bytes, randomBytes(16), 'one', randomBytes)).toThrow(expect.objectContaining({ code: 'KEY_SIZE' }));
  });
});
