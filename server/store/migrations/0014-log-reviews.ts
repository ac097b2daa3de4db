// Reviews of the log: one for each municipality and week, numbered without a gap. Rows are added; the database itself refuses to change or delete one.
export const logReviews = {
  number: 14,
  name: 'log-reviews',
  sql: `
CREATE TABLE log_reviews (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), fiscal_year INTEGER NOT NULL, number INTEGER NOT NULL, week TEXT NOT NULL,
  seen TEXT NOT NULL, fired INTEGER NOT NULL, anomaly INTEGER NOT NULL CHECK (anomaly IN (0,1)), assessment TEXT NOT NULL, action TEXT, by_id TEXT NOT NULL REFERENCES accounts(id),
  by_name TEXT NOT NULL, at TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES ledger_entries(idx), CHECK (anomaly = 0 OR action IS NOT NULL),
  UNIQUE (municipality_id, fiscal_year, number), UNIQUE (municipality_id, week)) STRICT;
CREATE TRIGGER log_reviews_unchanged BEFORE UPDATE ON log_reviews BEGIN SELECT RAISE(ABORT, 'a review of the log is never changed'); END;
CREATE TRIGGER log_reviews_kept BEFORE DELETE ON log_reviews BEGIN SELECT RAISE(ABORT, 'a review of the log is never deleted'); END;
`,
};
