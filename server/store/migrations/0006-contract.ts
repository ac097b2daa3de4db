// The contract around the transfer: terms and documents of engagements, subcontractors, records with their stages, attachments, and
// duties (what is owed by whom until when). A stage is never changed: a correction is a new one that names the old.
export const contract = {
  number: 6,
  name: 'contract',
  sql: `
ALTER TABLE engagements ADD COLUMN terms TEXT;
ALTER TABLE forms ADD COLUMN kind TEXT NOT NULL DEFAULT 'list';
ALTER TABLE forms ADD COLUMN columns TEXT;
ALTER TABLE engagement_contractors ADD COLUMN principal_id TEXT REFERENCES contractors(id);
ALTER TABLE engagement_contractors ADD COLUMN scope TEXT;
ALTER TABLE confirmation_records ADD COLUMN replaces TEXT;
ALTER TABLE transfers ADD COLUMN route TEXT NOT NULL DEFAULT 'line' CHECK (route IN ('line','media'));

CREATE TABLE records (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), kind TEXT NOT NULL, fiscal_year INTEGER NOT NULL,
  number INTEGER NOT NULL, engagement_id TEXT NOT NULL REFERENCES engagements(id), contractor_id TEXT REFERENCES contractors(id),
  transfer_id TEXT REFERENCES transfers(id), state TEXT NOT NULL CHECK (state IN ('open','closed')), turn TEXT NOT NULL CHECK (turn IN ('ward','contractor','nobody')),
  due_on TEXT, opened_at TEXT NOT NULL, changed_at TEXT NOT NULL, closed_at TEXT, UNIQUE (municipality_id, kind, fiscal_year, number)) STRICT;
CREATE INDEX records_engagement ON records (engagement_id, kind, opened_at);
CREATE INDEX records_transfer ON records (transfer_id) WHERE transfer_id IS NOT NULL;
CREATE INDEX records_open ON records (municipality_id, due_on) WHERE state = 'open';
CREATE TABLE record_stages (record_id TEXT NOT NULL REFERENCES records(id), seq INTEGER NOT NULL, stage TEXT NOT NULL, corrects INTEGER, reason TEXT,
  content TEXT NOT NULL, salt BLOB NOT NULL, commitment TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES ledger_entries(idx),
  by_id TEXT REFERENCES accounts(id), by_name TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (record_id, seq)) STRICT;
CREATE TABLE attachments (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), record_id TEXT REFERENCES records(id),
  added_by TEXT NOT NULL REFERENCES accounts(id), added_at TEXT NOT NULL, name TEXT NOT NULL, media TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE duties (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), kind TEXT NOT NULL, engagement_id TEXT NOT NULL REFERENCES engagements(id),
  contractor_id TEXT REFERENCES contractors(id), transfer_id TEXT REFERENCES transfers(id), owed_by TEXT NOT NULL CHECK (owed_by IN ('ward','contractor')),
  what TEXT NOT NULL, record_kind TEXT, due_on TEXT NOT NULL, since TEXT NOT NULL, settled_at TEXT, settled_by TEXT, cancelled_at TEXT, reminded_on TEXT) STRICT;
CREATE INDEX duties_open ON duties (municipality_id, due_on) WHERE settled_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX duties_engagement ON duties (engagement_id, kind);
`,
};
