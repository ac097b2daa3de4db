// The thirty-third migration takes over the resets that were asked for before it, and lets nobody approve alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openConnection } from '../../server/store/connection.ts';
import { twoPersonRequests } from '../../server/store/migrations/0033-two-person-requests.ts';

it('resets that wait or were decided stand in the new table, whose own checks refuse one person for two [H 56]', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-requests-'));
  const connection = await openConnection(join(folder, 'kagibako.db'), 'create');
  await connection.exec(`CREATE TABLE municipalities (id TEXT PRIMARY KEY); CREATE TABLE accounts (id TEXT PRIMARY KEY); CREATE TABLE ledger_entries (idx INTEGER PRIMARY KEY);
    CREATE TABLE resets (id TEXT PRIMARY KEY, municipality_id TEXT, account_id TEXT, what TEXT, asked_by TEXT, asked_at TEXT, entry INTEGER, decided_by TEXT, decided_at TEXT, approved INTEGER);
    INSERT INTO municipalities VALUES ('w'); INSERT INTO accounts VALUES ('a'), ('b'), ('c'); INSERT INTO ledger_entries VALUES (1);
    INSERT INTO resets VALUES ('1', 'w', 'c', 'password', 'a', 't', 1, NULL, NULL, NULL), ('2', 'w', 'c', 'second-factor', 'a', 't', 1, 'b', 'u', 1); ${twoPersonRequests.sql}`);
  const rows = await connection.all('SELECT id, what, approved FROM two_person_requests ORDER BY id');
  expect(rows).toEqual([{ id: '1', what: 'password', approved: null }, { id: '2', what: 'second-factor', approved: 1 }]);
  const insert = (account: string, what: string, askedBy: string, decided: string): Promise<void> => connection.exec(`INSERT INTO two_person_requests VALUES ('x', 'w', ${account}, '${what}', '${askedBy}', 't', 1, ${decided})`);
  for (const [account, what, askedBy, decided] of [["'c'", 'administrator-again', 'a', "'a', 'u', 1"], ["'c'", 'administrator-again', 'a', "'c', 'u', 1"], ["'c'", 'administrator-again', 'a', "NULL, 'u', 1"], ['NULL', 'new-administrator', 'a', "'b', 'u', 1"], ['NULL', 'password', 'a', 'NULL, NULL, NULL'], ["'a'", 'password', 'a', 'NULL, NULL, NULL']] as const) {
    await expect(insert(account, what, askedBy, decided), `${what} ${decided}`).rejects.toThrow(/CHECK/);
  }
  await insert('NULL', 'new-administrator', 'a', 'NULL, NULL, NULL');
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});
