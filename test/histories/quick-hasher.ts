// Passwords hashed at a small cost: histories sign people in by the thousand, and how long a guess takes is tested elsewhere (test/accounts/passwords.test.ts).
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { createPasswordHasher, type PasswordHasher } from '../../server/accounts/password-hash.ts';

const length = 32;
const derived = (password: string, salt: Buffer): Buffer => scryptSync(password.normalize('NFKC'), salt, length, { N: 256 });
const usual = createPasswordHasher();

/** What the founding of the municipality hashed at the usual cost is compared at that. */
export const quickHasher: PasswordHasher = {
  hash: (password) => {
    const salt = randomBytes(16);
    return Promise.resolve(`quick ${salt.toString('hex')} ${derived(password, salt).toString('hex')}`);
  },
  verify: async (encoded, password) => {
    const [kind, salt = '', hash = ''] = encoded.split(' ');
    return kind === 'quick' ? timingSafeEqual(derived(password, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex')) : usual.verify(encoded, password);
  },
};
