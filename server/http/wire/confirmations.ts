// 確認書 and telephone calls on the wire.
import { z } from 'zod';
import { id, instant, line, personView } from './words.ts';

export const confirmationKind = z.enum(['hand-over', 'password', 'medium', 'delivery', 'medium-return', 'notice-return']);
export const confirmationStanding = z.enum(['superseded', 'void', 'difference', 'awaiting-contractor', 'closed']);
const handlers = z.array(z.string());

/** One version of a 確認書. `difference` explains a quantity that is another than what was sent or confirmed. */
export const confirmationRecordView = z.object({
  id, label: z.string(), version: z.int(), kind: confirmationKind, transfer: z.object({ id, number: z.string() }), party: z.string(),
  at: instant, ward: handlers, contractor: handlers, content: z.string(), quantity: z.int(), unit: z.string(), difference: z.string().nullable(),
  /** Why it replaces the version before; null in the first. */
  reason: z.string().nullable(), replaces: id.nullable(), writtenBy: z.string().nullable(), createdAt: instant, entry: z.int(),
  contractorConfirmed: z.object({ by: personView, at: instant, quantity: z.int().nullable() }).nullable(),
  standing: confirmationStanding,
  /** What the other counts say, so that a difference can be read beside it. */
  sent: z.int(), received: z.int().nullable(), may: z.array(z.enum(['confirm', 'correct'])),
});
export type ConfirmationRecordView = z.infer<typeof confirmationRecordView>;

export const confirmRecords = z.strictObject({ ids: z.array(id).min(1).max(100) });
const names = z.array(line(100)).min(1).max(20);
export const recordVersion = z.strictObject({
  at: instant, ward: names, contractor: names, content: line(300), quantity: z.int().min(0).max(1_000_000_000), unit: line(20), difference: line(300).optional(), reason: line(300),
});

export const callResult = z.enum(['talked', 'absent', 'call-back']);
export const newCall = z.strictObject({ to: id, at: instant, telephone: line(40), result: callResult });
export const callView = z.object({ id, at: instant, caller: z.string(), to: z.string(), telephone: z.string(), result: callResult });
export type CallView = z.infer<typeof callView>;
/** A sending of an engagement that asks for a call, and nobody was reached yet (4-3). */
export const sendingWithoutCall = z.object({
  transfer: z.object({ id, number: z.string() }), recipient: z.string(), releasedAt: instant, people: z.array(z.object({ id, name: z.string(), role: z.string() })), calls: z.array(callView),
});
export type SendingWithoutCall = z.infer<typeof sendingWithoutCall>;
