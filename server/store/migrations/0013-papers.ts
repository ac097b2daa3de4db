// Papers that were issued: the 照合コード on a paper, and what it stands for. Registers get their numbers here, without a gap per municipality,
// document and fiscal year. Rows are added, never changed; losing them loses no record, only the way from a code back to it.
export const papers = {
  number: 13,
  name: 'papers',
  sql: `
CREATE TABLE papers (municipality_id TEXT NOT NULL REFERENCES municipalities(id), code TEXT NOT NULL, paper INTEGER, subject TEXT NOT NULL, title TEXT NOT NULL, label TEXT NOT NULL,
  fiscal_year INTEGER, number INTEGER, entry INTEGER NOT NULL, first_issued_at TEXT NOT NULL, PRIMARY KEY (municipality_id, code), UNIQUE (municipality_id, title, fiscal_year, number)) STRICT;
`,
};
