// A clamd that is down, hangs, lies or dies: over a real socket, never clean.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClamdScanner } from '../../server/scanning/clamd.ts';
import { createNoScanner } from '../../server/scanning/scanner.ts';
import type { Scanner, Verdict } from '../../server/scanning/scanner.ts';
import { safeConfig } from './daemon.ts';

let folder: string;
let server: Server | undefined;
let scanner: Scanner;
/** Gives up after a moment: for a clamd from which nothing is to come. */
let hasty: Scanner;
const open = new Set<Socket>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-clamd-'));
  const configPath = join(folder, 'clamd.conf');
  await writeFile(configPath, safeConfig(join(folder, 'socket'), '/dev/shm').join('\n'));
  scanner = await createClamdScanner({ configPath, patienceMs: 60_000 });
  hasty = await createClamdScanner({ configPath, patienceMs: 300 });
});

afterEach(async () => {
  for (const socket of open) socket.destroy();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Speaks in clamd's place: `whole` once the file has ended, `early` at its first bytes; asked for its version it answers well. */
async function serve(says: { whole?: (socket: Socket) => void; early?: (socket: Socket) => void; version?: string }): Promise<void> {
  server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    let heard = Buffer.alloc(0);
    let first = true;
    socket.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes]);
      if (heard.includes('zVERSION\0')) socket.end(`${says.version ?? 'ClamAV 1.4.3/27500/Thu Jan 16 09:41:00 2025'}\0`);
      else if (first) says.early?.(socket);
      if (heard.length > 14 && heard.subarray(-4).equals(Buffer.alloc(4))) says.whole?.(socket);
      first = false;
    });
  });
  await new Promise<void>((resolve) => server?.listen(join(folder, 'socket'), resolve));
}

async function scan(size = 200_000, by = scanner): Promise<Verdict> {
  const scanning = by.begin();
  for (let at = 0; at < size; at += 50_000) await scanning.write(Buffer.alloc(Math.min(50_000, size - at), 65));
  return scanning.finish();
}

describe('an odd clamd', () => {
  it('is understood when it is not odd', async () => {
    await serve({ whole: (socket) => socket.end('stream: OK\0') });
    expect(await scan()).toEqual({ verdict: 'clean', by: 'ClamAV 1.4.3/27500' });
  });

  const answers = [
    '', 'OK', 'stream: OK\n', 'stream: OK', 'stream: OK\0stream: OK\0', 'stream: OK, but not all\0', 'stream: \0', 'HTTP/1.1 200 OK\r\n\r\n\0', '\u0001\u0002\0',
    'INSTREAM size limit exceeded. ERROR\0', "stream: Can't allocate memory ERROR\0", 'stream: (null) FOUND\0', 'stream: Heuristics.Limits.Exceeded.MaxScanTime FOUND\0',
    'stream: Heuristics.Encrypted.PDF FOUND\0', 'x'.repeat(100_000),
  ];

  it.each(answers)('[H 96] [H 97] is not believed when it answers %j [ASVS 16.5.3]', async (answer) => {
    await serve({ whole: (socket) => socket.end(answer) });
    expect(await scan()).toMatchObject({ verdict: 'unscanned' });
  });

  it('[H 96] is not believed when it answers OK before it has the whole file', async () => {
    await serve({ early: (socket) => socket.end('stream: OK\0') });
    const scanning = scanner.begin();
    for (let n = 0; n < 5; n += 1) {
      await scanning.write(Buffer.alloc(1_000));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await scanning.finish()).toMatchObject({ verdict: 'unscanned' });
  });

  it('[H 96] that is down leaves the file unscanned, and says so when asked to describe itself', async () => {
    expect(await scan()).toMatchObject({ verdict: 'unscanned', reason: expect.stringContaining('ENOENT') as string });
    await expect(scanner.describe()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('[H 96] that hangs, reading or not, is waited for no longer than the patience given [ASVS 16.5.2]', async () => {
    await serve({});
    expect(await scan(200_000, hasty)).toMatchObject({ verdict: 'unscanned', reason: expect.stringContaining('silent') as string });
    await serveAgain({ early: (socket) => socket.pause() });
    expect(await scan(1_900_000, hasty)).toMatchObject({ verdict: 'unscanned' });
  });

  it('[H 96] that dies in mid-stream leaves the file unscanned, and the upload goes on', async () => {
    await serve({ early: (socket) => socket.destroy() });
    expect(await scan(1_900_000)).toMatchObject({ verdict: 'unscanned' });
  });

  it('[H 96] that answers too late is not listened to any more', async () => {
    await serve({ whole: (socket) => void setTimeout(() => socket.end('stream: OK\0'), 600) });
    expect(await scan(200_000, hasty)).toMatchObject({ verdict: 'unscanned' });
  });

  it('never puts control characters of an answer into a verdict', async () => {
    await serve({ whole: (socket) => socket.end('stream: Evil\r\n\u001b[31m FOUND\0') });
    expect(await scan()).not.toMatchObject({ verdict: 'clean' });
    await serveAgain({ whole: (socket) => socket.end('stream: Evil\u001b[31m FOUND\0') });
    expect(await scan()).toEqual({ verdict: 'infected', name: 'Evil?[31m' });
  });

  it('[H 99] tells from when its patterns are', async () => {
    await serve({});
    expect(await scanner.describe()).toEqual({ version: 'ClamAV 1.4.3/27500', patternsFrom: new Date(2025, 0, 16, 9, 41).toISOString(), maxBytes: 2 * 1024 * 1024 });
  });

  it('[H 99] that does not tell sensibly has patterns of unknown age, or is refused', async () => {
    await serve({ version: 'ClamAV 1.4.3/27500/soon' });
    expect((await scanner.describe()).patternsFrom).toBeNull();
    await serveAgain({ version: 'nginx' });
    await expect(scanner.describe()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});

async function serveAgain(says: Parameters<typeof serve>[0]): Promise<void> {
  for (const socket of open) socket.destroy();
  await new Promise<void>((resolve) => server?.close(() => resolve()));
  await serve(says);
}

describe('no scanner', () => {
  it('answers "off", never "clean"', async () => {
    const none = createNoScanner();
    const scanning = none.begin();
    await scanning.write(Buffer.from('anything'));
    expect(await scanning.finish()).toEqual({ verdict: 'off' });
    expect(none.kind).toBe('none');
  });
});
