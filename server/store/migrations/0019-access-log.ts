// The access log: a narrow table beside the ledger, by which a million entries are searched; what a session has read already; searches that
// auditors keep; the numbered extracts. `log_index`, `log_words` and `log_seen` say nothing that the entries do not say: the database
// makes them from each entry by itself, whoever writes it, and they may be made anew.

/** Milliseconds since 1970, exactly: `unixepoch` with a fraction would round. */
const millis = (at: string): string => `(unixepoch(substr(${at}, 1, 19)) * 1000 + CAST(substr(${at}, 21, 3) AS INTEGER))`;
const told = (row: string, path: string): string => `CASE WHEN json_valid(${row}.bytes) THEN json_extract(${row}.bytes, '${path}') END`;
/** What stands in an entry as words; the name is the one that the person had then (a later one stands in later entries). */
const words = (row: string) => ({
  scope: `${row}.municipality_id`, act: `${row}.act`, code: told(row, '$.code'), name: told(row, '$.actor.name'), contractor: `${row}.contractor_id`, engagement: `${row}.engagement_id`,
  // A reading names its object among the facts, out of sight of the parties; auditors find it by that.
  about: `CAST(coalesce(${row}.transfer_id, ${told(row, '$.facts.id')}) AS TEXT)`,
});
const idOf = (word: string): string => `(SELECT id FROM log_words WHERE word = ${word})`;

/** One row of the index. Scope 0 is the gateway's own entries, which auditors of every municipality may read; -1 is nobody's. */
function indexed(row: string): string {
  const { scope, act, code, name, contractor, engagement, about } = words(row);
  return `${row}.idx, ${millis(`${row}.at`)}, CASE WHEN ${row}.municipality_id IS NOT NULL THEN ${idOf(scope)} WHEN ${row}.actor_id IS NULL THEN 0 ELSE -1 END,
    ${idOf(act)}, ${row}.result = 'refused', ${idOf(code)}, ${idOf(name)}, ${idOf(contractor)}, ${idOf(engagement)}, ${idOf(about)}`;
}

/** The words of a row, one a line. */
const wordLines = (row: string): string => Object.values(words(row)).map((word) => `SELECT ${word} AS word`).join(' UNION ALL ');
const seen = (from: string): string => ['act', 'code', 'name'].map((kind) => `INSERT OR IGNORE INTO log_seen (scope, kind, word) SELECT scope, '${kind}', ${kind} FROM log_index WHERE ${kind} IS NOT NULL${from};`).join('\n');

export const accessLog = {
  number: 19,
  name: 'access-log',
  sql: `
CREATE TABLE log_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE log_index (idx INTEGER PRIMARY KEY, at INTEGER NOT NULL, scope INTEGER NOT NULL, act INTEGER NOT NULL, refused INTEGER NOT NULL, code INTEGER, name INTEGER,
  contractor INTEGER, engagement INTEGER, about INTEGER) STRICT;
CREATE TABLE log_seen (scope INTEGER NOT NULL, kind TEXT NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (scope, kind, word)) STRICT, WITHOUT ROWID;
${Object.values(words('ledger_entries')).map((word) => `INSERT OR IGNORE INTO log_words (word) SELECT DISTINCT ${word} FROM ledger_entries WHERE ${word} IS NOT NULL;`).join('\n')}
INSERT INTO log_index SELECT ${indexed('ledger_entries')} FROM ledger_entries;
${seen('')}
CREATE INDEX log_index_at ON log_index (at);
CREATE INDEX log_index_act ON log_index (scope, act);
CREATE INDEX log_index_name ON log_index (scope, name) WHERE name IS NOT NULL;
CREATE INDEX log_index_contractor ON log_index (scope, contractor) WHERE contractor IS NOT NULL;
CREATE INDEX log_index_engagement ON log_index (scope, engagement) WHERE engagement IS NOT NULL;
CREATE INDEX log_index_about ON log_index (scope, about) WHERE about IS NOT NULL;
CREATE INDEX log_index_code ON log_index (scope, code) WHERE code IS NOT NULL;
CREATE INDEX log_index_refused ON log_index (scope) WHERE refused = 1;
CREATE TRIGGER log_indexed AFTER INSERT ON ledger_entries BEGIN
  INSERT OR IGNORE INTO log_words (word) SELECT word FROM (${wordLines('NEW')}) WHERE word IS NOT NULL;
  INSERT OR REPLACE INTO log_index SELECT ${indexed('NEW')};
  ${seen(' AND idx = NEW.idx')}
END;

CREATE TABLE readings (occasion TEXT NOT NULL, act TEXT NOT NULL, object_id TEXT NOT NULL, PRIMARY KEY (occasion, act, object_id)) STRICT, WITHOUT ROWID;
CREATE TRIGGER readings_end_with_session AFTER DELETE ON sessions BEGIN DELETE FROM readings WHERE occasion = OLD.occasion; END;
CREATE INDEX sessions_end ON sessions (ends_at);

CREATE TABLE saved_searches (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), account_id TEXT NOT NULL REFERENCES accounts(id), name TEXT NOT NULL,
  filter TEXT NOT NULL, shared INTEGER NOT NULL CHECK (shared IN (0,1)), created_at TEXT NOT NULL, UNIQUE (account_id, name)) STRICT;
CREATE INDEX saved_searches_shared ON saved_searches (municipality_id) WHERE shared = 1;
CREATE TABLE ledger_extracts (id TEXT PRIMARY KEY, municipality_id TEXT NOT NULL REFERENCES municipalities(id), fiscal_year INTEGER NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL,
  by_id TEXT NOT NULL REFERENCES accounts(id), by_name TEXT NOT NULL, format TEXT NOT NULL CHECK (format IN ('csv','jsonl','pdf')), size INTEGER NOT NULL, count INTEGER NOT NULL,
  rows_hash TEXT NOT NULL, sha256 TEXT NOT NULL, code TEXT, entry INTEGER NOT NULL REFERENCES ledger_entries(idx), UNIQUE (municipality_id, fiscal_year, number)) STRICT;
CREATE TRIGGER ledger_extracts_unchanged BEFORE UPDATE ON ledger_extracts BEGIN SELECT RAISE(ABORT, 'an extract of the log is never changed'); END;
CREATE TRIGGER ledger_extracts_kept BEFORE DELETE ON ledger_extracts BEGIN SELECT RAISE(ABORT, 'an extract of the log is never deleted'); END;
`,
};
