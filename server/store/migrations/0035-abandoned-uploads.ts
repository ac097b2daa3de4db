// Which uploads the clock has removed, and whose they were: nothing of the file, and a week at most.
export const abandonedUploads = {
  number: 35,
  name: 'abandoned-uploads',
  sql: `
CREATE TABLE abandoned_uploads (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX abandoned_uploads_at ON abandoned_uploads (at);
`,
};
