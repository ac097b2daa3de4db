// The ledger's word for what a route does, for refusals that come before any rule is asked: the same words as the acts themselves.
import type { RouteName } from './wire/routes.ts';

const words: Partial<Readonly<Record<RouteName, string>>> = {
  searchTransfers: 'read-transfers', transferCounts: 'read-transfers', addDeposit: 'draft', addBatch: 'add-file', deposit: 'read-deposit', unfinished: 'read-deposit', submit: 'deposit', sendBack: 'return', addNotice: 'notice', addCertificate: 'register-certificate',
  manifest: 'collect', manifestSignature: 'collect', lock: 'collect', body: 'collect', receiptStatement: 'state-receipt', searchLedger: 'search-ledger', ledgerExport: 'export-ledger', ledgerEntry: 'read-entry',
  evidence: 'save-evidence', tile: 'read-tiles', searchRecords: 'read-records', prepareRecord: 'record', addRecord: 'record', addStage: 'record', correctStage: 'correct-record', endRosterEntry: 'remove-roster-entry',
  endOwnSession: 'end-session', endOtherSessions: 'end-session',
  registerUnattended: 'register-terminal', confirmUnattended: 'confirm-terminal', revokeUnattended: 'revoke-terminal',
};

/** The act of a route: its own word, or its name with hyphens (`removeFile`: remove-file; a list or a page: `read-…`). */
export function actOf(name: RouteName, method: string): string {
  const plain = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return words[name] ?? (method === 'GET' ? `read-${plain}` : plain);
}
