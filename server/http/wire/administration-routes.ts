// What the administrator sets up, changes and looks after. Every change is looked at before it is saved.
import { z } from 'zod';
import * as administration from './administration.ts';
import * as engagements from './engagements.ts';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';

const only = { sides: ward, roles: ['administrator'] } as const;

export const administrationRoutes = defineRoutes({
  sections: { method: 'GET', path: '/admin/sections', ...only, answer: z.array(administration.sectionView), status: 200, summary: 'Sections' },
  addSection: { method: 'POST', path: '/admin/sections', ...only, body: administration.newSection, answer: administration.sectionView, status: 201, summary: 'Add a section' },
  changeSection: { method: 'POST', path: '/admin/sections/:id/changes', ...only, body: administration.changeSection, answer: administration.changeAnswer, status: 200, summary: 'Change a section; without a reason only show before and after' },
  contractors: { method: 'GET', path: '/admin/contractors', ...only, answer: z.array(administration.contractorView), status: 200, summary: 'Contractors' },
  alikeContractors: { method: 'POST', path: '/admin/contractors/alike', ...only, body: administration.nameToCompare, answer: administration.alikeContractors, status: 200, summary: 'Contractors whose names read like a name; changes nothing' },
  addContractor: { method: 'POST', path: '/admin/contractors', ...only, body: administration.newContractor, answer: administration.contractorView, status: 201, summary: 'Add a contractor' },
  changeContractor: { method: 'POST', path: '/admin/contractors/:id/changes', ...only, body: administration.changeContractor, answer: administration.changeAnswer, status: 200, summary: 'Change a contractor; without a reason only show before and after' },
  accounts: { method: 'GET', path: '/admin/accounts', ...only, answer: z.array(administration.accountView), status: 200, summary: 'People' },
  addAccount: { method: 'POST', path: '/admin/accounts', ...only, body: administration.newAccount, answer: administration.accountMade, status: 201, summary: 'Add a person; the initial password is shown once' },
  changeAccount: { method: 'POST', path: '/admin/accounts/:id/changes', ...only, body: administration.changeAccount, answer: administration.changeAnswer, status: 200, summary: 'Change a person; moving or disabling ends their sessions. Without a reason only show before and after' },
  disableAccount: { method: 'POST', path: '/admin/accounts/:id/disable', ...only, answer: administration.accountView, status: 200, summary: 'Disable a person and end their sessions, in one step for an emergency' },
  presets: { method: 'GET', path: '/admin/presets', ...only, answer: z.array(engagements.presetView), status: 200, summary: 'The engagements of the papers' },
  addEngagement: { method: 'POST', path: '/admin/engagements', ...only, body: engagements.newEngagement, answer: engagements.engagementView, status: 201, summary: 'Add an engagement' },
  engagementDetail: { method: 'GET', path: '/admin/engagements/:id', ...only, answer: administration.engagementDetail, status: 200, summary: 'One engagement, with what may be changed and from when a change counts' },
  changeEngagement: { method: 'POST', path: '/admin/engagements/:id/changes', ...only, body: administration.changeEngagement, answer: administration.changeAnswer, status: 200, summary: 'Change an engagement or end it; without a reason only show before and after' },
  renewEngagement: { method: 'POST', path: '/admin/engagements/:id/renewal', ...only, body: administration.renewal, answer: engagements.engagementView, status: 201, summary: 'Make the next period of an engagement, where its terms allow one' },
  terminals: { method: 'GET', path: '/admin/contractors/:id/terminals', ...only, answer: z.array(administration.terminalView), status: 200, summary: 'Registered addresses of a contractor' },
  addTerminal: { method: 'POST', path: '/admin/contractors/:id/terminals', ...only, body: administration.newTerminal, answer: administration.terminalView, status: 201, summary: 'Register an address of a contractor\'s terminals' },
  removeTerminal: { method: 'POST', path: '/admin/terminals/:id/removal', ...only, body: administration.removeTerminal, answer: administration.terminalView, status: 200, summary: 'Take a registered address out' },
  addRosterEntry: { method: 'POST', path: '/admin/engagements/:id/roster', ...only, body: engagements.newRosterEntry, answer: engagements.rosterView, status: 201, summary: 'Put a person on the roster' },
  removeRosterEntry: { method: 'DELETE', path: '/admin/roster/:id', ...only, answer: engagements.rosterView, status: 200, summary: 'Take a person off the roster; their sessions end at once' },
  settings: { method: 'GET', path: '/admin/settings', ...only, answer: administration.settingsView, status: 200, summary: 'Contacts of the municipality, and what the process was started with' },
  changeSettings: { method: 'POST', path: '/admin/settings/changes', ...only, body: administration.changeSettings, answer: administration.changeAnswer, status: 200, summary: 'Change contacts; without a reason only show before and after' },
  history: { method: 'GET', path: '/admin/history', ...only, query: administration.historyQuery, answer: administration.historyPage, status: 200, summary: 'What was changed on one object, by whom and why, from the ledger' },
  health: { method: 'GET', path: '/admin/health', ...only, answer: administration.healthView, status: 200, summary: 'How the gateway is doing, with a judgement and what to do; counts only' },
});
