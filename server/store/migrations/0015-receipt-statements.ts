// What a recipient signed of what it received: the exact statement and its detached signature, as the receipt embeds them. Never changed, never deleted.
export const receiptStatements = {
  number: 15,
  name: 'receipt-statements',
  sql: `
CREATE TABLE receipt_statements (
  transfer_id TEXT PRIMARY KEY REFERENCES transfers (id), statement TEXT NOT NULL, signature TEXT NOT NULL, fingerprint TEXT NOT NULL, signed_at TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT;
`,
};
