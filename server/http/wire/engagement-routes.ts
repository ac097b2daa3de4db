// Engagements and certificates.
import { z } from 'zod';
import * as engagements from './engagements.ts';
import * as standing from './standing.ts';
import { both, parties, ward } from './readers.ts';
import { defineRoutes } from './route.ts';

export const engagementRoutes = defineRoutes({
  engagements: { method: 'GET', path: '/engagements', sides: both, roles: [...parties, 'administrator'], answer: z.array(engagements.engagementView), status: 200, summary: 'Engagements of the own section or firm' },
  engagementStanding: { method: 'GET', path: '/engagements/:id/standing', sides: both, roles: parties, answer: standing.standingView, status: 200, summary: 'How the contract stands: annexes, workflow, qualifications, its end' },
  certificates: { method: 'GET', path: '/certificates', sides: both, roles: parties, answer: z.array(engagements.certificateView), status: 200, summary: 'Certificates of the own party and, for staff, of the contractors of their engagements' },
  addCertificate: { method: 'POST', path: '/certificates', sides: both, roles: parties, body: engagements.newCertificate, answer: engagements.certificateView, status: 201, summary: 'Register a certificate of the own party' },
  confirmCertificate: { method: 'POST', path: '/certificates/:id/confirm', sides: ward, roles: ['staff'], body: engagements.confirmCertificate, answer: engagements.certificateView, status: 200, summary: 'Confirm a certificate by the fingerprint heard on another route; not by who registered it' },
  withdrawCertificate: { method: 'POST', path: '/certificates/:id/withdraw', sides: both, roles: parties, answer: engagements.certificateView, status: 200, summary: 'Withdraw a certificate of the own party' },
});
