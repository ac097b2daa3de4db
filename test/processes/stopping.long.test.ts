// Stopping a gateway that is at work: whatever was asked comes to its end before the store closes, nothing that was acknowledged is lost, and no fault is told.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { connect as connectTcp, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { closeInOrder } from '../../server/closing.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { run } from '../../server/running.ts';
import { boundary, filePart, head, open } from '../hostile/line.ts';
import { metadataOf } from '../http/uploads/tus-line.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';
import { runBuilt } from '../cli/command.ts';

const plain = { locks: 'password' as const, approval: { 'to-contractor': false, 'to-section': false } };
/** Resolves once nobody is listened to any more. */
const refusesAll = (origin: string): Promise<void> => expect.poll(async () => fetch(`${origin}/api/v1/gateway`).then(() => 'answers', () => 'silent')).toBe('silent');

it('a stop lets the clock\'s work that has begun come to its end, and reports no fault', async () => {
  const town = await foundTown({ surroundings: { time: systemTime, tickEvery: 1 } });
  await town.sato.api.call('session', {});
  await town.restart();
  await town.close();
  expect(town.faults).toEqual([]);
});

describe('a stop in the middle of something', () => {
  it('lets an act whose line it cut come to its end before the store closes', async () => {
    let release: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const [gate, isBegun] = [new Promise<void>((resolve) => (release = resolve)), new Promise<void>((resolve) => (begun = resolve))];
    const town = await foundTown({ policy: plain, surroundings: { reach: (label) => {
      if (label !== 'submit.begun') return undefined;
      begun();
      return gate;
    } } });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', Buffer.from('1,2,3'));
    const answer = town.sato.api.call('submit', { id: draft.id }).then(() => 'answered', () => 'cut');
    await isBegun;
    const stopped = town.restart();
    await refusesAll(town.running.origins.contractor);
    // What does not wait for the act has closed the store by now.
    await setTimeout(300);
    release();
    await stopped;
    expect(await answer).toBe('cut');
    expect((await town.sato.api.call('deposit', { id: draft.id })).transfers.map(({ state }) => state)).toEqual(['released']);
    await town.close();
    expect(town.faults).toEqual([]);
  });

  it('keeps what came of an upload, tells of a collection that was cut, and reports no fault', async () => {
    const town = await foundTown({ policy: plain, terms: { downloads: { allowed: 100, reasonFrom: 101 } } });
    const bytes = randomBytes(16_000_000);
    const sent = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, sent.id, 'a.dat', bytes);
    const [transfer] = (await town.sato.api.call('submit', { id: sent.id })).transfers;
    const id = transfer?.id ?? '';
    town.time.advance(61);
    for (const one of [town.sato, town.takahashi, town.tanaka]) await one.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    const drafts = [await draftFor(town.sato, town, { recipientIds: [town.firm.id] }), await draftFor(town.takahashi, town, { recipientIds: [town.firm.id] })] as const;
    await begin(town, [
      [town.sato.line.headers()['origin'] ?? '', Buffer.concat([Buffer.from(head(town.sato, 'POST', '/api/uploads', { 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length), 'upload-metadata': metadataOf({ depositId: drafts[0].id, filename: 'b.dat' }), 'content-type': 'application/offset+octet-stream', 'content-length': String(bytes.length) })), bytes.subarray(0, 9_000_000)])],
      [town.sato.line.headers()['origin'] ?? '', Buffer.concat([Buffer.from(head(town.takahashi, 'POST', `/api/v1/deposits/${drafts[1].id}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': '9000000' })), filePart(bytes.subarray(0, 4_000_000), 'c.dat')])],
      [town.tanaka.line.headers()['origin'] ?? '', Buffer.from(head(town.tanaka, 'GET', new URL(town.tanaka.api.address('body', { id, fileId: (await town.tanaka.api.call('transfer', { id })).files[0]?.id ?? '' })).pathname))],
    ]);
    await town.restart();
    const [waiting] = await town.sato.api.call('unfinished', { id: drafts[0].id });
    expect(waiting?.offset).toBeGreaterThan(0);
    expect(await town.takahashi.api.call('unfinished', { id: drafts[1].id })).toEqual([]);
    const { bytes: entry } = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'interrupt-collecting').executeTakeFirstOrThrow();
    expect(Buffer.from(entry).toString()).toContain(id);
    await town.close();
    expect(town.faults).toEqual([]);
  });

  it('waits for no one who has connected and says nothing, and never for ever', async () => {
    const town = await foundTown({ policy: plain });
    const line = connectTcp(Number(new URL(town.running.origins.ward).port), '127.0.0.1');
    await once(line, 'connect');
    const gone = once(line, 'close');
    await town.restart();
    await gone;
    await town.close();
    // Something that never ends is left behind; the store closes all the same, last, and what failed before it is told.
    const [order, told]: [string[], unknown[]] = [[], []];
    await closeInOrder({
      answered: () => new Promise(() => undefined), beside: [() => Promise.reject(new Error('beside'))], fault: (error) => told.push(error),
      last: [() => Promise.reject(new Error('full')), () => Promise.resolve(order.push('written'))], store: { close: () => Promise.resolve(void order.push('closed')) },
    });
    expect([order, told.map(String)]).toEqual([['written', 'closed'], ['Error: beside', 'Error: full']]);
    expect(town.faults).toEqual([]);
  });
});

/** Sends each request, none of them to its end, and waits until all are at work. */
async function begin(town: Town, requests: readonly (readonly [origin: string, bytes: Buffer])[]): Promise<void> {
  for (const [origin, bytes] of requests) (await open(origin)).pause().write(bytes);
  await expect.poll(async () => {
    const { uploads, downloads } = await town.running.gateway.standing();
    return [uploads.active, downloads.active];
  }).toEqual([2, 1]);
  const incoming = join(town.settings.dataFolder, 'vault', 'incoming');
  const sizes = async (): Promise<number[]> => Promise.all((await readdir(incoming)).map(async (name) => (await stat(join(incoming, name))).size));
  await expect.poll(async () => (await sizes()).filter((size) => size > 1_000_000).length).toBe(2);
}

it('a start whose second port is taken ends, says so in both languages, and leaves nothing listening or held', async () => {
  // At the machine's own time, as the program below goes by it.
  const town = await foundTown({ from: Date.now() });
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const wardPort = Number(new URL(town.running.origins.ward).port);
  await town.restart(async () => {
    const settings = { ...town.settings, ward: { ...town.settings.ward, port: wardPort }, contractor: { ...town.settings.contractor, port } };
    const surroundings = { time: town.time, random: randomBytes, tickEvery: 0, webFolder: null, fault: (id: string, error: unknown) => town.faults.push(`${id} ${String(error)}`) };
    const said = await run(settings, surroundings).then(() => 'started', (error: unknown) => String(error));
    expect(said).toContain(`127.0.0.1:${String(port)}`);
    expect(said).toMatch(/使われています.*port already taken/);
    await expect(fetch(town.running.origins.ward)).rejects.toThrow();
    const program = await runBuilt('server/main.js', [], { KAGIBAKO_DATA: town.settings.dataFolder, KAGIBAKO_KEYS: town.settings.keysFolder, KAGIBAKO_WARD_PORT: String(wardPort), KAGIBAKO_CONTRACTOR_PORT: String(port) });
    expect([program.code, program.err]).toEqual([1, expect.stringMatching(/始められません[^]*使われています.*port already taken/)]);
  });
  taken.close();
  await town.sato.api.call('session', {});
  await town.close();
  expect(town.faults).toEqual([]);
});
