// What takes two administrators, on the wire: resets, new administrators, and disabled ones who come back. One asks, another approves.
import { z } from 'zod';
import { accountView, initialPassword, newAccount } from './administration.ts';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import { again, id, instant, line, personView } from './words.ts';

export const requestWhat = z.enum(['password', 'second-factor', 'new-administrator', 'administrator-again']);
export const newReset = z.strictObject({ what: requestWhat.extract(['password', 'second-factor']), reason: line(300) });
export const newAdministrator = z.strictObject({ ...newAccount.pick({ login: true, name: true }).shape, reason: line(300) });
export const administratorAgain = z.strictObject({ reason: line(300) });
export const requestView = z.object({
  id, what: requestWhat,
  /** Whom it is about. A new administrator has no id before approval; name and login are null once they were erased. */
  about: z.object({ id: id.nullable(), name: z.string().nullable(), login: z.string().nullable() }),
  /** Null once it was erased from the ledger's texts. */
  reason: z.string().nullable(), askedBy: personView, askedAt: instant, validUntil: instant,
  /** `void`: who asked was disabled meanwhile. */
  state: z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'late', 'void']), decidedBy: personView.nullable(), decidedAt: instant.nullable(),
  /** What this reader may do with it. */
  may: z.array(z.enum(['approve', 'refuse'])),
});
export type RequestView = z.infer<typeof requestView>;
/** `initial` is shown once, to who approved; null where none was made. */
export const requestDone = z.object({ request: requestView, account: accountView, initial: initialPassword.nullable(), signInAt: z.string() });

const only = { sides: ward, roles: ['administrator'] } as const;

export const requestRoutes = defineRoutes({
  requests: { method: 'GET', path: '/admin/requests', ...only, answer: z.array(requestView), status: 200, summary: 'Requests that wait for a second administrator, and those of the last month' },
  askReset: { method: 'POST', path: '/admin/accounts/:id/resets', ...only, body: newReset, answer: requestView, status: 201, summary: 'Ask for a reset of a password or a second factor; another administrator approves it' },
  askAdministrator: { method: 'POST', path: '/admin/administrators', ...only, body: newAdministrator, answer: requestView, status: 201, summary: 'Ask for a new administrator; no account is made before another administrator approves it' },
  askAdministratorAgain: { method: 'POST', path: '/admin/accounts/:id/return', ...only, body: administratorAgain, answer: requestView, status: 201, summary: 'Ask that a disabled administrator may sign in again; another administrator approves it' },
  approveRequest: { method: 'POST', path: '/admin/requests/:id/approval', ...only, body: again, answer: requestDone, status: 200, summary: 'Approve what another administrator asked for, with the own password; an initial password is shown once' },
  refuseRequest: { method: 'POST', path: '/admin/requests/:id/refusal', ...only, answer: requestView, status: 200, summary: 'Refuse a request, or take back one\'s own' },
});
