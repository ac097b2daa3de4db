/** The witness over HTTP (c2sp.org/tlog-witness), TLS to any machine but its own. Guarantees that what a stranger sends is read up to a bound only, and that an answer 200 bears a cosignature. */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { Server as SecureServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import type { Answered, Followed, Witness } from './witness.ts';

/** 63 hashes and a note of a hundred signatures fit. */
const MOST_BYTES = 256 * 1024;
const PATIENCE_MS = 20_000;

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) return null;
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}

function send(response: ServerResponse, { status, text, type = 'text/plain; charset=utf-8' }: Reply): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(text);
}

interface Reply { readonly status: number; readonly text: string; readonly type?: string }

function replyTo(answered: Answered): Reply {
  switch (answered.status) {
    case 200: return { status: 200, text: answered.line ?? '' };
    case 409: return { status: 409, text: `${answered.size}\n`, type: 'text/x.tlog.size' };
    case 422: return { status: 422, text: 'the consistency proof does not hold\n' };
    case 400: case 403: case 404: return { status: answered.status, text: `${answered.reason}\n` };
  }
}

async function serve(witness: Witness, told: (answered: Answered | Followed) => void, request: IncomingMessage, response: ServerResponse): Promise<Reply> {
  if (request.url !== '/add-checkpoint' && request.url !== '/add-log-key') return { status: 404, text: 'not found\n' };
  if (request.method !== 'POST') return { status: 405, text: 'POST only\n' };
  const body = await readBody(request);
  if (body === null) {
    response.shouldKeepAlive = false;
    return { status: 400, text: 'expected a request of at most 256 KiB in UTF-8\n' };
  }
  if (request.url === '/add-log-key') {
    const followed = await witness.follow(body);
    told(followed);
    return { status: followed.status, text: followed.status === 200 ? `${followed.to}\n` : `${followed.reason}\n` };
  }
  const answered = await witness.answer(body);
  told(answered);
  return replyTo(answered);
}

/** Where it listens, and what its TLS is made of; null: in clear, which only this machine may ask. */
export interface ServedAt { readonly host: string; readonly port: number; readonly tls: SecureContextOptions | null }

/** Takes the witness, where to listen, and who is told of each answer and each fault; resolves once it listens. */
export async function serveWitness(witness: Witness, at: ServedAt, told: (answered: Answered | Followed) => void, fault: (error: unknown) => void): Promise<Server | SecureServer> {
  const limits = { requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS };
  const asked: RequestListener = (request, response) => {
    serve(witness, told, request, response).catch((error: unknown): Reply => {
      fault(error);
      return { status: 500, text: 'the witness cannot answer; see its own log\n' };
    }).then((reply) => send(response, reply), fault);
  };
  const server = at.tls === null ? createServer(limits, asked) : createSecure({ ...limits, handshakeTimeout: PATIENCE_MS, ...at.tls }, asked);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(at.port, at.host, resolve);
  });
  return server;
}
