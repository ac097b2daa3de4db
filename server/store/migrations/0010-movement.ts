// What moves: 確認書 in versions that nothing can change or delete, what the contractor stated in confirming one, and telephone calls.
export const movement = {
  number: 10,
  name: 'movement',
  sql: `
ALTER TABLE confirmation_records ADD COLUMN written_by TEXT REFERENCES accounts(id);
ALTER TABLE confirmation_records ADD COLUMN record_id TEXT;
ALTER TABLE confirmation_records ADD COLUMN stated TEXT;
ALTER TABLE confirmation_records ADD COLUMN quantity INTEGER GENERATED ALWAYS AS (json_extract(document, '$.quantity')) VIRTUAL;
ALTER TABLE confirmation_records ADD COLUMN counted INTEGER GENERATED ALWAYS AS (json_extract(stated, '$.quantity')) VIRTUAL;
ALTER TABLE confirmation_records ADD COLUMN explained INTEGER GENERATED ALWAYS AS (json_extract(document, '$.difference') IS NOT NULL) VIRTUAL;
CREATE TRIGGER confirmation_records_stay BEFORE DELETE ON confirmation_records BEGIN SELECT RAISE(ABORT, 'a confirmation record is never deleted'); END;
CREATE TRIGGER confirmation_records_as_written BEFORE UPDATE OF id, municipality_id, fiscal_year, number, version, transfer_id, kind, document, created_at, replaces, written_by, record_id
  ON confirmation_records BEGIN SELECT RAISE(ABORT, 'a confirmation record is corrected by a new version'); END;
CREATE TRIGGER confirmation_records_once BEFORE UPDATE OF contractor_confirmed_by, contractor_confirmed_at, stated ON confirmation_records
  WHEN OLD.contractor_confirmed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a version is confirmed once'); END;
CREATE INDEX confirmation_records_open ON confirmation_records (municipality_id) WHERE contractor_confirmed_at IS NULL;
CREATE TABLE calls (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), transfer_id TEXT NOT NULL REFERENCES transfers(id), at TEXT NOT NULL,
  caller_id TEXT NOT NULL REFERENCES accounts(id), caller_name TEXT NOT NULL, to_id TEXT NOT NULL, to_name TEXT NOT NULL, telephone TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('talked','absent','call-back')), entry INTEGER NOT NULL REFERENCES ledger_entries(idx)) STRICT;
CREATE INDEX calls_transfer ON calls (transfer_id, at);
`,
};
