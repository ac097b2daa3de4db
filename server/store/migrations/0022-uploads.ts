// Uploads in parts: what is announced of a file, how far it is durable, and where its sealed beginning lies. What people wrote of it (`said`) and the
// newest bytes (`newest`) are encrypted under a key that ends with the draft. A row goes when the upload is over or abandoned.
export const uploads = {
  number: 22,
  name: 'uploads',
  sql: `
CREATE TABLE uploads (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), account_id TEXT NOT NULL, deposit_id TEXT NOT NULL REFERENCES deposits(id),
  transfer_id TEXT NOT NULL REFERENCES transfers(id), recipient_id TEXT, said BLOB NOT NULL, length INTEGER NOT NULL CHECK (length > 0), sha256 TEXT, created_at TEXT NOT NULL, expires_at TEXT NOT NULL,
  offset INTEGER NOT NULL CHECK (offset BETWEEN 0 AND length), part_id TEXT, part_size INTEGER, part_sha256 TEXT, newest BLOB, file_sha256 TEXT,
  CHECK ((part_id IS NULL) = (part_size IS NULL)), CHECK ((part_id IS NULL) = (part_sha256 IS NULL)), CHECK ((part_id IS NULL) = (newest IS NULL)),
  CHECK ((file_sha256 IS NOT NULL) = (offset = length)), CHECK (file_sha256 IS NULL OR part_id IS NULL)) STRICT;
CREATE INDEX uploads_of ON uploads (deposit_id, account_id);
CREATE INDEX uploads_expire ON uploads (expires_at);
`,
};
