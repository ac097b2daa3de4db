// What auditors read.
import * as audit from './audit.ts';
import * as ledger from './ledger.ts';
import { both, people, ward } from './readers.ts';
import { defineRoutes } from './route.ts';

const auditor = ['auditor'] as const;

export const ledgerRoutes = defineRoutes({
  searchLedger: { method: 'POST', path: '/ledger/search', sides: ward, roles: auditor, body: ledger.ledgerSearch, answer: ledger.ledgerPage, status: 200, summary: 'Search the ledger' },
  ledgerEntry: { method: 'GET', path: '/ledger/:index', sides: ward, roles: auditor, answer: ledger.ledgerEntryView, status: 200, summary: 'One entry with its proof' },
  ledgerExport: { method: 'POST', path: '/ledger/export', sides: ward, roles: auditor, answer: { media: 'application/jsonl' }, status: 200, summary: 'The whole log as a bundle that kagibako verify checks offline' },
  checkpoint: { method: 'GET', path: '/checkpoint', sides: both, roles: people, answer: { media: 'text/plain' }, status: 200, summary: 'The newest signed checkpoint' },
  tile: { method: 'GET', path: '/tile/:level/*place', sides: ward, roles: auditor, answer: { media: 'application/octet-stream' }, status: 200, summary: 'Hashes of the tree, as c2sp.org/tlog-tiles names them: tile/L/N or tile/L/N.p/W; entries are not served' },
  addCosignatures: { method: 'POST', path: '/ledger/cosignatures', sides: ward, roles: auditor, body: ledger.cosigned, answer: ledger.cosignaturesTaken, status: 200, summary: 'Bring a checkpoint that a witness cosigned offline' },
  auditHome: { method: 'GET', path: '/audit', sides: ward, roles: auditor, answer: audit.auditHome, status: 200, summary: 'Counts of the last week and of what is overdue' },
  auditChoices: { method: 'GET', path: '/audit/choices', sides: ward, roles: auditor, answer: audit.auditChoices, status: 200, summary: 'Acts, engagements and contractors to search by' },
  story: { method: 'GET', path: '/audit/transfers/:id', sides: ward, roles: auditor, answer: audit.story, status: 200, summary: 'The story of one transfer: both sides in one line of time, with its documents' },
  evidence: { method: 'POST', path: '/audit/transfers/:id/evidence', sides: ward, roles: auditor, answer: { media: 'application/jsonl' }, status: 200, summary: 'Every entry of one transfer with its proof, and its signed documents, as JSON Lines' },
  figures: { method: 'GET', path: '/audit/figures', sides: ward, roles: auditor, query: audit.figuresQuery, answer: audit.figures, status: 200, summary: 'What the plots show' },
});
