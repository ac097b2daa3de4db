import { randomBytes } from 'node:crypto';
import sqlite3 from 'sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tusLine, type TusLine } from '../http/uploads/tus-line.ts';
import { draftFor, foundTown, type Town } from '../town.ts';

interface Counts { statements: number; rows: number }

let town: Town;
let line: TusLine;
let depositId = '';
const seen: Counts = { statements: 0, rows: 0 };
const unwrap: (() => void)[] = [];

beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password', maxFiles: 1000 } });
  line = tusLine(town, town.sato);
  depositId = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  for (const name of ['all', 'run']) countCalls(name);
});
afterAll(async () => {
  for (const back of unwrap) back();
  await town.close();
});

/** Everything that the store asks goes through `all` or `run` of a prepared statement, with a callback in the last place. */
function countCalls(name: string): void {
  const own: unknown = Reflect.get(sqlite3.Statement.prototype, name);
  if (typeof own !== 'function') throw new Error(`expected sqlite3 to have Statement.${name}`);
  const counted = function (this: unknown, bound: unknown, done: (error: unknown, rows: unknown) => void): unknown {
    seen.statements += 1;
    const told = function (this: unknown, error: unknown, rows: unknown): void {
      seen.rows += Array.isArray(rows) ? rows.length : 0;
      Reflect.apply(done, this, [error, rows]);
    };
    const given: unknown = Reflect.apply(own, this, [bound, told]);
    return given;
  };
  Reflect.set(sqlite3.Statement.prototype, name, counted);
  unwrap.push(() => { Reflect.set(sqlite3.Statement.prototype, name, own); });
}

async function send(from: number, count: number): Promise<void> {
  for (let index = from; index < from + count; index += 1) {
    const { said } = await line.create({ depositId, filename: `${index}.csv` }, 100, randomBytes(100));
    expect(said.status).toBe(201);
  }
}

async function perFile(from: number): Promise<Counts> {
  Object.assign(seen, { statements: 0, rows: 0 });
  await send(from, 10);
  return { statements: seen.statements / 10, rows: seen.rows / 10 };
}

it('a file of a draft costs the same statements and rows whether twenty or two hundred are in it', async () => {
  await send(0, 20);
  const few = await perFile(20);
  await send(30, 170);
  const many = await perFile(200);
  expect(few.statements).toBeGreaterThan(5);
  // The clock's own work may fall into either ten, and the ledger's tree grows by its logarithm; to read all files would be 180 rows.
  expect(many.statements).toBeLessThan(few.statements + 5);
  expect(many.rows).toBeLessThan(few.rows + 20);
});

it('names stay distinct when a file was taken out, and when the same name comes again', async () => {
  const named = async (): Promise<(string | null)[]> => (await town.sato.api.call('deposit', { id: depositId })).transfers[0]?.files.map(({ name }) => name) ?? [];
  const { files } = (await town.sato.api.call('deposit', { id: depositId })).transfers[0] ?? { files: [] };
  await town.sato.api.call('removeFile', { id: depositId, uploadId: files[7]?.uploadId ?? '' });
  await send(7, 2);
  expect(new Set(await named()).size).toBe(211);
  expect(await named()).toContain('7.csv');
  expect(await named()).toContain('8 (2).csv');
});
