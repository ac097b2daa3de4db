// The ledger arrives at a syslog receiver: all of it, in order, whatever the receiver does; duplicates only after a failure.
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createForwarder, type Forwarder } from '../../server/forwarding/forwarder.ts';
import { framed, messageOf } from '../../server/forwarding/message.ts';
import type { Pace, Target } from '../../server/forwarding/target.ts';
import type { EntryFacts } from '../../server/ledger/entry.ts';
import { openTemporaryLedger, someFacts, type TemporaryLedger } from '../ledger/temporary-ledger.ts';
import { makeCertificates, startReceiver, type Certificates, type Receiver } from './receiver.ts';

const pace: Pace = { settleMs: 20, patienceMs: 20_000, firstWaitMs: 1, longestWaitMs: 20, mostEntries: 40, mostBytes: 1_000_000 };
let ledger: TemporaryLedger;
let certificates: Certificates;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  certificates = await makeCertificates();
});
afterAll(() => certificates.remove());
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function open(entries: number): Promise<void> {
  ledger = await openTemporaryLedger();
  ends.push(() => ledger.close());
  await addAll([...Array(entries).keys()]);
}
/** In one transaction: what takes time here is the disk. */
const addAll = (indices: readonly number[]): Promise<void> => ledger.store.change(async (tx) => {
  for (const index of indices) await ledger.ledger.append(tx, someFacts(factsOf(index)));
});
const add = (index: number): Promise<number> => ledger.append(factsOf(index));
const factsOf = (index: number): Partial<EntryFacts> => ({ facts: { n: index, text: index % 3 === 0 ? '髙橋 "括弧]\\ 😀' : 'x'.repeat(index * 7 % 900) }, ...(index % 4 === 0 ? { result: 'refused', code: 'NOT_FOUND', actor: { system: true }, municipality: undefined } : {}),
});

async function receive(ways: Parameters<typeof startReceiver>[0] = {}): Promise<Receiver> {
  const receiver = await startReceiver(ways);
  ends.push(() => receiver.close());
  return receiver;
}

function forward(target: Partial<Target> & { port: number }, given: Partial<Pace> = {}): Forwarder {
  const forwarder = createForwarder({
    store: ledger.store, target: { host: '127.0.0.1', tls: null, ...target }, pace: { ...pace, ...given }, host: 'kagibako.example.lg.jp', now: () => '2026-04-01T01:00:00.000Z',
    fault: (error) => { throw error; },
  });
  ends.push(() => forwarder.close());
  forwarder.wake();
  return forwarder;
}

/** Waits until nothing waits any more; how long that takes is not looked at. */
async function allTaken(forwarder: Forwarder): Promise<void> {
  await expect.poll(async () => (await forwarder.lag()).waiting, { timeout: 50_000, interval: 5 }).toBe(0);
}

const indices = ({ messages }: Receiver): number[] => messages.map(({ data }) => Number(data['index']));

/** Nothing is missing, and what came twice came again from an earlier place on, in order. */
function mustBeWhole(receiver: Receiver, size: number): void {
  const came = indices(receiver);
  expect([...new Set(came)]).toStrictEqual([...Array(size).keys()]);
  for (const [at, index] of came.entries()) if (at > 0) expect(index).toBeLessThanOrEqual((came[at - 1] ?? 0) + 1);
}

describe('forwarding', () => {
  test('each entry arrives once, in order, with the bytes that were hashed [ASVS 16.2.4]', async () => {
    await open(100);
    const receiver = await receive();
    await allTaken(forward({ port: receiver.port }));
    expect(indices(receiver)).toStrictEqual([...Array(100).keys()]);
    const rows = await ledger.store.read.selectFrom('ledger_entries').selectAll().orderBy('idx').execute();
    expect(receiver.messages).toStrictEqual(rows.map((row) => ({
      priority: row.result === 'refused' ? 108 : 110, at: row.at, host: 'kagibako.example.lg.jp', id: row.act, text: row.bytes,
      data: { index: String(row.idx), act: row.act, result: row.result, leaf: Buffer.from(row.leaf_hash).toString('base64'), ...(row.municipality_id === null ? {} : { municipality: row.municipality_id }), ...(row.actor_id === null ? {} : { actor: row.actor_id }) },
    })));
  });

  test('cuts at any byte lose nothing', async () => {
    await open(150);
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const receiver = await receive({ cutAfter: (connection) => (connection <= 25 ? 1 + random(30_000) : null) });
    await allTaken(forward({ port: receiver.port }));
    mustBeWhole(receiver, 150);
    expect(receiver.connections()).toBeGreaterThan(5);
  });

  test('a receiver that cuts after it has read everything is not believed', async () => {
    await open(6);
    const row = await ledger.store.read.selectFrom('ledger_entries').selectAll().where('idx', '=', 0).executeTakeFirstOrThrow();
    const frame = framed(messageOf(row, 'kagibako.example.lg.jp')).length;
    const cutting = await receive({ cutAfter: (connection) => (connection <= 4 ? frame : null) });
    await allTaken(forward({ port: cutting.port }, { mostEntries: 1 }));
    expect(indices(cutting)).toStrictEqual([0, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
  });

  test('what is entered while the receiver is away arrives when it is back', async () => {
    await open(5);
    const gone = await startReceiver();
    await gone.close();
    const forwarder = forward({ port: gone.port });
    await expect.poll(async () => (await forwarder.lag()).failure, { timeout: 20_000 }).toBe('ECONNREFUSED');
    await addAll([...Array(85).keys()]);
    expect(await forwarder.lag()).toMatchObject({ waiting: 90, oldest: '2026-04-01T00:30:00.000Z', confirmedAt: null });
    const back = await receive({ port: gone.port });
    await allTaken(forwarder);
    expect(indices(back)).toStrictEqual([...Array(90).keys()]);
    expect(await forwarder.lag()).toMatchObject({ waiting: 0, failure: null, confirmedAt: '2026-04-01T01:00:00.000Z' });
  });

  test('a receiver that takes nothing is given up; the ledger goes on meanwhile', async () => {
    await open(3);
    // TLS is never answered.
    const deaf = await receive({ deaf: true });
    const forwarder = forward({ port: deaf.port, host: 'localhost', tls: { ca: certificates.ca, certificate: null, key: null } }, { patienceMs: 50 });
    await expect.poll(async () => (await forwarder.lag()).failure, { timeout: 20_000 }).toBe('SLOW');
    expect(await add(1)).toBe(3);
  });

  test('a forwarder that is stopped goes on where it was seen to arrive', async () => {
    await open(120);
    const receiver = await receive();
    const first = forward({ port: receiver.port });
    await expect.poll(async () => (await first.lag()).waiting, { timeout: 20_000, interval: 1 }).toBeLessThan(120);
    await first.close();
    const left = (await first.lag()).waiting;
    const again = receiver.messages.length;
    await allTaken(forward({ port: receiver.port }));
    mustBeWhole(receiver, 120);
    expect(indices(receiver).slice(again)).toStrictEqual([...Array(left).keys()].map((n) => n + 120 - left));
  });

  test('over TLS, to a receiver whose certificate and name are right [ASVS 16.4.3]', async () => {
    await open(60);
    const { key, cert, ca } = certificates;
    const receiver = await receive({ tls: { key, cert, ca } });
    // The same certificate serves as the client's: the receiver asks for one.
    await allTaken(forward({ port: receiver.port, host: 'localhost', tls: { ca, certificate: cert, key } }));
    expect(indices(receiver)).toStrictEqual([...Array(60).keys()]);
  });

  test.each([
    ['another authority', { host: 'localhost', ca: 'otherCa' }, /^(?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|CERT_SIGNATURE_FAILURE)$/],
    ['another name', { host: '127.0.0.1', ca: 'ca' }, /^ERR_TLS_CERT_ALTNAME_INVALID$/],
  ] as const)('over TLS nothing goes to a receiver with %s [ASVS 12.3.2] [ASVS 12.3.4]', async (_what, { host, ca }, code) => {
    await open(5);
    const { key, cert } = certificates;
    const receiver = await receive({ tls: { key, cert } });
    const forwarder = forward({ port: receiver.port, host, tls: { ca: certificates[ca], certificate: null, key: null } });
    await expect.poll(async () => (await forwarder.lag()).failure, { timeout: 20_000 }).toMatch(code);
    expect(receiver.messages).toStrictEqual([]);
    expect((await forwarder.lag()).waiting).toBe(5);
  });

  test('over TLS nothing goes to a receiver that speaks in clear: there is no falling back [ASVS 12.3.1]', async () => {
    await open(5);
    let came = '';
    const clear = createServer((socket) => {
      socket.on('error', () => undefined).on('data', (bytes) => {
        came += bytes.toString('latin1');
        socket.end('no TLS here\n');
      });
    });
    await new Promise<void>((resolve) => clear.listen(0, '127.0.0.1', resolve));
    const address = clear.address();
    const forwarder = forward({ port: typeof address === 'object' && address !== null ? address.port : 0, host: 'localhost', tls: { ca: certificates.ca, certificate: null, key: null } });
    await expect.poll(async () => (await forwarder.lag()).failure).not.toBeNull();
    clear.close();
    // A handshake and nothing else: no frame, no entry.
    expect(came).toMatch(/^\x16\x03/);
    expect(came).not.toContain('kagibako@32473');
    expect((await forwarder.lag()).waiting).toBe(5);
  });

  test('cuts over TLS lose nothing either', async () => {
    await open(80);
    const { key, cert, ca } = certificates;
    const receiver = await receive({ tls: { key, cert }, cutAfter: (connection) => (connection <= 8 ? connection * 1_777 : null) });
    await allTaken(forward({ port: receiver.port, host: 'localhost', tls: { ca, certificate: null, key: null } }));
    mustBeWhole(receiver, 80);
  });
});
