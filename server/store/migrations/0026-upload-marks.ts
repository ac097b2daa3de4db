// The mark of a sender's own key for an upload: the same file announced twice, because an answer was lost, is one upload.
export const uploadMarks = {
  number: 26,
  name: 'upload-marks',
  sql: `
ALTER TABLE uploads ADD COLUMN mark TEXT;
CREATE UNIQUE INDEX uploads_marks ON uploads (deposit_id, account_id, mark) WHERE mark IS NOT NULL;
`,
};
