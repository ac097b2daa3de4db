// Which uploads the clock has removed, so that who comes back hears that it was there and is gone, and not that it never was (tus 1.0, Expiration: 410 SHOULD be
// answered for what is known to have expired). Bounded, and only as long as the process lives: after a restart they are unknown.
import type { StoredUpload } from './upload-row.ts';

const rememberedAtMost = 10_000;

export interface Abandoned {
  note(row: Pick<StoredUpload, 'id' | 'account_id'>): void;
  /** True only for whose upload it was: to others it never existed (H 48). */
  has(id: string, accountId: string): boolean;
}

export function createAbandoned(): Abandoned {
  const known = new Map<string, string>();
  return {
    note: ({ id, account_id: owner }) => {
      known.set(id, owner);
      for (const oldest of known.keys()) {
        if (known.size <= rememberedAtMost) break;
        known.delete(oldest);
      }
    },
    has: (id, accountId) => known.get(id) === accountId,
  };
}
