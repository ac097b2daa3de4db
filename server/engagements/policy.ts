// 取扱条件: the switches of an engagement, as the journey reads them. Pure; the wire shows the same shape.
// Values that the papers do not give are assumptions, named as such in config/presets.
import { z } from 'zod';

export const policy = z.strictObject({
  /** both: certificate and password together; password: the papers' literal form, only the password. */
  locks: z.enum(['both', 'password']),
  /** Whether a second person approves, per direction (3-6; a one-person clinic cannot approve itself). */
  approval: z.strictObject({ 'to-contractor': z.boolean(), 'to-section': z.boolean() }),
  /** Minutes between the deposit and the earliest password notice (別の機会, 1-14, 3-7). */
  passwordGapMinutes: z.int().min(0).max(60 * 24 * 30),
  noticeByAnotherPerson: z.boolean(),
  telephoneCall: z.boolean(),
  collectWithinDays: z.int().min(1).max(365),
  wipeAfterConfirmHours: z.int().min(0).max(24 * 90),
  draftDays: z.int().min(1).max(90),
  maxFileBytes: z.int().min(1),
  maxFiles: z.int().min(1).max(10_000),
  /** What happens to a file that the scanner cannot look into: it is refused, or kept as 未検査 until one more approver allows that very thing; never called clean. */
  unscannable: z.enum(['refuse', 'exception']),
});
export type Policy = z.infer<typeof policy>;
export type Direction = 'to-contractor' | 'to-section';
