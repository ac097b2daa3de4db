// Passwords hashed by the same argon2id at a small cost: the tests sign people in by the thousand. What a guess costs in truth is held by test/accounts/passwords.test.ts.
import { createPasswordHasher } from '../server/accounts/password-hash.ts';

/** What was hashed at the usual cost is compared at that. */
export const quickHasher = createPasswordHasher({ memoryKib: 1024 });
