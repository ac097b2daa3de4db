// The identity tile of each party: a number of its own within the municipality, sections and contractors counted together, so that no two
// parties of an engagement look alike (UI 4). It is kept, not derived from the identifier: a hash gives two firms one look by chance.
export const tiles = {
  number: 5,
  name: 'tiles',
  sql: `
ALTER TABLE sections ADD COLUMN tile INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contractors ADD COLUMN tile INTEGER NOT NULL DEFAULT 0;
UPDATE sections SET tile = (SELECT count(*) FROM sections AS earlier WHERE earlier.municipality_id = sections.municipality_id AND earlier.rowid < sections.rowid);
UPDATE contractors SET tile = (SELECT count(*) FROM sections WHERE sections.municipality_id = contractors.municipality_id)
  + (SELECT count(*) FROM contractors AS earlier WHERE earlier.municipality_id = contractors.municipality_id AND earlier.rowid < contractors.rowid);
`,
};
