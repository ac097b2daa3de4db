// Sign-in and session on the wire.
import { z } from 'zod';
import { id, instant, line, personView, role, side } from './words.ts';

export const signIn = z.strictObject({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1024),
  /** The contractor's page; asked for on the contractor side only. */
  page: z.string().regex(/^[0-9a-f]{32}$/).optional(),
});

export const changePassword = z.strictObject({ current: z.string().min(1).max(1024), next: z.string().min(1).max(1024) });

export const sessionView = z.object({
  side,
  account: personView.extend({ role, canApprove: z.boolean() }),
  municipality: z.object({ id, name: z.string() }),
  section: z.object({ id, name: z.string() }).nullable(),
  contractor: z.object({ id, name: z.string(), page: z.string() }).nullable(),
  mustChangePassword: z.boolean(),
  endsAt: instant,
  idleEndsAt: instant,
  previousSignInAt: instant.nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

export const gatewayView = z.object({
  side,
  scanner: z.object({ kind: z.enum(['clamd', 'none']), version: z.string(), patternsFrom: z.string().nullable() }),
  /** Names the ward where there is only one, or of the page that was asked for; null otherwise: municipalities cannot see one another. */
  municipality: z.string().nullable(),
  maxFileBytes: z.int(),
  now: instant,
  alarms: z.array(z.object({ code: z.string(), at: instant })),
});
export type GatewayView = z.infer<typeof gatewayView>;

export const initialPassword = z.object({ login: z.string(), password: z.string(), validUntil: instant });
export const accountView = personView.extend({
  role, login: z.string(), sectionId: id.nullable(), contractorId: id.nullable(), canApprove: z.boolean(),
  disabledAt: instant.nullable(), mustChangePassword: z.boolean(),
});
export type AccountView = z.infer<typeof accountView>;
export const newAccount = z.strictObject({
  role, login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/), name: line(100),
  sectionId: id.optional(), contractorId: id.optional(), canApprove: z.boolean().default(false),
});
export const accountMade = z.object({ account: accountView, initial: initialPassword });
export const sectionView = z.object({ id, name: z.string(), telephone: z.string() });
export const newSection = z.strictObject({ name: line(100), telephone: line(40) });
export const contractorView = z.object({ id, name: z.string(), address: z.string(), page: z.string() });
export const newContractor = z.strictObject({ name: line(200), address: line(300) });
