// Acts that a hundred histories must have done: a generator that ceases to reach one of them would prove nothing of it.
export const wanted: readonly string[] = [
  'draft', 'add-file', 'remove-file', 'deposit', 'approve', 'return', 'notice', 'renew-notice', 'handover', 'call', 'start-collecting', 'collect', 'collect-again', 'confirm', 'recall', 'expire', 'discard', 'begin-wipe', 'wipe', 'wipe-texts',
  'use-media', 'write-medium', 'lose-medium', 'open-paper', 'issue-document', 'record', 'add-attachment', 'add-terminal', 'register-certificate', 'confirm-certificate',
  'save-search', 'export-search', 'change-threshold', 'review-log', 'change-retention', 'hold', 'lift-hold', 'erase-record-content', 'erase-attachments', 'erase-paper-content', 'erase-calls', 'erase-roster', 'erase-review-texts',
  'register-terminal', 'confirm-terminal', 'revoke-terminal', 'grant-standing-approval', 'agree-standing-approval', 'revoke-standing-approval',
  'add-cosignatures', 'rotate-ledger-key', 'rotate-waiting-key', 'announce-gateway-key', 'rotate-gateway-key', 'search-ledger', 'export-ledger', 'save-evidence', 'print-document',
];
