// Receivers on real sockets, TCP and TLS, that can cut at a byte, and a certificate authority made by openssl.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';
import { createDeframer, parseMessage, type Received } from './rfc5424.ts';

const run = promisify(execFile);

export interface Receiver {
  readonly port: number;
  /** Whole messages in the order in which they came. */
  readonly messages: Received[];
  readonly connections: () => number;
  close(): Promise<void>;
}

export interface Ways {
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string; readonly ca?: string };
  /** After how many bytes the n-th connection is cut; null: never. */
  readonly cutAfter?: (connection: number) => number | null;
  /** Takes nothing at all. */
  readonly deaf?: boolean;
}

export async function startReceiver({ port = 0, tls, cutAfter = () => null, deaf = false }: Ways = {}): Promise<Receiver> {
  const messages: Received[] = [];
  const open = new Set<Socket>();
  let count = 0;
  const serve = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    if (deaf) return;
    count += 1;
    let left = cutAfter(count);
    const deframe = createDeframer();
    socket.on('data', (bytes: Buffer) => {
      const taken = left === null ? bytes : bytes.subarray(0, left);
      messages.push(...deframe(taken).map(parseMessage));
      if (left === null) return;
      left -= taken.length;
      if (left === 0) socket.destroy();
    });
  };
  const server = tls === undefined ? createServer(serve) : createTlsServer({ ...tls, requestCert: tls.ca !== undefined, rejectUnauthorized: tls.ca !== undefined }, serve);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, messages, connections: () => count,
    close: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

export interface Certificates { readonly folder: string; readonly ca: string; readonly caFile: string; readonly cert: string; readonly key: string; readonly otherCa: string; remove(): Promise<void> }

/** An authority with a certificate for `localhost`, and an authority that signed nothing. */
export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-syslog-'));
  const at = (name: string): string => join(folder, name);
  const authority = (name: string): Promise<unknown> => run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]);
  await authority('ca');
  await authority('other');
  await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-addext', 'basicConstraints=critical,CA:FALSE', '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-keyout', at('server.key'), '-out', at('server.pem')]);
  const read = (name: string): Promise<string> => readFile(at(name), 'utf8');
  return { folder, ca: await read('ca.pem'), caFile: at('ca.pem'), cert: await read('server.pem'), key: await read('server.key'), otherCa: await read('other.pem'), remove: () => rm(folder, { recursive: true }) };
}
