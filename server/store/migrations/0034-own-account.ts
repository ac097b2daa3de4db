// What people are told of their own account: with which browser somebody signed in, from where a sign-in stopped before its second factor, how often a wrong password was
// tried for an account on one day, and mails that tell it. What happened itself stands in the ledger only; the index finds a person's own entries there.
export const ownAccount = {
  number: 34,
  name: 'own-account',
  sql: `
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE half_sign_ins ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE TABLE refused_tries (account_id TEXT NOT NULL REFERENCES accounts(id), day TEXT NOT NULL, tries INTEGER NOT NULL CHECK (tries > 0), last_at TEXT NOT NULL, PRIMARY KEY (account_id, day)) STRICT, WITHOUT ROWID;
ALTER TABLE mails ADD COLUMN about TEXT NOT NULL DEFAULT 'duties' CHECK (about IN ('duties','changed','tried'));
ALTER TABLE mails ADD COLUMN address TEXT;
CREATE INDEX mails_account ON mails (account_id, about, day);
CREATE INDEX ledger_entries_own ON ledger_entries (actor_id, idx) WHERE act IN ('sign-in','change-password','enrol-second-factor','remove-second-factor','renew-recovery-codes','add-passkey','remove-passkey','end-session','begin-codes','remove-codes','begin-passkey');
`,
};
