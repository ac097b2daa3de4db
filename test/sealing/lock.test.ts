import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sealLock } from '../../server/sealing/lock.ts';
import { generatePassword } from '../../server/sealing/password.ts';

const password = generatePassword(randomBytes);
const packets = new Uint8Array(Buffer.concat([Buffer.from([0xc1, 0x5e, 3]), randomBytes(93)]));

describe('a lock', () => {
  it('is sealed only with a whole machine-made password, and no error repeats it', async () => {
    const slip = (password.startsWith('A') ? 'B' : 'A') + password.slice(1);
    for (const other of ['', 'secret', 'A'.repeat(27), password.toLowerCase(), `${password} `, slip]) {
      const outcome: unknown = await sealLock({ form: 'both', waiting: packets, password: other }).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ name: 'SealingFailed', code: 'PASSWORD_FORM' });
      if (other !== '' && outcome instanceof Error) expect(outcome.message).not.toContain(other);
    }
  });

  it('of one form takes nothing of the other: a raw session key never goes under both, nor packets under password', async () => {
    const form = expect.objectContaining({ code: 'LOCK_FORM' }) as Error;
    // A raw session key may begin like a packet, once in 256 times.
    const beginsSo = new Uint8Array(32).fill(0xc1, 0, 1);
    for (const [lock, waiting, message] of [['both', beginsSo, 'session-key packets; 32 bytes'], ['both', new Uint8Array(200), 'session-key packets; 200 bytes'], ['password', packets, 'a session key of 32 bytes; 96 bytes']] as const) {
      await expect(sealLock({ form: lock, waiting, password })).rejects.toThrow(`This form of lock seals ${message} of something else came. Check the transfer's lock form.`);
    }
    await expect(sealLock({ form: 'both', waiting: new Uint8Array(33).fill(0xc1), password })).resolves.toBeInstanceOf(Uint8Array);
    await expect(sealLock({ form: 'both', waiting: randomBytes(32), password })).rejects.toThrow(form);
    await expect(sealLock({ form: 'both', waiting: new Uint8Array(0), password })).rejects.toThrow(form);
    await expect(sealLock({ form: 'both', waiting: new Uint8Array(200), password })).rejects.toThrow(form);
    await expect(sealLock({ form: 'password', waiting: packets, password })).rejects.toThrow(form);
  });

  it('sealed twice is never the same, and has a salt of its own each time [ASVS 11.3.4]', async () => {
    const one = await sealLock({ form: 'both', waiting: packets, password });
    const two = await sealLock({ form: 'both', waiting: packets, password });
    expect(Buffer.from(one).equals(two)).toBe(false);
    expect(Buffer.from(one).subarray(6, 14).equals(Buffer.from(two).subarray(6, 14))).toBe(false);
  });

  it('begins with a session-key packet of version 4 with AES-256 and 65,536 octets hashed: GnuPG 2.2 reads no other', async () => {
    for (const lock of [await sealLock({ form: 'both', waiting: packets, password }), await sealLock({ form: 'password', waiting: randomBytes(32), password })]) {
      expect([lock[0], lock[2], lock[3], lock[4], lock[14]]).toEqual([0xc3, 4, 9, 3, 96]);
    }
  });
});
