// Unattended terminals (自動転送端末) on the wire: what administrators register, confirm and revoke.
import { z } from 'zod';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import { day, id, instant, line, personView, sha256 } from './words.ts';

export const unattendedScope = z.enum(['send', 'collect']);
/** `waiting`: for the second administrator; `stopped`: the responsible person is disabled or has moved. */
export const unattendedState = z.enum(['waiting', 'active', 'stopped', 'expired', 'revoked']);

export const unattendedView = z.object({
  id, name: z.string(), scope: unattendedScope, state: unattendedState, party: z.object({ id, name: z.string() }), engagements: z.array(z.object({ id, title: z.string() })), responsible: personView,
  fingerprint: sha256, /** The fingerprint as it is compared over the telephone. */ words: z.string(),
  expiresAt: instant, /** Within thirty days, and nothing else has stopped it. */ endsSoon: z.boolean(),
  registeredBy: personView, registeredAt: instant, confirmedBy: personView.nullable(), confirmedAt: instant.nullable(),
  revoked: z.object({ by: personView, at: instant, reason: z.string().nullable() }).nullable(),
  lastUsedAt: instant.nullable(), lastAddress: z.string().nullable(), may: z.array(z.enum(['confirm', 'revoke'])),
});
export type UnattendedView = z.infer<typeof unattendedView>;

export const newUnattended = z.strictObject({
  name: line(60), /** As `kagibako terminal-key` prints it. */ publicKey: z.string().max(200), responsibleId: id, scope: unattendedScope, engagementIds: z.array(id).min(1).max(50), lastDay: day,
});

const only = { sides: ward, roles: ['administrator'] } as const;
export const unattendedRoutes = defineRoutes({
  unattendedTerminals: { method: 'GET', path: '/admin/unattended-terminals', ...only, answer: z.array(unattendedView), status: 200, summary: 'Unattended terminals, newest first' },
  registerUnattended: { method: 'POST', path: '/admin/unattended-terminals', ...only, body: newUnattended, answer: unattendedView, status: 201, summary: 'Register the public key of an unattended terminal, with the person who answers for it' },
  confirmUnattended: { method: 'POST', path: '/admin/unattended-terminals/:id/confirm', ...only, body: z.strictObject({ fingerprint: z.string().min(1).max(200) }), answer: unattendedView, status: 200, summary: 'Confirm its key by the fingerprint heard on another route; not by who registered it' },
  revokeUnattended: { method: 'POST', path: '/admin/unattended-terminals/:id/revoke', ...only, body: z.strictObject({ reason: line(300) }), answer: unattendedView, status: 200, summary: 'Revoke it at once, with the reason' },
});
