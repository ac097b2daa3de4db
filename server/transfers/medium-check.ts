// A medium that comes back, or one that another brought (1-27): each file on it is compared with what was sealed, by its hash alone. Nothing is kept.
import { createHash } from 'node:crypto';
import { actorOf, type Person } from '../accounts/person.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { bodyName } from './medium-contents.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { mustFind } from './register.ts';
import { readFiles } from './rows.ts';

type CheckParts = Pick<StepParts, 'store' | 'clock'> & { readonly ledger: Ledger };
export interface CheckedPart { readonly part: string; readonly sha256: string; readonly same: true }

export interface MediumCheck {
  /** No file of this medium is longer. */
  readonly maxFileBytes: number;
  /** Reads one file to its end and compares it. Throws `TransferRefused` (MEDIUM_DIFFERS) with both hashes. */
  compare(name: string, bytes: AsyncIterable<Uint8Array>): Promise<CheckedPart>;
  /** Enters that the file is as it was sealed. */
  enter(checked: CheckedPart): Promise<void>;
}

/** Begins to check a medium of this transfer. Throws `TransferRefused` (NOT_FOUND, WRONG_STATE for one that never had a medium). */
export async function openCheck({ store, clock, ledger }: CheckParts, who: Person, id: string): Promise<MediumCheck> {
  const { transfer } = await mustFind(store.read, who, id);
  const written = transfer.medium?.written ?? null;
  if (written === null) throw new TransferRefused('WRONG_STATE', { state: transfer.route, expected: ['media'] });
  const files = await readFiles(store.read, id);
  const known = new Map([['lock.pgp', written.lockSha256], ...files.map((file, at) => [bodyName(at), file.bodySha256] as const)]);
  const lockBytes = 1024 * 1024;
  return {
    maxFileBytes: Math.max(lockBytes, ...files.map((file) => file.bodySize)),
    compare: async (name, bytes) => {
      const hash = createHash('sha256');
      for await (const piece of bytes) hash.update(piece);
      const sha256 = hash.digest('hex');
      const expected = known.get(name);
      if (expected !== sha256) throw new TransferRefused('MEDIUM_DIFFERS', { file: name.slice(0, 40), expected: expected ?? '', came: sha256 });
      return { part: name, sha256, same: true };
    },
    enter: async ({ part, sha256 }) => {
      await store.change((tx) => ledger.append(tx, {
        at: clock.now(), act: 'check-medium', result: 'done', actor: actorOf(who), municipality: transfer.municipalityId, engagement: transfer.engagementId, transfer: id,
        contractor: transfer.direction === 'to-contractor' ? transfer.recipientId : transfer.senderId, facts: { part, sha256 },
      }));
    },
  };
}
