// Retention: for how long a municipality keeps readable content, holds that stop an erasure, and what was erased. What was written as unchangeable may
// change in one way only: once, together with `erased_at`.
const erasable = ['record_stages', 'attachments', 'confirmation_records', 'calls', 'roster', 'log_reviews', 'accounts'];

export const retention = {
  number: 21,
  name: 'retention',
  sql: `
${erasable.map((table) => `ALTER TABLE ${table} ADD COLUMN erased_at TEXT;`).join('\n')}
CREATE TABLE retention_terms (municipality_id TEXT PRIMARY KEY REFERENCES municipalities(id), years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30), by_name TEXT NOT NULL, at TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES ledger_entries(idx)) STRICT;
CREATE TABLE holds (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), engagement_id TEXT NOT NULL REFERENCES engagements(id), set_by TEXT NOT NULL REFERENCES accounts(id),
  set_by_name TEXT NOT NULL, set_at TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES ledger_entries(idx), lifted_by TEXT REFERENCES accounts(id), lifted_by_name TEXT, lifted_at TEXT,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)), CHECK (lifted_by IS NULL OR lifted_by <> set_by)) STRICT;
CREATE UNIQUE INDEX holds_standing ON holds (engagement_id) WHERE lifted_at IS NULL;
CREATE TABLE erasures (municipality_id TEXT NOT NULL REFERENCES municipalities(id), fiscal_year INTEGER NOT NULL, number INTEGER NOT NULL, engagement_id TEXT REFERENCES engagements(id), rule TEXT NOT NULL,
  items INTEGER NOT NULL CHECK (items >= 0), at TEXT NOT NULL, entry INTEGER REFERENCES ledger_entries(idx), PRIMARY KEY (municipality_id, fiscal_year, number)) STRICT;
CREATE UNIQUE INDEX erasures_once ON erasures (engagement_id, rule) WHERE engagement_id IS NOT NULL;
CREATE TRIGGER erasures_unchanged BEFORE UPDATE ON erasures BEGIN SELECT RAISE(ABORT, 'an erasure is never changed'); END;
CREATE TRIGGER erasures_kept BEFORE DELETE ON erasures BEGIN SELECT RAISE(ABORT, 'an erasure is never deleted'); END;
DROP TRIGGER confirmation_records_as_written;
CREATE TRIGGER confirmation_records_as_written BEFORE UPDATE OF id, municipality_id, fiscal_year, number, version, transfer_id, kind, created_at, replaces, written_by, record_id
  ON confirmation_records BEGIN SELECT RAISE(ABORT, 'a confirmation record is corrected by a new version'); END;
CREATE TRIGGER confirmation_records_content BEFORE UPDATE OF document, erased_at ON confirmation_records WHEN NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a confirmation record is corrected by a new version'); END;
DROP TRIGGER confirmation_records_once;
CREATE TRIGGER confirmation_records_once BEFORE UPDATE OF contractor_confirmed_by, contractor_confirmed_at, stated ON confirmation_records
  WHEN OLD.contractor_confirmed_at IS NOT NULL AND (NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a version is confirmed once'); END;
DROP TRIGGER log_reviews_unchanged;
CREATE TRIGGER log_reviews_unchanged BEFORE UPDATE OF id, municipality_id, fiscal_year, number, week, seen, fired, anomaly, by_id, by_name, at, entry ON log_reviews
  BEGIN SELECT RAISE(ABORT, 'a review of the log is never changed'); END;
CREATE TRIGGER log_reviews_text BEFORE UPDATE OF assessment, action, erased_at ON log_reviews WHEN NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a review of the log is never changed'); END;
`,
};
