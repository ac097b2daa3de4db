// What the ledger commits to of each version of a 確認書: its text under a salt, since it has names. Whoever edits the row afterwards, or takes
// it away, is found by every export (FORMAT.md, "Documents"). Salt and text stand in the row itself; the entry is written in the same transaction.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical, type JsonValue } from '../ledger/canonical.ts';
import type { RandomBytes } from '../store/identifier.ts';

/** The column `document`: the text's members, the entry of the act that it records, and the salt in hex (absent in versions from before there were any). */
const stored = z.looseObject({ entry: z.number(), salt: z.string().optional() });
const SALT_BYTES = 32;

export interface CommittedVersion { readonly commitment: string; readonly salt: string; readonly said: Readonly<Record<string, JsonValue>> }

/** Takes what a version says; returns it with a new salt and the commitment, SHA-256(salt ‖ canonical JSON) in hex. */
export function commitTo(said: Readonly<Record<string, JsonValue>>, random: RandomBytes): CommittedVersion {
  const salt = Buffer.from(random(SALT_BYTES));
  return { said, salt: salt.toString('hex'), commitment: createHash('sha256').update(salt).update(canonical(said)).digest('hex') };
}

/** The row's column for it. `entry` is the entry of the act that the version records. */
export const storedVersion = ({ said, salt }: CommittedVersion, entry: number): string => JSON.stringify({ ...said, entry, salt });

/** The text that was committed to, and its salt; the salt is null in versions that no entry commits to. Throws ZodError for a row that is none. */
export function textOfVersion(document: string): { readonly text: string; readonly salt: string | null } {
  const parsed: unknown = JSON.parse(document);
  const { entry: _entry, salt, ...said } = stored.parse(parsed);
  return { text: canonical(said as Readonly<Record<string, JsonValue>>), salt: salt ?? null };
}
