// After a restore: numbers that documents already bear, though their rows are lost. The next number of a kind is above both (I9: none is given twice).
// `kind` is the table, or `records:` with the kind of record.

export const numberFloors = {
  number: 31,
  name: 'number-floors',
  sql: `
CREATE TABLE number_floors (municipality_id TEXT NOT NULL, kind TEXT NOT NULL, fiscal_year INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (municipality_id, kind, fiscal_year)) STRICT, WITHOUT ROWID;
`,
};
