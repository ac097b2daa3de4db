// What goes wrong in the middle of an upload in parts: with one of several recipients, with what the file holds, with the machine, with who sends it.
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainTerms } from '../../../server/engagements/terms.ts';
import { addEngagement, addPerson, draftFor, foundTown, testPolicy, upload, type Someone, type Town } from '../../town.ts';
import { secondAdministrator, terminalOf } from '../terminal-lines.ts';
import { base64, sha256, tusLine, type TusLine } from './tus-line.ts';

let town: Town;
let line: TusLine;
/** The firms that get every file here. */
let recipientIds: string[];
let engagement: Awaited<ReturnType<typeof addEngagement>>;
/** At which label the disk is full, the so-manieth time it is reached; 0 is never. */
const full = { at: '', nth: 0 };
const file = Buffer.from(`${randomBytes(16).toString('hex')},名前\r\n`.repeat(30_000)); // 1.2 MB

/** The system's own words for a full disk, at a labelled point, once. */
function reach(label: string): void {
  if (label !== full.at || full.nth === 0) return;
  full.nth -= 1;
  if (full.nth === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' }, surroundings: { reach } });
  const second = await town.admin.api.call('addContractor', { body: { name: '有限会社あおば発送', address: '○○県△△市3-5-7' } });
  const suzuki = await addPerson(town, town.admin, { role: 'handler', login: 'suzuki', name: '鈴木 葉子', contractorId: second.id }, second.page);
  recipientIds = [town.firm.id, second.id];
  engagement = await addEngagement(town.admin, { sectionIds: [town.section.id], contractorIds: recipientIds, policy: { ...testPolicy, locks: 'password' }, terms: plainTerms });
  for (const [contractorId, who] of [[town.firm.id, town.tanaka], [second.id, suzuki]] as const) await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId, accountId: who.id, role: 'manager', startsOn: '2026-04-01' } });
  line = tusLine(town, town.sato);
});
afterEach(() => expect(town.faults.splice(0)).toEqual([]));
afterAll(() => town.close());

const draft = async (who: Someone = town.sato): Promise<string> => (await draftFor(who, { engagement }, { recipientIds })).id;
const incoming = (): Promise<string[]> => readdir(join(town.folder, 'data', 'vault', 'incoming'));
const bodies = async (): Promise<number> => {
  let count = 0;
  for await (const _ of town.running.gateway.vault.listBodies()) count += 1;
  return count;
};
/** What each recipient's transfer holds of the deposit. */
const held = async (depositId: string, who: Someone = town.sato): Promise<string[][]> => (await who.api.call('deposit', { id: depositId })).transfers.map(({ files }) => files.map((one) => one.sha256));
const codesOfFiles = async (): Promise<string[]> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'add-file').orderBy('idx', 'desc').limit(3).execute()).map(({ bytes }) => /"code":"(\w+)"/.exec(Buffer.from(bytes).toString())?.[1] ?? 'done');
/** Begun, with the first `sent` bytes acknowledged. */
const begun = async (depositId: string, sent: number, more: Readonly<Record<string, string>> = {}, by: TusLine = line): Promise<string> => {
  const { path } = await by.create({ depositId, filename: '納入通知.csv', ...more }, file.length);
  if (sent > 0) expect((await by.patch(path, 0, file.subarray(0, sent))).status).toBe(204);
  return path;
};
const keptBy = async (depositId: string, path: string, by: TusLine = line): Promise<void> => {
  const offset = await by.offsetOf(path);
  const said = await by.patch(path, offset, file.subarray(offset));
  expect([said.status, said.json['sha256']]).toEqual([200, sha256(file)]);
  expect(await held(depositId)).toEqual([[sha256(file)], [sha256(file)]]);
  expect(await incoming()).toEqual([]);
};
const nothingOf = async (depositId: string, path: string, before: number): Promise<void> => {
  expect((await line.send('HEAD', path)).status).toBe(404);
  expect([await held(depositId), await bodies(), await incoming()]).toEqual([[[], []], before, []]);
};

describe('a file in parts for several recipients', () => {
  it('is the same for each, also after a restart between its parts [H 82]', async () => {
    const depositId = await draft();
    const path = await begun(depositId, 700_001);
    await town.restart();
    await keptBy(depositId, path);
    const { transfers } = await town.sato.api.call('deposit', { id: depositId });
    expect(transfers.map(({ files }) => files.map(({ size }) => size))).toEqual([[file.length], [file.length]]);
  });

  it.each([['the first body that is finished', 1], ['the last', 2]])('is kept for none of them when there is no room at %s, and for all once there is [H 82] [H 84]', async (_which, nth) => {
    const depositId = await draft();
    const path = await begun(depositId, 700_001);
    const before = await bodies();
    Object.assign(full, { at: 'body.written', nth });
    const said = await line.patch(path, 700_001, file.subarray(700_001));
    expect([said.status, said.json['code'], said.json['facts']]).toEqual([507, 'UPLOAD_WAITS_FOR_ROOM', { offset: 700_001 }]);
    expect([await held(depositId), await line.offsetOf(path), await bodies()]).toEqual([[[], []], 700_001, before]);
    expect((await codesOfFiles())[0]).toBe('UPLOAD_WAITS_FOR_ROOM');
    await keptBy(depositId, path);
  });
});

describe('a disk without room in the middle of an upload', () => {
  it.each([['before anything is acknowledged', 0], ['between two parts', 500_000]])('answers 507 and keeps what it has acknowledged: %s [H 84]', async (_when, acknowledged) => {
    const depositId = await draft();
    const path = await begun(depositId, acknowledged);
    Object.assign(full, { at: 'part.written', nth: 1 });
    const said = await line.patch(path, acknowledged, file.subarray(acknowledged, 900_000));
    expect([said.status, said.json['code'], said.json['facts']]).toEqual([507, 'UPLOAD_WAITS_FOR_ROOM', { offset: acknowledged }]);
    expect((await incoming()).length).toBe(acknowledged === 0 ? 0 : 1);
    await town.restart();
    expect(await line.offsetOf(path)).toBe(acknowledged);
    await keptBy(depositId, path);
  });

  it('keeps the older part while what is read back finds no room for a newer one [H 84]', async () => {
    const depositId = await draft();
    const path = await begun(depositId, 500_000);
    await town.restart();
    for (const at of ['body.opened', 'part.written']) {
      Object.assign(full, { at, nth: 1 });
      const said = await line.patch(path, 500_000, file.subarray(500_000, 900_000));
      expect([at, said.status, said.json['code'], await line.offsetOf(path), (await incoming()).length]).toEqual([at, 507, 'UPLOAD_WAITS_FOR_ROOM', 500_000, 1]);
    }
    await keptBy(depositId, path);
  });
});

describe('an upload in parts that must not be kept', () => {
  it('is gone when its bytes are not those that were announced, for every recipient', async () => {
    const depositId = await draft();
    const before = await bodies();
    const path = await begun(depositId, 700_001, { sha256: sha256(Buffer.from('another')) });
    const said = await line.patch(path, 700_001, file.subarray(700_001));
    expect([said.status, said.json['code']]).toEqual([422, 'UPLOAD_DIFFERS']);
    await nothingOf(depositId, path, before);
  });

  it('is gone when an individual number comes in its last part, after a restart too', async () => {
    const depositId = await draft();
    const before = await bodies();
    const bytes = Buffer.concat([file, Buffer.from('山﨑 由美,123456789018\r\n')]);
    const { path } = await line.create({ depositId, filename: '名簿.csv' }, bytes.length);
    await line.patch(path, 0, bytes.subarray(0, file.length));
    await town.restart();
    const said = await line.patch(path, file.length, bytes.subarray(file.length));
    expect([said.status, said.json['code']]).toEqual([422, 'INDIVIDUAL_NUMBER_FOUND']);
    await nothingOf(depositId, path, before);
  });

  it('takes nothing beyond what was announced, and goes on from what it has', async () => {
    const depositId = await draft();
    const path = await begun(depositId, 700_001);
    const said = await line.patch(path, 700_001, Buffer.concat([file.subarray(700_001), Buffer.from('x')]));
    expect([said.status, said.json['code']]).toEqual([413, 'UPLOAD_TOO_LONG']);
    expect(await held(depositId)).toEqual([[], []]);
    await keptBy(depositId, path);
  });

  it('leaves nothing of a request that was cut before its first byte, once the upload is abandoned [H 82]', async () => {
    const depositId = await draft();
    const path = await begun(depositId, 0);
    await line.cut(path, 0, Buffer.alloc(0), file.length);
    await expect.poll(async () => (await line.send('HEAD', path)).status).toBe(200);
    town.time.advance(3);
    await town.running.gateway.tick();
    expect(await incoming()).toEqual([]);
    expect((await line.send('DELETE', path)).status).toBe(204);
  });
});

describe('who sends may not go on', () => {
  /** A PATCH that has brought half and stays open. */
  const halfway = async (path: string, by: TusLine = line) => {
    const open = by.open(path, 0, file.length);
    await open.write(file.subarray(0, 600_000));
    await expect.poll(async () => (await by.send('HEAD', path)).status).toBe(423);
    return open;
  };

  it('once signed out: neither the rest of a request nor the next is taken; who signs in again goes on', async () => {
    const depositId = await draft();
    const path = await begun(depositId, 0);
    const headers = town.sato.line.headers();
    const open = await halfway(path);
    await town.sato.api.call('signOut', {});
    await open.write(file.subarray(600_000));
    expect((await open.end()).status).toBe(401);
    expect((await line.send('PATCH', path, { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }, file)).status).toBe(401);
    await town.sato.signInAgain();
    expect(await held(depositId)).toEqual([[], []]);
    expect(await line.offsetOf(path)).toBeLessThan(file.length);
    await keptBy(depositId, path);
  });

  it('once the account is disabled: nothing of it becomes a file, in parts or in one request, and it is swept', async () => {
    const clerk = await addPerson(town, town.admin, { role: 'staff', login: `clerk${randomBytes(2).toString('hex')}`, name: '森 一', sectionId: town.section.id });
    const depositId = await draft(clerk);
    const before = await bodies();
    const clerks = tusLine(town, clerk);
    const path = await begun(depositId, 0, {}, clerks);
    const open = await halfway(path, clerks);
    const inOne = upload(clerk, depositId, '一度に.csv', (async function* () {
      yield file.subarray(0, 600_000);
      await town.admin.api.call('disableAccount', { id: clerk.id });
      yield file.subarray(600_000);
    })());
    await expect(inOne).rejects.toMatchObject({ problem: { status: 401, code: 'SESSION_ENDED' } });
    await open.write(file.subarray(600_000));
    const said = await open.end();
    expect([said.status, said.json['code']]).toEqual([401, 'SESSION_ENDED']);
    expect((await clerks.patch(path, 0, file)).status).toBe(401);
    expect([await held(depositId), await bodies()]).toEqual([[[], []], before]);
    town.time.advance(24 * 60 + 1);
    await town.running.gateway.tick();
    expect(await incoming()).toEqual([]);
    await Promise.all([town.sato, town.admin].map((who) => who.signInAgain()));
  });

  it('once the terminal is revoked: the rest of its request is not taken', async () => {
    const second = await secondAdministrator(town);
    const terminal = await terminalOf(town, 'send', second, { engagementIds: [engagement.id] });
    const depositId = (await draftFor({ ...town.sato, api: terminal.api }, { engagement }, { recipientIds })).id;
    const signed = async (method: string, path: string, said: Record<string, string>, body?: ReadableStream<Uint8Array>): Promise<Response> => {
      const url = new URL(path, terminal.origin).href;
      const every = { 'tus-resumable': '1.0.0', ...said };
      return fetch(url, { method, headers: { ...every, ...await terminal.line.sign(method, url, every) }, ...(body === undefined ? {} : { body, duplex: 'half' }) });
    };
    const made = await signed('POST', '/api/uploads', { 'upload-length': String(file.length), 'upload-metadata': `depositId ${base64(depositId)},filename ${base64('夜間.csv')}` });
    const place = new URL(made.headers.get('location') ?? '').pathname;
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(file.subarray(0, 600_000)),
      pull: async (stream) => {
        await second.api.call('revokeUnattended', { id: terminal.view.id, body: { reason: '端末を紛失したため' } });
        stream.enqueue(file.subarray(600_000));
        stream.close();
      },
    }, { highWaterMark: 0 });
    const said = await signed('PATCH', place, { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, body);
    expect([said.status, (await said.json() as { code: string }).code]).toEqual([403, 'UNATTENDED_REVOKED']);
    expect(await held(depositId)).toEqual([[], []]);
  });
});
