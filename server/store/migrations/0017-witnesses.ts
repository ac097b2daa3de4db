// What witnesses said of the ledger's heads: their cosignatures, and for each witness that is asked how it stands.
export const witnesses = {
  number: 17,
  name: 'witnesses',
  sql: `
CREATE TABLE cosignatures (size INTEGER NOT NULL REFERENCES ledger_checkpoints(size), witness TEXT NOT NULL, line TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (size, witness)) STRICT;
CREATE TABLE witness_standing (witness TEXT PRIMARY KEY, name TEXT NOT NULL, since TEXT NOT NULL, size INTEGER NOT NULL, asked_at TEXT, answered_at TEXT,
  trouble TEXT CHECK (trouble IN ('silent','refused','ahead','forgot','unknown','wrong')), trouble_since TEXT) STRICT;
`,
};
