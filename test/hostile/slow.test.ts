// Lines that are opened and not used, heads and bodies that drip, readers that do not read: each ends, and others are served meanwhile.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { usualLimits, type ConnectionLimits } from '../../server/http/connections.ts';
import { listen, type Listening } from '../../server/http/listen.ts';
import { jsonMustCome } from '../../server/http/slow-bodies.ts';
import { raw } from './line.ts';

let listening: Listening;
let told: string[] = [];
/** Resolves when the answer that is too long for its reader has come to its end, well or badly. */
let hugeEnded: Promise<void> = Promise.resolve();
afterEach(() => listening.close());
const serve = async (limits: Partial<ConnectionLimits>): Promise<void> => {
  told = [];
  let ended: () => void = () => undefined;
  hugeEnded = new Promise((resolve) => { ended = resolve; });
  listening = await listen((request, response) => {
    response.once('close', () => { if (request.url === '/huge') ended(); });
    if (request.url === '/huge') response.end(Buffer.alloc(64 * 1024 * 1024));
    else response.end('hello');
  }, { host: '127.0.0.1', port: 0, tls: null, origin: null, networks: null, limits: { ...usualLimits, ...limits }, stranger: (address) => told.push(address) });
};
/** Milliseconds until the other side closes the line; `drip` is sent again and again. */
const lasts = (begin: string, drip: string, local = '127.0.0.1'): Promise<number> => new Promise((resolve) => {
  const begun = performance.now();
  const socket = connect({ port: Number(new URL(listening.origin).port), host: '127.0.0.1', localAddress: local });
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(begin);
  const timer = setInterval(() => { if (drip !== '') socket.write(drip); }, 20);
  socket.on('close', () => {
    clearInterval(timer);
    resolve(performance.now() - begun);
  });
});
const hello = 'GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n';

describe('slow clients', () => {
  it('that send a head byte by byte, or nothing, are cut and told as strangers; whoever asked is not [H 15]', async () => {
    // Longer than a busy machine keeps a request waiting, and much less than a line that has asked may be silent.
    await serve({ firstRequestMs: 1_500 });
    const kept = connect(Number(new URL(listening.origin).port), '127.0.0.1');
    const answered = new Promise<void>((resolve) => kept.once('data', () => resolve()));
    kept.write(hello);
    await answered;
    await Promise.all([lasts('GET / HTTP/1.1\r\nx-', 'y'), lasts('', ''), lasts('\u0016\u0003\u0001', '')]);
    expect(told.length).toBeGreaterThanOrEqual(2);
    // The line that had asked is still there, and is answered again.
    const again = new Promise<string>((resolve) => kept.once('data', (bytes) => resolve(bytes.toString())));
    kept.write(hello);
    expect(await again).toContain('hello');
    kept.destroy();
  });

  it('hold no more lines than one house needs; another address is served meanwhile, and a line that is given up makes room [H 15]', async () => {
    await serve({ perAddress: 5 });
    const port = Number(new URL(listening.origin).port);
    const lines = Array.from({ length: 5 }, () => connect(port, '127.0.0.1'));
    await Promise.all(lines.map((line) => new Promise<void>((resolve) => line.once('connect', () => resolve()))));
    await expect.poll(async () => (await raw(listening.origin, hello)).status).toBe(0);
    expect(told).toContain('127.0.0.1');
    const other = await new Promise<string>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.9' }, () => socket.write(hello));
      socket.once('data', (bytes) => { socket.destroy(); resolve(bytes.toString()); });
    });
    expect(other).toContain('200 OK');
    lines[0]?.destroy();
    await expect.poll(async () => (await raw(listening.origin, hello)).status).toBe(200);
    for (const line of lines) line.destroy();
  });

  it('that ask for much and do not read it are cut [H 15]', async () => {
    await serve({ idleMs: 300 });
    const socket = connect(Number(new URL(listening.origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(hello.replace('/', '/huge'));
    socket.pause();
    await hugeEnded;
    // Reading again shows that the line was cut in the middle.
    let came = 0;
    socket.on('data', (bytes) => (came += bytes.length));
    await new Promise<void>((resolve) => { socket.once('close', () => { resolve(); }); socket.resume(); });
    expect(came).toBeLessThan(64 * 1024 * 1024);
  });

  it('that drip a body of JSON are cut; one that comes in time is read, and a long answer is not cut [H 15]', async () => {
    const app = express().use(jsonMustCome(300), express.text({ type: 'application/json' }))
      // An answer that goes on for longer than a body may take to come.
      .get('/body', (_request, response) => { response.write('begins'); setTimeout(() => response.end(' ends'), 700); })
      .post('/', (request, response) => { response.send(request.body); });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    listening = { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, certificate: null, renewal: null, close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }) };
    const head = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n';
    expect(await lasts(head, '1')).toBeLessThan(30_000);
    expect((await raw(listening.origin, `${head.replace('5000', '4')}true`)).text).toBe('true');
    expect(await (await fetch(`${listening.origin}/body`)).text()).toBe('begins ends');
    expect(await (await fetch(`${listening.origin}/body`, { headers: { 'content-type': 'application/json' } })).text()).toBe('begins ends');
  });
});
