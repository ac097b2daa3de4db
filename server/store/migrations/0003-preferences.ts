// How a person wants the pages shown, kept with the account so that it follows them to another desk. JSON; null until chosen.
export const preferences = {
  number: 3,
  name: 'preferences',
  sql: `
ALTER TABLE accounts ADD COLUMN preferences TEXT;
`,
};
