// What was seen in a file on its way in, and which inquiry a transfer answers. The names of columns are texts like the names of files; only their id stands here.
export const content = {
  number: 9,
  name: 'content',
  sql: `
ALTER TABLE files ADD COLUMN inspection TEXT;
ALTER TABLE transfers ADD COLUMN answers TEXT REFERENCES transfers(id);
CREATE INDEX transfers_answers ON transfers (answers) WHERE answers IS NOT NULL;
`,
};
