// One transfer of two thousand files, through every step. What is asserted are counts and sizes, never times: what a step asks of the database and what it answers.
import { randomBytes } from 'node:crypto';
import sqlite3 from 'sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../client/cli/upload.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import { takenFileView } from '../../server/http/wire/transfers.ts';
import { foundTown, draftFor, type Someone, type Town } from '../town.ts';

const FILES = 2000;
/** So many are sent, or fetched, side by side. */
const ABREAST = 8;
/** A step that has nothing to do for each file takes fewer statements than this, whatever the transfer holds. */
const ONE_STEP = 90;
const BYTES_A_FILE = 600;

let town: Town;
let depositId = '';
let id = '';
let statements = 0;
const unwrap: (() => void)[] = [];

function countCalls(name: string): void {
  const own: unknown = Reflect.get(sqlite3.Statement.prototype, name);
  if (typeof own !== 'function') throw new Error(`expected sqlite3 to have Statement.${name}`);
  Reflect.set(sqlite3.Statement.prototype, name, function (this: unknown, ...given: unknown[]): unknown {
    statements += 1;
    return Reflect.apply(own, this, given) as unknown;
  });
  unwrap.push(() => { Reflect.set(sqlite3.Statement.prototype, name, own); });
}

async function counted<T>(work: () => Promise<T>): Promise<{ answer: T; statements: number }> {
  statements = 0;
  const answer = await work();
  return { answer, statements };
}

async function abreast(count: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: ABREAST }, async () => {
    for (let at = next++; at < count; at = next++) await work(at);
  }));
}

const sizeOf = (answer: unknown): number => JSON.stringify(answer).length;
const bytesOf = async (blob: Pick<Response, 'arrayBuffer'>): Promise<Buffer> => Buffer.from(await blob.arrayBuffer());

beforeAll(async () => {
  town = await foundTown({ policy: { passwordGapMinutes: 1, locks: 'password', maxFiles: 10_000 }, terms: { ...plainTerms, downloads: { allowed: 100, reasonFrom: 101 } } });
  const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id], quantity: FILES });
  [depositId, id] = [draft.id, draft.transfers[0]?.id ?? ''];
  for (const name of ['all', 'run']) countCalls(name);
});
afterAll(async () => {
  for (const back of unwrap) back();
  expect(town.faults).toEqual([]);
  await town.close();
});

describe('a transfer of two thousand files', { timeout: 900_000 }, () => {
  const again = async (...who: Someone[]): Promise<void> => {
    town.time.advance(2);
    for (const one of who) await one.signInAgain();
  };

  it('takes each with as many statements as the first, and answers with that file alone', async () => {
    const sizes: number[] = [];
    const put = async (at: number): Promise<void> => {
      const bytes = randomBytes(200);
      const answer = takenFileView.parse(await uploadFile({
        address: town.sato.api.address('addFile', { id: depositId }), headers: town.sato.line.headers(), name: `tsuuchi_${String(at).padStart(5, '0')}.csv`,
        chunks: (async function* () { yield await Promise.resolve(bytes); })(),
      }));
      sizes.push(sizeOf(answer));
    };
    const [few, many] = [await counted(() => abreast(FILES / 10, put)), await counted(() => abreast(FILES - FILES / 10, (at) => put(FILES / 10 + at)))];
    expect(many.statements / (FILES - FILES / 10)).toBeLessThan(few.statements / (FILES / 10) + 3);
    expect(Math.max(...sizes)).toBeLessThan(1500);
    expect(sizes).toHaveLength(FILES);
    expect((await town.sato.api.call('deposit', { id: depositId })).transfers[0]?.files).toHaveLength(FILES);
  });

  it('is submitted, approved and given its password in a few statements; its line in a list is as long as any', async () => {
    const submitted = await counted(() => town.sato.api.call('submit', { id: depositId }));
    expect(sizeOf(submitted.answer)).toBeLessThan(FILES * BYTES_A_FILE);
    const seen = await counted(() => town.takahashi.api.call('transfer', { id }));
    const approved = await counted(() => town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest: seen.answer.digest } }));
    await again(town.sato, town.takahashi, town.tanaka);
    const noticed = await counted(() => town.sato.api.call('addNotice', { body: { transferIds: [id] } }));
    for (const one of [submitted, seen, approved, noticed]) expect(one.statements).toBeLessThan(ONE_STEP);
    await town.sato.api.call('handover', { id: noticed.answer.notice.id, body: { method: 'in-person', to: town.tanaka.id, at: new Date(town.time.wall()).toISOString() } });
    const list = await counted(() => town.tanaka.api.call('searchTransfers', { body: {} }));
    expect([list.answer.total, sizeOf(list.answer) < 5000, list.statements < ONE_STEP]).toEqual([1, true, true]);
  });

  it('is collected with as many statements for the last file as for the first, and its story does not tell of each', async () => {
    const { files } = await town.tanaka.api.call('transfer', { id });
    const fetchBody = async (fileId: string): Promise<void> => {
      const answer = await town.tanaka.line.fetch(town.tanaka.api.address('body', { id, fileId }), { headers: {} });
      expect([answer.status, (await answer.arrayBuffer()).byteLength > 200]).toEqual([200, true]);
    };
    const get = (from: number, count: number) => counted(() => abreast(count, (at) => fetchBody(files[from + at]?.id ?? '')));
    const [few, many] = [await get(0, FILES / 10), await get(FILES / 10, FILES - FILES / 10)];
    expect(many.statements / (FILES - FILES / 10)).toBeLessThan(few.statements / (FILES / 10) + 3);
    await expect.poll(async () => (await town.tanaka.api.call('transfer', { id })).state).toBe('collected');
    const told = await counted(() => town.tanaka.api.call('timeline', { id }));
    expect([sizeOf(told.answer) < 10_000, told.statements < ONE_STEP]).toEqual([true, true]);
    expect(told.answer.filter(({ act }) => act === 'add-file').map(({ times }) => times)).toEqual([FILES]);
  });

  it('is stated, confirmed and certified with a line for each file and no statement for each', async () => {
    const manifest = await counted(async () => bytesOf(await town.tanaka.api.call('manifest', { id })));
    const stated = await counted(async () => bytesOf(await town.tanaka.api.call('receiptStatement', { id })));
    const { digest } = await town.tanaka.api.call('transfer', { id });
    const confirmed = await counted(() => town.tanaka.api.call('confirm', { id, body: { quantity: FILES, opened: true, digest } }));
    const receipt = await counted(() => town.tanaka.api.call('receipt', { id }));
    for (const one of [manifest, stated, confirmed, receipt]) expect(one.statements).toBeLessThan(ONE_STEP);
    expect(manifest.answer.length).toBeLessThan(FILES * BYTES_A_FILE);
    expect(receipt.answer.document.length).toBeLessThan(FILES * BYTES_A_FILE);
    const paper = await counted(async () => bytesOf(await town.tanaka.api.call('receiptDocument', { id })));
    expect([paper.answer.subarray(0, 5).toString(), paper.statements < ONE_STEP, paper.answer.length < 300_000]).toEqual(['%PDF-', true, true]);
  });

  it('is wiped with its names, bodies and certificate, and the log of it all is exported', async () => {
    town.time.advance(24 * 60 + 1);
    const wiped = await counted(() => town.running.gateway.tick());
    // The names go in strokes of many, and no body needs a statement of its own.
    expect(wiped.statements).toBeLessThan(200);
    for (const who of [town.sato, town.auditor]) await who.signInAgain();
    const after = await town.sato.api.call('transfer', { id });
    expect([after.state, after.files.every(({ name }) => name === null), after.files.length]).toEqual(['wiped', true, FILES]);
    const certificate = await town.sato.api.call('wipeCertificate', { id });
    expect(certificate.document.length).toBeLessThan(FILES * BYTES_A_FILE);
    const bundle = await bytesOf(await town.auditor.api.call('ledgerExport', {}));
    expect(bundle.length).toBeGreaterThan(FILES * 300);
    expect(bundle.length).toBeLessThan(FILES * 3000);
  });
});
