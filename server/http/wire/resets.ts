// Resets by two administrators on the wire: asked for by one, approved by another.
import { z } from 'zod';
import { accountView, initialPassword } from './administration.ts';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import { id, instant, line, personView } from './words.ts';

export const resetWhat = z.enum(['password', 'second-factor']);
export const newReset = z.strictObject({ what: resetWhat, reason: line(300) });
export const resetView = z.object({
  id, account: personView, what: resetWhat, /** Null once it was erased from the ledger's texts. */ reason: z.string().nullable(), askedBy: personView, askedAt: instant, validUntil: instant,
  state: z.enum(['waiting', 'approved', 'refused', 'late']), decidedBy: personView.nullable(), decidedAt: instant.nullable(),
  /** What this reader may do with it. */
  may: z.array(z.enum(['approve', 'refuse'])),
});
export type ResetView = z.infer<typeof resetView>;
/** `initial` is shown once, to who approved; null where only the second factor was taken away. */
export const resetDone = z.object({ reset: resetView, account: accountView, initial: initialPassword.nullable(), signInAt: z.string() });

const only = { sides: ward, roles: ['administrator'] } as const;

export const resetRoutes = defineRoutes({
  resets: { method: 'GET', path: '/admin/resets', ...only, answer: z.array(resetView), status: 200, summary: 'Resets that wait for a second administrator, and those of the last month' },
  askReset: { method: 'POST', path: '/admin/accounts/:id/resets', ...only, body: newReset, answer: resetView, status: 201, summary: 'Ask for a reset of a password or a second factor; another administrator approves it' },
  approveReset: { method: 'POST', path: '/admin/resets/:id/approval', ...only, answer: resetDone, status: 200, summary: 'Approve a reset that another administrator asked for; an initial password is shown once' },
  refuseReset: { method: 'POST', path: '/admin/resets/:id/refusal', ...only, answer: resetView, status: 200, summary: 'Refuse a reset, or take back one\'s own request' },
});
