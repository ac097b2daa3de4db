// The second factor: one-time codes, recovery codes, passkeys, sign-ins that wait for it, which roles must have it; and resets, which take two administrators.
// A secret stands here only wrapped, a recovery code and a token only as hashes. `pending` is a secret that no code has confirmed yet.
export const secondFactor = {
  number: 27,
  name: 'second-factor',
  sql: `
CREATE TABLE totp (account_id TEXT PRIMARY KEY REFERENCES accounts(id), secret BLOB, confirmed_at TEXT, last_step INTEGER NOT NULL, pending BLOB, pending_at TEXT,
  CHECK ((secret IS NULL) = (confirmed_at IS NULL)), CHECK ((pending IS NULL) = (pending_at IS NULL))) STRICT;
CREATE TABLE recovery_codes (account_id TEXT NOT NULL REFERENCES accounts(id), hash TEXT NOT NULL, used_at TEXT, PRIMARY KEY (account_id, hash)) STRICT, WITHOUT ROWID;
CREATE TABLE passkeys (id TEXT PRIMARY KEY, credential TEXT NOT NULL UNIQUE, account_id TEXT NOT NULL REFERENCES accounts(id), rp TEXT NOT NULL, public_key BLOB NOT NULL, counter INTEGER NOT NULL,
  transports TEXT NOT NULL, name TEXT NOT NULL, created_at TEXT NOT NULL, last_used_at TEXT) STRICT;
CREATE INDEX passkeys_account ON passkeys (account_id);
CREATE TABLE half_sign_ins (id_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts(id), listener TEXT NOT NULL, ends_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX half_sign_ins_account ON half_sign_ins (account_id);
CREATE TABLE passkey_challenges (challenge TEXT PRIMARY KEY, account_id TEXT REFERENCES accounts(id), listener TEXT NOT NULL, what TEXT NOT NULL CHECK (what IN ('register','sign-in')), ends_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_policies (municipality_id TEXT NOT NULL REFERENCES municipalities(id), role TEXT NOT NULL CHECK (role IN ('staff','handler','auditor','administrator')),
  second_factor TEXT NOT NULL CHECK (second_factor IN ('optional','wanted','required')), passkey_alone INTEGER NOT NULL CHECK (passkey_alone IN (0,1)), PRIMARY KEY (municipality_id, role)) STRICT, WITHOUT ROWID;
CREATE TABLE resets (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), account_id TEXT NOT NULL REFERENCES accounts(id), what TEXT NOT NULL CHECK (what IN ('password','second-factor')),
  asked_by TEXT NOT NULL REFERENCES accounts(id), asked_at TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES ledger_entries(idx), decided_by TEXT REFERENCES accounts(id), decided_at TEXT, approved INTEGER CHECK (approved IN (0,1)),
  CHECK (asked_by <> account_id), CHECK (approved IS NULL OR approved = 0 OR (decided_by <> asked_by AND decided_by <> account_id)), CHECK ((decided_at IS NULL) = (approved IS NULL))) STRICT;
CREATE INDEX resets_municipality ON resets (municipality_id, asked_at);
`,
};
