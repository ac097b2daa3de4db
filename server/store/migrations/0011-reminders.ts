// Reminders by mail: the address of a person, what they were reminded of on which day, and the messages on their way. A message that
// may have arrived is never sent again.
export const reminders = {
  number: 11,
  name: 'reminders',
  sql: `
ALTER TABLE accounts ADD COLUMN email TEXT;
CREATE TABLE reminder_days (account_id TEXT NOT NULL REFERENCES accounts(id), day TEXT NOT NULL, PRIMARY KEY (account_id, day)) STRICT;
CREATE TABLE reminders (account_id TEXT NOT NULL REFERENCES accounts(id), item TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (account_id, item, day)) STRICT;
CREATE TABLE mails (id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts(id), day TEXT NOT NULL, tasks INTEGER NOT NULL, overdue INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting','sending','sent','refused','unknown','too-late')), attempts INTEGER NOT NULL, next_at TEXT NOT NULL) STRICT;
CREATE INDEX mails_open ON mails (next_at) WHERE state IN ('waiting','sending');
`,
};
