// Sends one file as one multipart request from a program: streamed, its size known only to us, with progress.
import { randomBytes } from 'node:crypto';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { Readable, Transform } from 'node:stream';
import { readProblem, Refused } from '../api.ts';

export interface UploadRequest {
  /** The full address of the route. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Told how many bytes of the file have been handed to the line. */
  readonly progress?: (sentBytes: number) => void;
}

/** Uploads and returns the parsed answer. Throws `Refused` when the gateway refuses; the line's own error when it breaks. */
export async function uploadFile({ address, headers, name, chunks, progress }: UploadRequest): Promise<unknown> {
  // RFC 2046 5.1.1 allows 70 symbols; the longer it is, the further a search for it can leap.
  const boundary = `kagibako-${randomBytes(30).toString('hex')}`;
  const send = address.startsWith('https:') ? requestHttps : requestHttp;
  const request = send(address, { method: 'POST', headers: { ...headers, accept: 'application/json', 'content-type': `multipart/form-data; boundary=${boundary}` } });
  const answered = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
  answered.catch(() => undefined);
  let sent = 0;
  const counter = new Transform({ transform: (chunk: Buffer, _encoding, done) => { sent += chunk.length; progress?.(sent); done(null, chunk); } });
  // A refusal may come, and the line close, before the file is through: the answer counts, not the broken pipe.
  const sending = pipeline(Readable.from(framed(boundary, name, chunks), { objectMode: false, highWaterMark: 1024 * 1024 }), counter, request).catch((error: unknown) => error);
  const response = await Promise.race([answered, sending.then(async (error) => (error === undefined ? answered : Promise.race([answered, later(error)])))]);
  const text = await readAll(response);
  // Refused before it was through: nobody reads the rest.
  if (!request.writableFinished) request.destroy();
  if ((response.statusCode ?? 0) >= 400) throw new Refused(await readProblem({ status: response.statusCode ?? 0, json: () => Promise.resolve(JSON.parse(text)) }));
  return JSON.parse(text);
}

async function* framed(boundary: string, name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // WHATWG: the name goes as UTF-8, with quotes and line breaks percent-encoded.
  const safe = name.replace(/["\r\n]/g, (symbol) => `%${symbol.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
  yield Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${safe}"\r\ncontent-type: application/octet-stream\r\n\r\n`);
  yield* chunks;
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

async function readAll(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces).toString('utf8');
}

function later(error: unknown): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(error instanceof Error ? error : new Error('the line broke')), 500).unref());
}
