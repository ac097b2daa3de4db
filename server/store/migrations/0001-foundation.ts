// The first schema. STRICT tables: a column holds the type it names or the write fails.
// transfers.due_at is the next moment at which the clock, not a person, changes the transfer (expiry, sweep, wipe, retry).
export const foundation = {
  number: 1,
  name: 'foundation',
  sql: `
CREATE TABLE municipalities (id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE TABLE sections (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), name TEXT NOT NULL,
  telephone TEXT NOT NULL, UNIQUE (municipality_id, name)) STRICT;
CREATE TABLE contractors (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), name TEXT NOT NULL,
  address TEXT NOT NULL, page TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL) STRICT;
CREATE TABLE accounts (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), role TEXT NOT NULL
  CHECK (role IN ('staff','handler','auditor','administrator')), scope TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL,
  section_id TEXT REFERENCES sections(id), contractor_id TEXT REFERENCES contractors(id), can_approve INTEGER NOT NULL CHECK (can_approve IN (0,1)),
  password_hash TEXT NOT NULL, must_change INTEGER NOT NULL CHECK (must_change IN (0,1)), initial_expires_at TEXT, disabled_at TEXT,
  created_at TEXT NOT NULL, UNIQUE (scope, login), CHECK ((role = 'staff') = (section_id IS NOT NULL)),
  CHECK ((role = 'handler') = (contractor_id IS NOT NULL))) STRICT;
CREATE TABLE sessions (id_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts(id), listener TEXT NOT NULL, occasion TEXT NOT NULL,
  created_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, ends_at TEXT NOT NULL, address TEXT NOT NULL) STRICT;
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE engagements (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), title TEXT NOT NULL,
  purpose TEXT NOT NULL, legal_basis TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, items TEXT NOT NULL,
  policy TEXT NOT NULL, preset TEXT, created_at TEXT NOT NULL, terminated_at TEXT) STRICT;
CREATE TABLE engagement_sections (engagement_id TEXT NOT NULL REFERENCES engagements(id), section_id TEXT NOT NULL REFERENCES sections(id),
  PRIMARY KEY (engagement_id, section_id)) STRICT;
CREATE TABLE engagement_contractors (engagement_id TEXT NOT NULL REFERENCES engagements(id), contractor_id TEXT NOT NULL REFERENCES contractors(id),
  PRIMARY KEY (engagement_id, contractor_id)) STRICT;
CREATE TABLE forms (id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagements(id), name TEXT NOT NULL, name_en TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('to-contractor','to-section')), unit TEXT NOT NULL) STRICT;
CREATE TABLE roster (id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagements(id), contractor_id TEXT NOT NULL REFERENCES contractors(id),
  account_id TEXT NOT NULL REFERENCES accounts(id), role TEXT NOT NULL CHECK (role IN ('manager','handler','security-officer')),
  starts_on TEXT NOT NULL, accepted_at TEXT, removed_at TEXT) STRICT;
CREATE INDEX roster_account ON roster (account_id);
CREATE TABLE certificates (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), party_kind TEXT NOT NULL
  CHECK (party_kind IN ('contractor','section')), party_id TEXT NOT NULL, fingerprint TEXT NOT NULL, certificate BLOB NOT NULL,
  algorithm TEXT NOT NULL, announces TEXT, user_ids TEXT NOT NULL, expires_at TEXT, label TEXT NOT NULL,
  registered_by TEXT NOT NULL REFERENCES accounts(id), registered_at TEXT NOT NULL, confirmed_by TEXT REFERENCES accounts(id),
  confirmed_at TEXT, withdrawn_at TEXT, UNIQUE (municipality_id, fingerprint)) STRICT;

CREATE TABLE deposits (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), created_by TEXT NOT NULL REFERENCES accounts(id),
  idempotency_key TEXT NOT NULL, request_hash TEXT NOT NULL, created_at TEXT NOT NULL, UNIQUE (created_by, idempotency_key)) STRICT;
CREATE TABLE transfers (id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, municipality_id TEXT NOT NULL REFERENCES municipalities(id),
  deposit_id TEXT NOT NULL REFERENCES deposits(id), engagement_id TEXT NOT NULL REFERENCES engagements(id), form_id TEXT NOT NULL REFERENCES forms(id),
  direction TEXT NOT NULL, sender_id TEXT NOT NULL, recipient_id TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL,
  created_at TEXT NOT NULL, changed_at TEXT NOT NULL, collect_by TEXT NOT NULL, due_at TEXT, document TEXT NOT NULL) STRICT;
CREATE INDEX transfers_deposit ON transfers (deposit_id);
CREATE INDEX transfers_due ON transfers (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX transfers_sender ON transfers (sender_id, state, created_at);
CREATE INDEX transfers_recipient ON transfers (recipient_id, state, created_at);
CREATE TABLE files (id TEXT PRIMARY KEY, transfer_id TEXT NOT NULL REFERENCES transfers(id), upload_id TEXT NOT NULL, position INTEGER NOT NULL,
  name_text TEXT NOT NULL, name_changed TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, body_id TEXT UNIQUE, body_size INTEGER NOT NULL, body_sha256 TEXT NOT NULL,
  scan TEXT NOT NULL, sealed_at TEXT NOT NULL, UNIQUE (transfer_id, upload_id)) STRICT;
CREATE TABLE deliveries (file_id TEXT PRIMARY KEY REFERENCES files(id), transfer_id TEXT NOT NULL REFERENCES transfers(id), ranges TEXT NOT NULL) STRICT;
CREATE TABLE notices (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), document TEXT NOT NULL,
  created_at TEXT NOT NULL, handed_over_at TEXT) STRICT;
CREATE TABLE receipts (transfer_id TEXT PRIMARY KEY REFERENCES transfers(id), municipality_id TEXT NOT NULL, fiscal_year INTEGER NOT NULL,
  number INTEGER NOT NULL, document TEXT NOT NULL, signature TEXT NOT NULL, created_at TEXT NOT NULL, UNIQUE (municipality_id, fiscal_year, number)) STRICT;
CREATE TABLE wipe_certificates (transfer_id TEXT PRIMARY KEY REFERENCES transfers(id), municipality_id TEXT NOT NULL, fiscal_year INTEGER NOT NULL,
  number INTEGER NOT NULL, document TEXT NOT NULL, signature TEXT NOT NULL, created_at TEXT NOT NULL, UNIQUE (municipality_id, fiscal_year, number)) STRICT;
CREATE TABLE confirmation_records (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), fiscal_year INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, transfer_id TEXT NOT NULL REFERENCES transfers(id), kind TEXT NOT NULL, document TEXT NOT NULL,
  created_at TEXT NOT NULL, contractor_confirmed_by TEXT REFERENCES accounts(id), contractor_confirmed_at TEXT,
  UNIQUE (municipality_id, fiscal_year, number, version)) STRICT;
CREATE INDEX confirmation_records_transfer ON confirmation_records (transfer_id);
CREATE TABLE texts (id TEXT PRIMARY KEY, commitment TEXT NOT NULL, salt BLOB NOT NULL, text TEXT NOT NULL, transfer_id TEXT) STRICT;
CREATE INDEX texts_transfer ON texts (transfer_id);
CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) STRICT;

CREATE TABLE ledger_entries (idx INTEGER PRIMARY KEY, at TEXT NOT NULL, act TEXT NOT NULL, result TEXT NOT NULL CHECK (result IN ('done','refused')),
  municipality_id TEXT, actor_id TEXT, transfer_id TEXT, engagement_id TEXT, contractor_id TEXT, bytes TEXT NOT NULL, leaf_hash BLOB NOT NULL) STRICT;
CREATE INDEX ledger_entries_municipality ON ledger_entries (municipality_id, idx);
CREATE INDEX ledger_entries_transfer ON ledger_entries (transfer_id, idx) WHERE transfer_id IS NOT NULL;
CREATE TABLE ledger_nodes (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_checkpoints (size INTEGER PRIMARY KEY, root BLOB NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL) STRICT;
`,
};
