// fetch for programs that show a client certificate over TLS, where an engagement asks for one: the built-in one cannot. Redirects are errors, as everywhere here.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Fetch } from '../../calls.ts';
import type { Teller } from './telling.ts';

/** Certificate or key cannot be used; the message says why and what to do, in both languages. */
export class ClientCertificateRefused extends Error {
  override readonly name = 'ClientCertificateRefused';
  readonly both: readonly [string, string];
  constructor(both: readonly [string, string]) {
    super(both.join(' / '));
    this.both = both;
  }
}

export interface CertificateFiles { readonly clientCertificate?: string | undefined; readonly clientKey?: string | undefined }

/** The fetch that shows the certificate of these PEM files; without files the built-in one. Throws `ClientCertificateRefused`. */
export async function fetchAs({ clientCertificate, clientKey }: CertificateFiles): Promise<Fetch> {
  if (clientCertificate === undefined && clientKey === undefined) return (input, init) => fetch(input, init);
  if (clientCertificate === undefined || clientKey === undefined) throw new ClientCertificateRefused(['--client-certificate と --client-key は両方指定してください', 'give both --client-certificate and --client-key']);
  const pair = await readPair(clientCertificate, clientKey).catch(() => null);
  if (pair === null) throw new ClientCertificateRefused(['クライアント証明書と鍵を読めないか、組になっていません。PEM形式の、パスフレーズのないファイルにしてください', 'client certificate and key cannot be read or do not belong together: expected PEM files without a passphrase']);
  return (input, init) => send(input, init, pair);
}

/** Tells that the certificate cannot be used; anything else is thrown on. */
export function wrongCertificate(teller: Teller, error: unknown): null {
  if (!(error instanceof ClientCertificateRefused)) throw error;
  teller.tell('wrong', { message: error.message }, error.both);
  return null;
}

interface Pair { readonly cert: string; readonly key: string }

async function readPair(certificateFile: string, keyFile: string): Promise<Pair | null> {
  const pair = { cert: await readFile(certificateFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
  return new X509Certificate(pair.cert).checkPrivateKey(createPrivateKey(pair.key)) ? pair : null;
}

function send(input: string, init: RequestInit, pair: Pair): Promise<Response> {
  const { body, signal, method = 'GET' } = init;
  if (body !== undefined && body !== null && typeof body !== 'string') throw new TypeError('expected a body of text: uploads go by their own way');
  return new Promise((resolve, reject) => {
    const outgoing = request(input, { method, headers: Object.fromEntries(new Headers(init.headers)), ...pair, ...(signal === undefined || signal === null ? {} : { signal }) }, (incoming) => {
      const { statusCode = 0 } = incoming;
      if (statusCode >= 300 && statusCode < 400) {
        incoming.destroy();
        reject(new TypeError('expected no redirect'));
      } else resolve(asResponse(incoming, statusCode));
    });
    outgoing.on('error', reject).end(body ?? undefined);
  });
}

function asResponse(incoming: IncomingMessage, status: number): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  if (status === 204) {
    incoming.resume();
    return new Response(null, { status, headers });
  }
  return new Response(bodyOf(incoming), { status, headers });
}

/** The bytes as they come, no faster than they are read; a line that is cut is an error of the stream. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<unknown> = incoming[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const step = await pieces.next();
      if (step.done === true) controller.close();
      else if (step.value instanceof Uint8Array) controller.enqueue(step.value);
    },
    cancel: () => { incoming.destroy(); },
  });
}
