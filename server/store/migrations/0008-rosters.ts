// Rosters as the contractor submits them and the ward accepts them: who did what when, until which day, and people who have no
// account yet. The table is built anew because an account may now come after the entry; what stands in it stays as it was.
export const rosters = {
  number: 8,
  name: 'rosters',
  sql: `
CREATE TABLE roster_entries (id TEXT PRIMARY KEY, engagement_id TEXT NOT NULL REFERENCES engagements(id), contractor_id TEXT NOT NULL REFERENCES contractors(id),
  account_id TEXT REFERENCES accounts(id), person_name TEXT, login TEXT, role TEXT NOT NULL CHECK (role IN ('manager','handler','security-officer')),
  starts_on TEXT NOT NULL, ends_on TEXT, reason TEXT, submitted_by TEXT REFERENCES accounts(id), submitted_at TEXT,
  accepted_by TEXT REFERENCES accounts(id), accepted_at TEXT, returned_by TEXT REFERENCES accounts(id), returned_at TEXT, return_reason TEXT,
  removed_by TEXT REFERENCES accounts(id), removed_at TEXT, removal_reason TEXT, replaced_by TEXT,
  CHECK (account_id IS NOT NULL OR (person_name IS NOT NULL AND login IS NOT NULL))) STRICT;
INSERT INTO roster_entries (id, engagement_id, contractor_id, account_id, role, starts_on, accepted_at, removed_at)
  SELECT id, engagement_id, contractor_id, account_id, role, starts_on, accepted_at, removed_at FROM roster;
DROP TABLE roster;
ALTER TABLE roster_entries RENAME TO roster;
CREATE INDEX roster_account ON roster (account_id);
CREATE INDEX roster_engagement ON roster (engagement_id);
CREATE INDEX roster_waiting ON roster (engagement_id) WHERE accepted_at IS NULL AND returned_at IS NULL AND removed_at IS NULL;
`,
};
