// Retention of what had no rule: notices, the course of transfers, terminals that were taken out. Rows that people do not need as rows are deleted instead.
export const retentionRest = {
  number: 24,
  name: 'retention-rest',
  sql: `
${['notices', 'transfers', 'terminals'].map((table) => `ALTER TABLE ${table} ADD COLUMN erased_at TEXT;`).join('\n')}
`,
};
