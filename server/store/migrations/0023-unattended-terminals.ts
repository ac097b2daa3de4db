// Unattended terminals (自動転送端末): keys of programs with the person who answers for each, the numbers of their requests as long as one could be
// replayed, and approvals that stand for a form and a schedule.
export const unattendedTerminals = {
  number: 23,
  name: 'unattended-terminals',
  sql: `
CREATE TABLE unattended_terminals (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), name TEXT NOT NULL, scope TEXT NOT NULL CHECK (scope IN ('send','collect')),
  section_id TEXT REFERENCES sections(id), contractor_id TEXT REFERENCES contractors(id), engagements TEXT NOT NULL, public_key BLOB NOT NULL CHECK (length(public_key) = 32), fingerprint TEXT NOT NULL UNIQUE,
  responsible_id TEXT NOT NULL REFERENCES accounts(id), expires_at TEXT NOT NULL, registered_by TEXT NOT NULL REFERENCES accounts(id), registered_at TEXT NOT NULL,
  confirmed_by TEXT REFERENCES accounts(id), confirmed_at TEXT, revoked_by TEXT REFERENCES accounts(id), revoked_at TEXT, revoke_entry INTEGER REFERENCES ledger_entries(idx), last_used_at TEXT, last_address TEXT,
  CHECK ((scope = 'send') = (section_id IS NOT NULL)), CHECK ((scope = 'collect') = (contractor_id IS NOT NULL)), CHECK (confirmed_by IS NULL OR confirmed_by <> registered_by)) STRICT;
CREATE INDEX unattended_terminals_of ON unattended_terminals (municipality_id, registered_at);
CREATE TABLE unattended_nonces (terminal_id TEXT NOT NULL REFERENCES unattended_terminals(id), nonce TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (terminal_id, nonce)) STRICT, WITHOUT ROWID;
CREATE INDEX unattended_nonces_until ON unattended_nonces (until);

CREATE TABLE standing_approvals (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), engagement_id TEXT NOT NULL REFERENCES engagements(id), number INTEGER NOT NULL,
  section_id TEXT NOT NULL REFERENCES sections(id), form_id TEXT NOT NULL REFERENCES forms(id), recipient_id TEXT NOT NULL REFERENCES contractors(id), weekdays TEXT NOT NULL, from_minute INTEGER NOT NULL, until_minute INTEGER NOT NULL,
  max_files INTEGER NOT NULL CHECK (max_files > 0), max_bytes INTEGER NOT NULL CHECK (max_bytes > 0), valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
  granted_by TEXT NOT NULL REFERENCES accounts(id), granted_at TEXT NOT NULL, agreed_by TEXT REFERENCES accounts(id), agreed_at TEXT, revoked_by TEXT REFERENCES accounts(id), revoked_at TEXT, revoke_entry INTEGER REFERENCES ledger_entries(idx),
  UNIQUE (engagement_id, number), CHECK (agreed_by IS NULL OR agreed_by <> granted_by), CHECK (from_minute BETWEEN 0 AND 1439 AND until_minute BETWEEN 1 AND 1440 AND from_minute <> until_minute)) STRICT;
CREATE TABLE standing_uses (transfer_id TEXT PRIMARY KEY REFERENCES transfers(id), approval_id TEXT NOT NULL REFERENCES standing_approvals(id), at TEXT NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX standing_uses_of ON standing_uses (approval_id, at);
`,
};
