// What one administrator asks for and another approves: resets, as before, and administrators: a new one, or one who was disabled. Of a new one no name
// stands here: the texts of the request's entry have it, and `account_id` is empty until it is approved.
export const twoPersonRequests = {
  number: 33,
  name: 'two-person-requests',
  sql: `
CREATE TABLE two_person_requests (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), account_id TEXT REFERENCES accounts(id),
  what TEXT NOT NULL CHECK (what IN ('password','second-factor','new-administrator','administrator-again')),
  asked_by TEXT NOT NULL REFERENCES accounts(id), asked_at TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES ledger_entries(idx), decided_by TEXT REFERENCES accounts(id), decided_at TEXT, approved INTEGER CHECK (approved IN (0,1)),
  CHECK (account_id IS NOT NULL OR (what = 'new-administrator' AND approved IS NOT 1)), CHECK (asked_by <> account_id),
  CHECK (approved IS NOT 1 OR (decided_by IS NOT NULL AND decided_by <> asked_by AND decided_by <> account_id)), CHECK ((decided_at IS NULL) = (approved IS NULL))) STRICT;
INSERT INTO two_person_requests (id, municipality_id, account_id, what, asked_by, asked_at, entry, decided_by, decided_at, approved)
  SELECT id, municipality_id, account_id, what, asked_by, asked_at, entry, decided_by, decided_at, approved FROM resets;
DROP TABLE resets;
CREATE INDEX two_person_requests_municipality ON two_person_requests (municipality_id, asked_at);
CREATE INDEX two_person_requests_account ON two_person_requests (account_id, decided_by);
`,
};
