// Who approved a transfer, as a column of its own and in the index of what a party sends: files that were not scanned wait for one more approver, and never for this one.
export const approvers = {
  number: 32,
  name: 'approvers',
  sql: `
ALTER TABLE transfers ADD COLUMN approver_id TEXT;
UPDATE transfers SET approver_id = json_extract(document, '$.approval.by.id');
DROP INDEX transfers_sent;
CREATE INDEX transfers_sent ON transfers (sender_id, created_at, id, state, act_sender, creator_id, collect_by, quantity, number, engagement_id, form_id,
  recipient_id, title_text, municipality_id, approver_id);
`,
};
