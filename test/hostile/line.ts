// A bare TCP line to a listener, for requests that no well-behaved client makes, and a count of everything a gateway keeps.
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Problem } from '../../server/http/wire/problem.ts';
import { problem } from '../../server/http/wire/problem.ts';
import type { Someone, Town } from '../town.ts';

export interface Answer {
  /** 0 when the line was closed without an answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Opens a line. The caller ends it. Throws Error where nobody listens. */
export async function open(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('close', () => { reject(new Error(`nobody listens at ${origin}`)); });
  });
  return socket;
}

/** Sends `bytes` as they are and reads one answer, or its absence, to the end. */
export async function raw(origin: string, bytes: string | Uint8Array): Promise<Answer> {
  const socket = await open(origin);
  const answer = readAnswer(socket);
  socket.write(bytes);
  return answer;
}

/** Far beyond what any answer takes: how busy the machine is decides nothing. */
const patienceSeconds = 120;

/** Reads until the answer is complete, the line closes, or patience ends. */
export function readAnswer(socket: Socket): Promise<Answer> {
  const pieces: Buffer[] = [];
  let [size, expected] = [0, Infinity];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no whole answer within ${String(patienceSeconds)} seconds; came: ${Buffer.concat(pieces).toString('latin1', 0, 200)}`));
    }, patienceSeconds * 1000);
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(Buffer.concat(pieces)));
    };
    socket.on('data', (piece) => {
      pieces.push(piece);
      size += piece.length;
      // A length that was said is remembered: an answer of many megabytes is not looked through for each packet.
      if (expected === Infinity) {
        const got = Buffer.concat(pieces);
        expected = lengthSaid(got) ?? Infinity;
        if (expected === Infinity && endsChunked(got)) end();
      }
      if (size >= expected) end();
    });
    socket.once('close', end);
  });
}

/** Bytes of the whole answer, where its head says how many. */
function lengthSaid(got: Buffer): number | null {
  const head = got.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(got.toString('latin1', 0, Math.max(0, head)))?.[1];
  return length === undefined ? null : head + 4 + Number(length);
}

function endsChunked(got: Buffer): boolean {
  const head = got.indexOf('\r\n\r\n');
  return head !== -1 && got.subarray(head).includes('0\r\n\r\n');
}

function parse(got: Buffer): Answer {
  if (got.length === 0) return { status: 0, headers: {}, text: '' };
  const end = got.indexOf('\r\n\r\n');
  const [first = '', ...rest] = got.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(rest.map((line): [string, string] => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  return { status: Number(first.split(' ')[1]), headers, text: got.subarray(end + 4).toString('utf8') };
}

/** The problem document of an answer. */
export function problemIn(answer: { text: string }): Problem {
  return problem.parse(JSON.parse(answer.text.slice(answer.text.indexOf('{'), answer.text.lastIndexOf('}') + 1)));
}

/** The head of a request of `who`; `headers` come last and may repeat what stands before. */
export function head(who: Someone, method: string, path: string, headers: Readonly<Record<string, string>> = {}): string {
  const own = who.line.headers();
  const lines = { host: new URL(own['origin'] ?? '').host, ...own, ...headers };
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

export const boundary = 'xXxKAGIBAKOxXx';

/** One part as it stands between boundaries. */
export function part(disposition: string, content: string | Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\ncontent-type: application/octet-stream\r\n\r\n`, 'latin1'), Buffer.from(content), Buffer.from('\r\n')]);
}
export const filePart = (content: string | Uint8Array = 'content', name = 'a.csv'): Buffer => part(`name="file"; filename="${Buffer.from(name).toString('latin1')}"`, content);
/** A text field. */
export const field = (name: string, value: string): Buffer => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`, 'latin1');
export const closing = Buffer.from(`--${boundary}--\r\n`);

/** A whole upload request into a draft, with the parts as given. */
export function uploadOf(who: Someone, depositId: string, body: readonly Uint8Array[], headers: Readonly<Record<string, string>> = {}): Buffer {
  const all = Buffer.concat(body);
  return Buffer.concat([Buffer.from(head(who, 'POST', `/api/v1/deposits/${depositId}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(all.length), ...headers })), all]);
}

/** Everything that a refused request could have left behind. */
export interface Kept { readonly bodies: number; readonly incoming: number; readonly locks: number; readonly files: number; readonly transfers: number; readonly texts: number }

export async function kept(town: Town): Promise<Kept> {
  const { store, vault } = town.running.gateway;
  const count = async (table: 'files' | 'transfers' | 'texts'): Promise<number> => (await store.read.selectFrom(table).select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
  const listed = async (ids: AsyncIterable<string>): Promise<number> => {
    let number = 0;
    for await (const id of ids) number += id.length > 0 ? 1 : 0;
    return number;
  };
  return {
    bodies: await listed(vault.listBodies()), locks: await listed(vault.listLocks()), incoming: (await readdir(join(town.settings.dataFolder, 'vault', 'incoming'))).length,
    files: await count('files'), transfers: await count('transfers'), texts: await count('texts'),
  };
}

/** Waits until `look` gives `expected`, as after a cut that the gateway hears of in its own time; returns what it last gave when patience ends. */
export async function comesTo<T>(look: () => Promise<T>, expected: T): Promise<T> {
  for (const until = performance.now() + patienceSeconds * 1000; ;) {
    const found = await look();
    if (JSON.stringify(found) === JSON.stringify(expected) || performance.now() > until) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Waits until no upload is at work any more: what a request was going to do has been done, and undone where it was cut. */
export async function uploadsAtRest(town: Town): Promise<void> {
  expect(await comesTo(async () => (await town.running.gateway.standing()).uploads.active, 0)).toBe(0);
}

/** The newest entries, oldest first: act, result, code. */
export async function newestEntries(town: Town, count: number): Promise<string[]> {
  const rows = await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'result', 'bytes']).orderBy('idx', 'desc').limit(count).execute();
  return rows.reverse().map((row) => [row.act, row.result, (JSON.parse(row.bytes) as { code?: string }).code ?? ''].join(' ').trim());
}

export async function entryCount(town: Town): Promise<number> {
  return (await town.running.gateway.store.read.selectFrom('ledger_entries').select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
}
