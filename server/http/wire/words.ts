// The small words that server, browser and command line share on the wire.
import { z } from 'zod';
import { legibleLine } from '../../ledger/typed-text.ts';

/** 128 random bits in hex: an identifier cannot be guessed (ASVS 11.5.1). */
export const id = z.string().regex(/^[0-9a-f]{32}$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });
/** A calendar day in Japan, YYYY-MM-DD. */
export const day = z.iso.date();
/** One line a person typed: no control characters, no direction marks (H 20, 21, 62). */
export const line = (max: number) =>
  z.string().trim().min(1).max(max).regex(legibleLine);

/** A password as somebody types it; the rule for new ones is asked later. */
export const password = z.string().min(1).max(1024);
/** The own password again: a page left open at a desk is not enough. */
export const again = z.strictObject({ password });

export const direction = z.enum(['to-contractor', 'to-section']);
export const role = z.enum(['staff', 'handler', 'auditor', 'administrator']);
export const side = z.enum(['ward', 'contractor']);
export const lockForm = z.enum(['both', 'password']);
export const bodyFormat = z.enum(['seipd1', 'seipd2-gcm', 'seipd2-ocb']);
export const state = z.enum([
  'draft', 'awaiting-approval', 'returned', 'released', 'collecting', 'collected', 'confirmed',
  'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed', 'wiped',
]);

export const personView = z.object({ id, name: z.string() });
export type PersonView = z.infer<typeof personView>;
export const partyView = z.object({
  kind: z.enum(['section', 'contractor']), id, name: z.string(), address: z.string().nullable(), telephone: z.string().nullable(),
  /** Which look its identity tile has: no two parties of a municipality share a number. */
  tile: z.int().min(0),
});
export type PartyView = z.infer<typeof partyView>;
export const none = z.object({});
