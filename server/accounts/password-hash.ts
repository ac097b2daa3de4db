// argon2id behind a bounded queue. The only importer of argon2.
// Hashing shares one thread pool with the database: eight hashes in flight raise a transaction from under one to over two
// thousand milliseconds. So two at a time run, some wait, and the rest are told to come back (503).
import argon2 from 'argon2';
import { AccountRefused } from './refusal.ts';

export interface PasswordHasher {
  /** Returns the encoded argon2id hash. Throws `AccountRefused` (BUSY) when the queue is full. */
  hash(password: string): Promise<string>;
  /** Compares in the library's constant time. Throws `AccountRefused` (BUSY) when the queue is full. */
  verify(encoded: string, password: string): Promise<boolean>;
}

// OWASP ASVS 5.0 appendix C: argon2id t=1, m=47104 KiB, p=1.
const MEMORY_KIB = 47_104;

/**
 * `atOnce` hashes run together; `waiting` more may stand in line. `memoryKib`: what a new hash costs, in KiB; no setting of an operator leads here, the tests of other
 * things take less. What it was hashed at stands in each hash, and is what comparing costs.
 */
export function createPasswordHasher({ atOnce = 2, waiting = 40, memoryKib = MEMORY_KIB }: { atOnce?: number; waiting?: number; memoryKib?: number } = {}): PasswordHasher {
  const settings = { type: argon2.argon2id, timeCost: 1, memoryCost: memoryKib, parallelism: 1 } as const;
  const line: (() => void)[] = [];
  let running = 0;
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (line.length >= waiting) throw new AccountRefused('BUSY', { retryAfterSeconds: 5 });
      await new Promise<void>((resolve) => line.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
  // NFKC first, as NIST SP 800-63B asks where Unicode is accepted: the same key presses give the same bytes everywhere.
  return {
    hash: (password) => turn(() => argon2.hash(password.normalize('NFKC'), settings)),
    verify: (encoded, password) => turn(() => argon2.verify(encoded, password.normalize('NFKC'))),
  };
}
