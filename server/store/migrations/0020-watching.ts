// Watching: addresses from which a firm came before (salted hashes only), thresholds that a municipality set for itself, what a watch
// found last (so that a change is entered once, over a restart too), and how far the ledger has been forwarded.
export const watching = {
  number: 20,
  name: 'watching',
  sql: `
CREATE TABLE known_addresses (contractor_id TEXT NOT NULL REFERENCES contractors(id), salt BLOB NOT NULL, hash TEXT NOT NULL, occasion TEXT NOT NULL, first INTEGER NOT NULL CHECK (first IN (0,1)),
  since TEXT NOT NULL, PRIMARY KEY (contractor_id, hash)) STRICT, WITHOUT ROWID;
CREATE TABLE watch_thresholds (municipality_id TEXT NOT NULL REFERENCES municipalities(id), rule TEXT NOT NULL, per_week INTEGER CHECK (per_week > 0), per_person INTEGER CHECK (per_person > 0),
  by_name TEXT NOT NULL, at TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES ledger_entries(idx), PRIMARY KEY (municipality_id, rule)) STRICT;
CREATE TABLE watch_states (name TEXT PRIMARY KEY, state TEXT NOT NULL, since TEXT NOT NULL) STRICT;
CREATE TABLE forwarding (target TEXT PRIMARY KEY, next_index INTEGER NOT NULL CHECK (next_index >= 0), confirmed_at TEXT, failed_at TEXT, failure TEXT) STRICT;
CREATE INDEX ledger_entries_urgent ON ledger_entries (idx) WHERE act IN ('fail-wipe','clock-leap','scanner-silent','scanner-back','witness-refused','witness-alarm');
`,
};
