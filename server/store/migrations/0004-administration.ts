// What administrators set and change: contacts of a municipality, and which ledger entries tell the history of which person, party or engagement.
// administered finds the entries of one object without a walk through the ledger; what an entry says stands in the ledger only.
export const administration = {
  number: 4,
  name: 'administration',
  sql: `
CREATE TABLE municipality_settings (municipality_id TEXT PRIMARY KEY REFERENCES municipalities(id), contact_name TEXT, contact_telephone TEXT,
  contact_hours TEXT, security_name TEXT, security_telephone TEXT, changed_at TEXT NOT NULL) STRICT;
CREATE TABLE administered (kind TEXT NOT NULL CHECK (kind IN ('person','section','contractor','engagement','settings')), object_id TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES ledger_entries(idx), PRIMARY KEY (kind, object_id, entry)) STRICT, WITHOUT ROWID;
INSERT INTO administered SELECT 'person', json_extract(bytes, '$.facts.account'), idx FROM ledger_entries
  WHERE result = 'done' AND act IN ('add-account','reset-password','disable-account');
INSERT INTO administered SELECT 'section', json_extract(bytes, '$.facts.section'), idx FROM ledger_entries WHERE result = 'done' AND act = 'add-section';
INSERT INTO administered SELECT 'contractor', contractor_id, idx FROM ledger_entries WHERE result = 'done' AND act = 'add-contractor';
INSERT INTO administered SELECT 'engagement', engagement_id, idx FROM ledger_entries
  WHERE result = 'done' AND act IN ('add-engagement','add-roster-entry','remove-roster-entry');
ALTER TABLE accounts ADD COLUMN last_sign_in_at TEXT;
UPDATE accounts SET last_sign_in_at = (SELECT max(at) FROM ledger_entries WHERE actor_id = accounts.id AND act = 'sign-in' AND result = 'done');
`,
};
