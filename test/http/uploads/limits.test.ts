// Limits that an upload in parts meets after it has begun: its time runs out, the engagement takes less, the database has no room. Each is answered clearly, nothing
// that was acknowledged is lost before its time, and what may go on does.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/store/sql.ts';
import { addPerson, draftFor, foundTown, type Town } from '../../town.ts';
import { sha256, tusLine, type TusLine } from './tus-line.ts';

let town: Town;
let line: TusLine;
const file = Buffer.from(`${randomBytes(16).toString('hex')},名前\r\n`.repeat(10_000)); // 0.4 MB
const half = 200_000;

beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' } });
  line = tusLine(town, town.sato);
});
afterEach(() => expect(town.faults.splice(0)).toEqual([]));
afterAll(() => town.close());

const draft = async (): Promise<string> => (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
/** Begun, with its first half acknowledged. */
async function begun(depositId: string): Promise<string> {
  const { path } = await line.create({ depositId, filename: `${randomBytes(4).toString('hex')}.csv` }, file.length);
  expect((await line.patch(path, 0, file.subarray(0, half))).status).toBe(204);
  return path;
}
const goesOn = async (path: string): Promise<void> => {
  const offset = await line.offsetOf(path);
  const said = await line.patch(path, offset, file.subarray(offset));
  expect([said.status, said.json['sha256']]).toEqual([200, sha256(file)]);
};

it('expiration: an upload that was not gone on with in time is 410 to its sender, with a code, through a restart and for a week; to everybody else it is 404 [H 17]', async () => {
  const path = await begun(await draft());
  const colleague = tusLine(town, await addPerson(town, town.admin, { role: 'staff', login: 'doryo', name: '同僚 花', sectionId: town.section.id }));
  town.time.advance(24 * 60 + 1);
  await town.running.gateway.tick();
  await town.sato.signInAgain();
  const answers = [await line.patch(path, half, file.subarray(half)), await line.send('DELETE', path)];
  expect(answers.map(({ status, json }) => [status, json['code']])).toEqual([[410, 'UPLOAD_ABANDONED'], [410, 'UPLOAD_ABANDONED']]);
  const asked = await line.send('HEAD', path);
  expect([asked.status, asked.headers['upload-offset']]).toEqual([410, undefined]);
  expect((await colleague.send('HEAD', path)).status).not.toBe(410);
  await town.restart();
  expect((await line.send('HEAD', path)).status).toBe(410);
  town.time.advance(7 * 24 * 60);
  await town.running.gateway.tick();
  await town.sato.signInAgain();
  expect((await line.send('HEAD', path)).status).toBe(404);
  expect(await town.running.gateway.store.read.selectFrom('abandoned_uploads').selectAll().execute()).toEqual([]);
});

it('expiration: so is one whose draft was discarded meanwhile', async () => {
  await town.sato.signInAgain();
  const depositId = await draft();
  const path = await begun(depositId);
  await town.sato.api.call('discard', { id: depositId });
  await town.running.gateway.tick();
  expect((await line.send('HEAD', path)).status).toBe(410);
});

it('a limit of the engagement that is lowered in the middle is told, and what arrived waits: raised again, the upload goes on', async () => {
  await town.admin.signInAgain();
  const limit = async (maxFileBytes: number): Promise<void> => {
    const { seen } = await town.admin.api.call('engagementDetail', { id: town.engagement.id });
    await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { seen, reason: '上限の変更', changes: { policy: { maxFileBytes } } } });
  };
  const depositId = await draft();
  const path = await begun(depositId);
  await limit(file.length - 1);
  const said = await line.patch(path, half, file.subarray(half));
  expect([said.status, said.json['code'], said.json['facts']]).toEqual([413, 'FILE_TOO_BIG', { limitBytes: file.length - 1 }]);
  expect(await line.offsetOf(path)).toBe(half);
  await limit(file.length);
  await goesOn(path);
  expect((await town.sato.api.call('deposit', { id: depositId })).transfers.map(({ files }) => files.map((one) => one.sha256))).toEqual([[sha256(file)]]);
});

it('a database without room in the middle of uploads: 507 from where each stands, nothing acknowledged is lost, and all go on once there is room [H 84]', async () => {
  const depositId = await draft();
  const paths: string[] = [];
  for (let count = 0; count < 5; count += 1) paths.push(await begun(depositId));
  const { store } = town.running.gateway;
  const pages = async (most: number): Promise<void> => {
    await sql.raw(`PRAGMA max_page_count = ${String(most)}`).execute(store.read);
  };
  const { rows: [found] } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(store.read);
  await pages((found?.page_count ?? 0) + 3);
  await sql`CREATE TABLE ballast (bytes BLOB)`.execute(store.read);
  // What is free within the file is taken as well.
  const fill = async (): Promise<void> => {
    for (;;) await sql`INSERT INTO ballast VALUES (zeroblob(4000))`.execute(store.read);
  };
  const answers = [];
  for (const path of paths) {
    await expect(fill()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    answers.push(await line.patch(path, half, file.subarray(half)));
  }
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const said of refused) expect([said.status, said.json['code'], said.json['facts']]).toEqual([507, 'UPLOAD_WAITS_FOR_ROOM', { offset: half }]);
  // The refusal itself found no room in the ledger either, and the program's log tells of that.
  expect(town.faults.splice(0).every((fault) => fault.includes('SQLITE_FULL'))).toBe(true);
  await pages(1_073_741_823);
  await sql`DROP TABLE ballast`.execute(store.read);
  for (const [at, path] of paths.entries()) if (answers[at]?.status !== 200) await goesOn(path);
  const { transfers } = await town.sato.api.call('deposit', { id: depositId });
  expect(transfers.map(({ files }) => files.map((one) => one.sha256))).toEqual([paths.map(() => sha256(file))]);
  expect(await town.sato.api.call('unfinished', { id: depositId })).toEqual([]);
});
