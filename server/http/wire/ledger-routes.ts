// What auditors read.
import * as ledger from './ledger.ts';
import { both, people, ward } from './readers.ts';
import { defineRoutes } from './route.ts';

export const ledgerRoutes = defineRoutes({
  ledger: { method: 'GET', path: '/ledger', sides: ward, roles: ['auditor'], query: ledger.ledgerQuery, answer: ledger.ledgerPage, status: 200, summary: 'Search the ledger' },
  ledgerEntry: { method: 'GET', path: '/ledger/:index', sides: ward, roles: ['auditor'], answer: ledger.ledgerEntryView, status: 200, summary: 'One entry with its proof' },
  ledgerExport: { method: 'POST', path: '/ledger/export', sides: ward, roles: ['auditor'], answer: { media: 'application/jsonl' }, status: 200, summary: 'The whole log as a bundle that kagibako verify checks offline' },
  checkpoint: { method: 'GET', path: '/checkpoint', sides: both, roles: people, answer: { media: 'text/plain' }, status: 200, summary: 'The newest signed checkpoint' },
});
