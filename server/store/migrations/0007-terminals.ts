// Registered addresses of a contractor's terminals, and how far the end of an engagement has come.
export const terminals = {
  number: 7,
  name: 'terminals',
  sql: `
ALTER TABLE engagements ADD COLUMN wound_up_at TEXT;
ALTER TABLE engagements ADD COLUMN closed_at TEXT;
CREATE TABLE terminals (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), contractor_id TEXT NOT NULL REFERENCES contractors(id),
  address TEXT NOT NULL, label TEXT NOT NULL, added_by TEXT NOT NULL REFERENCES accounts(id), added_at TEXT NOT NULL, removed_at TEXT) STRICT;
CREATE UNIQUE INDEX terminals_standing ON terminals (contractor_id, address) WHERE removed_at IS NULL;
`,
};
