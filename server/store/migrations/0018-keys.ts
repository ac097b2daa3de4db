// The gateway's own keys, by their public side only: which is in use, which were, and since when. Empty until a key is changed for the first time:
// until then the key in keys/ is the first and only one. What is stored here says whether a change of keys that a crash cut short is to be finished or undone.
export const keys = {
  number: 18,
  name: 'keys',
  sql: `
CREATE TABLE ledger_keys (position INTEGER PRIMARY KEY, vkey TEXT NOT NULL UNIQUE, from_size INTEGER NOT NULL, until_size INTEGER CHECK (until_size >= from_size), at TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX ledger_keys_one_in_use ON ledger_keys (until_size IS NULL) WHERE until_size IS NULL;
CREATE TABLE waiting_keys (mark TEXT PRIMARY KEY, from_at TEXT, until_at TEXT) STRICT;
CREATE UNIQUE INDEX waiting_keys_one_in_use ON waiting_keys (until_at IS NULL) WHERE until_at IS NULL;
CREATE TABLE gateway_certificates (fingerprint TEXT PRIMARY KEY, certificate TEXT NOT NULL, announced_at TEXT, from_at TEXT, until_at TEXT, statement TEXT, signed_by_old TEXT, signed_by_new TEXT,
  CHECK (until_at IS NULL OR from_at IS NOT NULL OR statement IS NULL), CHECK ((statement IS NULL) = (signed_by_old IS NULL) AND (statement IS NULL) = (signed_by_new IS NULL))) STRICT;
CREATE UNIQUE INDEX gateway_certificates_one_next ON gateway_certificates (from_at IS NULL) WHERE from_at IS NULL AND statement IS NOT NULL;
CREATE TRIGGER ledger_keys_kept BEFORE DELETE ON ledger_keys BEGIN SELECT RAISE(ABORT, 'a key of the ledger is never forgotten: its heads must stay verifiable'); END;
CREATE TRIGGER gateway_certificates_kept BEFORE DELETE ON gateway_certificates BEGIN SELECT RAISE(ABORT, 'a certificate of the gateway is never forgotten: its documents must stay verifiable'); END;
`,
};
