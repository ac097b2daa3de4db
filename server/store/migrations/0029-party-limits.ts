// From which networks a party's people may come, and which client certificates a firm may show. JSON lists; an empty one of networks limits nothing.
export const partyLimits = {
  number: 29,
  name: 'party-limits',
  sql: `
ALTER TABLE sections ADD COLUMN networks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contractors ADD COLUMN networks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE contractors ADD COLUMN client_certificates TEXT NOT NULL DEFAULT '[]';
`,
};
