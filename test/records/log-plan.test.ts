// How the database finds what a search of the log asks for: each statement that a search runs is explained by SQLite itself.
import { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchLedger } from '../../server/http/views/ledger.ts';
import { ledgerSearch } from '../../server/http/wire/ledger.ts';
import { findEntries, sizeOf, wantedOf } from '../../server/records/log/find.ts';
import { entriesOf } from '../../server/records/log/rows.ts';
import { openConnection, type Connection } from '../../server/store/connection.ts';
import { guardedDialect } from '../../server/store/dialect.ts';
import type { Database } from '../../server/store/schema.ts';
import { openTemporaryLedger, SUMIDA, type TemporaryLedger } from '../ledger/temporary-ledger.ts';

const hex = (digit: string): string => digit.repeat(32);
const [firm, contract, transfer] = [hex('a'), hex('b'), hex('c')];
const period = { from: '2026-03-01T00:00:00.000Z', to: '2026-05-01T00:00:00.000Z' };
const filters = {
  'nothing': {}, 'a period': period, 'from': { from: period.from }, 'until': { to: period.to }, 'an act': { act: 'deposit' }, 'several acts': { act: ['deposit', 'approve'] }, 'done': { result: 'done' }, 'refused': { result: 'refused' },
  'a reason': { code: 'SELF_APPROVAL' }, 'a person': { person: '佐藤' }, 'a contractor': { contractor: firm }, 'an engagement': { engagement: contract }, 'a transfer': { transfer },
  'all at once': { ...period, act: ['approve'], result: 'refused', code: 'SELF_APPROVAL', person: '佐藤', contractor: firm, engagement: contract, transfer },
} as const;

describe('a search of the log', () => {
  let ledger: TemporaryLedger;
  let connection: Connection;
  let run: { sql: string; binds: readonly unknown[] }[] = [];
  let search: Kysely<Database>;
  beforeAll(async () => {
    ledger = await openTemporaryLedger();
    const subject = { contractor: firm, engagement: contract, transfer };
    for (let at = 0; at < 20; at += 1) await ledger.append(at % 4 === 0 ? { ...subject, act: 'approve', result: 'refused', code: 'SELF_APPROVAL' } : subject);
    connection = await openConnection(ledger.file, 'read');
    search = new Kysely({ dialect: guardedDialect({ ...connection, all: (sql, binds = []) => {
      run.push({ sql, binds });
      return connection.all(sql, binds);
    } }) });
  });
  afterAll(async () => {
    await connection.close();
    await ledger.close();
  });

  /** The newest entry, one step from the end of its key: SQLite calls that a scan too. */
  const NEWEST = 'select "idx" from "ledger_entries" order by "idx" desc limit ?';
  /** What SQLite says of each statement that was run, one step a line. */
  const plans = async (): Promise<string[]> => {
    const lines: string[] = [];
    for (const { sql, binds } of run.splice(0).filter((one) => one.sql !== NEWEST)) for (const { detail } of await connection.all(`EXPLAIN QUERY PLAN ${sql}`, binds)) lines.push(String(detail));
    return lines;
  };
  /** Reads a table or an index from end to end. */
  const whole = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('SCAN') && !/^SCAN (?:CONSTANT ROW|\(subquery-\d+\))$/.test(line));

  it.each(Object.entries(filters))('reads no table whole when narrowed by: %s', async (_, words) => {
    run = [];
    const found = await searchLedger(search, SUMIDA, ledgerSearch.parse(words));
    expect(found.total).toBeGreaterThan(0);
    const lines = await plans();
    expect(lines.some((line) => line.startsWith('SEARCH log_index') || line.includes('log_index_'))).toBe(true);
    expect(whole(lines)).toEqual([]);
    // The entries themselves are read by their numbers, those of the page.
    expect(new Set(lines.filter((line) => line.includes('ledger_entries')))).toEqual(new Set(['SEARCH ledger_entries USING INTEGER PRIMARY KEY (rowid=?)']));
  });

  it('reads a period by its numbers when no condition is rare enough to be a way in, and so does an extract', async () => {
    const wanted = await wantedOf(search, SUMIDA, { ...period, acts: ['deposit'] }, await sizeOf(search));
    run = [];
    if (wanted === null) throw new Error('expected that something can match');
    await findEntries(search, { ...wanted, index: null }, 'newest', 10);
    for await (const entries of entriesOf(search, { ...wanted, index: null })) expect(entries.length).toBe(15);
    const lines = await plans();
    expect(lines.filter((line) => line.includes('log_index'))).toEqual(Array.from({ length: 2 }, () => 'SEARCH log_index USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'));
    expect(whole(lines)).toEqual([]);
  });
});
