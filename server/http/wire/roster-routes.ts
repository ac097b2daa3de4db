// Rosters: submitted by the contractor, accepted by the ward (0-3).
import { z } from 'zod';
import { both, contractor, parties, ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import * as rosters from './rosters.ts';

export const rosterRoutes = defineRoutes({
  roster: { method: 'GET', path: '/engagements/:id/roster', sides: both, roles: parties, answer: rosters.rosterPage, status: 200, summary: 'The roster with its history: for staff of every firm, for a firm its own and its subcontractors\'' },
  submitRosterEntry: { method: 'POST', path: '/engagements/:id/roster', sides: contractor, roles: ['handler'], body: rosters.submitRosterEntry, answer: rosters.rosterPage, status: 201, summary: 'Submit a person for the roster; by the handling manager' },
  decideRosterEntry: { method: 'POST', path: '/roster/:id/decision', sides: ward, roles: ['staff'], body: rosters.decideRosterEntry, answer: rosters.rosterPage, status: 200, summary: 'Accept a submitted person, or return it with the reason' },
  endRosterEntry: { method: 'POST', path: '/roster/:id/removal', sides: both, roles: parties, body: rosters.endRosterEntry, answer: rosters.rosterPage, status: 200, summary: 'Take a person off the roster, or take a submission back; sessions end at once' },
  waitingRosters: { method: 'GET', path: '/roster/waiting', sides: ward, roles: ['staff'], answer: z.array(rosters.waitingRoster), status: 200, summary: 'Submitted people who wait for the ward' },
  accountRequests: { method: 'GET', path: '/admin/account-requests', sides: ward, roles: ['administrator'], answer: z.array(rosters.accountRequest), status: 200, summary: 'People on a roster who have no account yet' },
});
