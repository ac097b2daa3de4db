// What lists ask of a transfer, as columns of their own, and indices that hold all of them, so that a list never reads a document.
// Titles and file names are in no index and in no full-text table: its shadow tables would keep the words after the wipe.
// act_sender, act_recipient: what comes next as either side sees it (outlook.ts, `actFor`); the same rule stands below for the rows that exist.
export const transferLists = {
  number: 2,
  name: 'transfer-lists',
  sql: `
ALTER TABLE transfers ADD COLUMN creator_id TEXT NOT NULL DEFAULT '';
ALTER TABLE transfers ADD COLUMN quantity INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transfers ADD COLUMN title_text TEXT;
ALTER TABLE transfers ADD COLUMN lock_ready INTEGER NOT NULL DEFAULT 0 CHECK (lock_ready IN (0,1));
ALTER TABLE transfers ADD COLUMN act_sender TEXT NOT NULL DEFAULT '';
ALTER TABLE transfers ADD COLUMN act_recipient TEXT NOT NULL DEFAULT '';
UPDATE transfers SET creator_id = json_extract(document, '$.createdBy.id'), quantity = json_extract(document, '$.quantity'),
  title_text = json_extract(document, '$.titleText'), lock_ready = json_type(document, '$.lock') = 'object';
UPDATE transfers SET act_recipient = CASE
  WHEN state = 'draft' THEN 'submit' WHEN state = 'awaiting-approval' THEN 'approve' WHEN state = 'returned' THEN 'discard'
  WHEN state IN ('released','collecting') THEN iif(lock_ready, 'collect', 'notice') WHEN state = 'collected' THEN 'confirm'
  WHEN state = 'wiped' THEN 'none' ELSE 'wait-wipe' END;
UPDATE transfers SET act_sender = iif(act_recipient = 'collect' AND json_type(document, '$.handover') = 'null', 'handover', act_recipient);
DROP INDEX transfers_sender;
DROP INDEX transfers_recipient;
CREATE INDEX transfers_sent ON transfers (sender_id, created_at, id, state, act_sender, creator_id, collect_by, quantity, number, engagement_id, form_id,
  recipient_id, title_text, municipality_id);
CREATE INDEX transfers_received ON transfers (recipient_id, lock_ready, created_at, id, state, act_recipient, creator_id, collect_by, quantity, number,
  engagement_id, form_id, sender_id, title_text, municipality_id);
CREATE INDEX transfers_form ON transfers (sender_id, form_id, created_at);
CREATE INDEX transfers_pair ON transfers (sender_id, engagement_id, recipient_id, created_at, state, deposit_id);
CREATE INDEX files_sha256 ON files (sha256);
CREATE INDEX certificates_party ON certificates (party_id);
CREATE INDEX roster_engagement ON roster (engagement_id);
CREATE INDEX accounts_section ON accounts (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX accounts_contractor ON accounts (contractor_id) WHERE contractor_id IS NOT NULL;
CREATE INDEX forms_engagement ON forms (engagement_id);
`,
};
