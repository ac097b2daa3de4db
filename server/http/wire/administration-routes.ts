// What the administrator sets up.
import { z } from 'zod';
import * as engagements from './engagements.ts';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import * as session from './session.ts';

export const administrationRoutes = defineRoutes({
  sections: { method: 'GET', path: '/admin/sections', sides: ward, roles: ['administrator'], answer: z.array(session.sectionView), status: 200, summary: 'Sections' },
  addSection: { method: 'POST', path: '/admin/sections', sides: ward, roles: ['administrator'], body: session.newSection, answer: session.sectionView, status: 201, summary: 'Add a section' },
  contractors: { method: 'GET', path: '/admin/contractors', sides: ward, roles: ['administrator'], answer: z.array(session.contractorView), status: 200, summary: 'Contractors' },
  addContractor: { method: 'POST', path: '/admin/contractors', sides: ward, roles: ['administrator'], body: session.newContractor, answer: session.contractorView, status: 201, summary: 'Add a contractor' },
  accounts: { method: 'GET', path: '/admin/accounts', sides: ward, roles: ['administrator'], answer: z.array(session.accountView), status: 200, summary: 'People' },
  addAccount: { method: 'POST', path: '/admin/accounts', sides: ward, roles: ['administrator'], body: session.newAccount, answer: session.accountMade, status: 201, summary: 'Add a person; the initial password is shown once' },
  resetPassword: { method: 'POST', path: '/admin/accounts/:id/initial-password', sides: ward, roles: ['administrator'], answer: session.accountMade, status: 200, summary: 'A new machine-made initial password, shown once' },
  disableAccount: { method: 'POST', path: '/admin/accounts/:id/disable', sides: ward, roles: ['administrator'], answer: session.accountView, status: 200, summary: 'Disable a person and end their sessions' },
  presets: { method: 'GET', path: '/admin/presets', sides: ward, roles: ['administrator'], answer: z.array(engagements.presetView), status: 200, summary: 'The engagements of the papers' },
  addEngagement: { method: 'POST', path: '/admin/engagements', sides: ward, roles: ['administrator'], body: engagements.newEngagement, answer: engagements.engagementView, status: 201, summary: 'Add an engagement' },
  addRosterEntry: { method: 'POST', path: '/admin/engagements/:id/roster', sides: ward, roles: ['administrator'], body: engagements.newRosterEntry, answer: engagements.rosterView, status: 201, summary: 'Put a person on the roster' },
  removeRosterEntry: { method: 'DELETE', path: '/admin/roster/:id', sides: ward, roles: ['administrator'], answer: engagements.rosterView, status: 200, summary: 'Take a person off the roster; their sessions end at once' },
});
