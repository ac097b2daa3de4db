// Readable texts (names of files, titles, reasons) that can be wiped one by one, whatever else the table holds. `texts` becomes a view; a row written to it
// takes a slot of fixed size, and one deleted from it is overwritten in its slot.
//
// SQLite moves rows between pages when it splits or joins them, and leaves copies in the slack of a page, where secure_delete never looks. A slot is never
// moved: its number is one more than the last, so that it goes behind all others (balance_quick, which copies nothing); it is written again in
// the same length, which SQLite does in place (btreeOverwriteCell); and it is never deleted, so that no page is ever joined with another.
// What is free is taken again, so there are as many slots as there were ever texts at one time. Nothing else here holds a word that somebody wrote.

/** Bytes of the slot that a text of so many takes: the next 64 up to 512, then the next power of two; 65,536 holds the longest. */
const slotFor = (bytes: string): string => `CASE WHEN ${bytes} <= 512 THEN max((${bytes} + 63) / 64, 1) * 64 ${[1024, 2048, 4096, 8192, 16_384, 32_768].map((size) => `WHEN ${bytes} <= ${size} THEN ${size}`).join(' ')} ELSE (${bytes} + 65535) / 65536 * 65536 END`;
const bytesOf = (text: string): string => `length(CAST(${text} AS BLOB))`;
const filled = (text: string): string => `CAST(CAST(${text} AS BLOB) || zeroblob(${slotFor(bytesOf(text))} - ${bytesOf(text)}) AS BLOB)`;
const columns = 'id, slot, bytes, entry, commitment, transfer_id';

export const textSlots = {
  number: 25,
  name: 'text-slots',
  sql: `
CREATE INDEX files_position ON files (transfer_id, position);
CREATE INDEX transfers_state ON transfers (state, engagement_id);
CREATE TABLE text_slots (id INTEGER PRIMARY KEY, salt BLOB NOT NULL CHECK (length(salt) = 32), bytes BLOB NOT NULL) STRICT;
CREATE TABLE text_places (id TEXT PRIMARY KEY, slot INTEGER NOT NULL UNIQUE REFERENCES text_slots(id), bytes INTEGER NOT NULL, entry INTEGER NOT NULL, commitment TEXT NOT NULL, transfer_id TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE free_text_slots (size INTEGER NOT NULL, slot INTEGER NOT NULL REFERENCES text_slots(id), PRIMARY KEY (size, slot)) STRICT, WITHOUT ROWID;
INSERT INTO text_slots (id, salt, bytes) SELECT row_number() OVER (ORDER BY rowid), salt, ${filled('text')} FROM texts ORDER BY rowid;
INSERT INTO text_places (${columns}) SELECT id, row_number() OVER (ORDER BY rowid), ${bytesOf('text')}, CAST(id AS INTEGER), commitment, transfer_id FROM texts;
DROP TABLE texts;
CREATE INDEX text_places_transfer ON text_places (transfer_id) WHERE transfer_id IS NOT NULL;
CREATE INDEX text_places_entry ON text_places (entry);
CREATE INDEX text_places_titles ON text_places (slot, bytes, id) WHERE substr(id, -6) = ':title';
CREATE VIEW texts AS SELECT id, commitment, (SELECT salt FROM text_slots WHERE text_slots.id = slot) AS salt,
  (SELECT CAST(substr(text_slots.bytes, 1, text_places.bytes) AS TEXT) FROM text_slots WHERE text_slots.id = slot) AS text, transfer_id FROM text_places;
CREATE TRIGGER texts_written INSTEAD OF INSERT ON texts BEGIN
  INSERT INTO text_slots (id, salt, bytes)
    VALUES (coalesce((SELECT slot FROM free_text_slots WHERE size = ${slotFor(bytesOf('NEW.text'))} LIMIT 1), (SELECT coalesce(max(id), 0) + 1 FROM text_slots)), NEW.salt, ${filled('NEW.text')})
    ON CONFLICT (id) DO UPDATE SET salt = excluded.salt, bytes = excluded.bytes;
  INSERT INTO text_places (${columns}) VALUES (NEW.id,
    coalesce((SELECT slot FROM free_text_slots WHERE size = ${slotFor(bytesOf('NEW.text'))} LIMIT 1), (SELECT max(id) FROM text_slots)), ${bytesOf('NEW.text')}, CAST(NEW.id AS INTEGER), NEW.commitment, NEW.transfer_id);
  DELETE FROM free_text_slots WHERE size = ${slotFor(bytesOf('NEW.text'))} AND slot = (SELECT slot FROM text_places WHERE id = NEW.id);
END;
CREATE TRIGGER texts_wiped INSTEAD OF DELETE ON texts BEGIN
  INSERT INTO free_text_slots (size, slot) SELECT length(text_slots.bytes), slot FROM text_places JOIN text_slots ON text_slots.id = slot WHERE text_places.id = OLD.id;
  UPDATE text_slots SET salt = zeroblob(32), bytes = zeroblob(length(bytes)) WHERE id = (SELECT slot FROM text_places WHERE id = OLD.id);
  DELETE FROM text_places WHERE id = OLD.id;
END;
`,
};
