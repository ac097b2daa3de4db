// Records that are found quickly among a hundred thousand: whose turn it is stands in the row, lists have their indices; and the keys
// by which a repeated request is known.
export const recordSearches = {
  number: 12,
  name: 'records',
  sql: `
ALTER TABLE records ADD COLUMN next_by TEXT;
ALTER TABLE records ADD COLUMN not_by TEXT;
CREATE INDEX records_newest ON records (municipality_id, opened_at);
CREATE INDEX records_engagement_newest ON records (engagement_id, opened_at);
CREATE INDEX record_stages_person ON record_stages (by_id);
CREATE INDEX attachments_record ON attachments (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX attachments_unused ON attachments (added_by) WHERE record_id IS NULL;
CREATE TABLE record_requests (created_by TEXT NOT NULL REFERENCES accounts(id), idempotency_key TEXT NOT NULL, request_hash TEXT NOT NULL,
  record_id TEXT NOT NULL REFERENCES records(id), PRIMARY KEY (created_by, idempotency_key)) STRICT;
`,
};
