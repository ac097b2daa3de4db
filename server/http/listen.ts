// Opens one listener: TLS where a certificate is given, cleartext on loopback only (1-4).
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { isIP } from 'node:net';

export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

export interface ListenSettings {
  readonly host: string;
  readonly port: number;
  /** PEM texts, or null for cleartext on loopback. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  /** The origin under which clients reach it; by default the address itself. */
  readonly origin: string | null;
}

/** The listener cannot be opened as asked; the message says what to do. */
export class ListenRefused extends Error {
  override readonly name = 'ListenRefused';
}

/** Listens. Throws `ListenRefused` for cleartext on anything but loopback. */
export async function listen(application: RequestListener, settings: ListenSettings): Promise<Listening> {
  if (settings.tls === null && !isLoopback(settings.host)) {
    throw new ListenRefused(`暗号化しない待受けは127.0.0.1だけです（${settings.host}）。証明書を設定してください。 / cleartext listens on loopback only; set a TLS certificate`);
  }
  const server = settings.tls === null ? createHttp(application) : createHttps({ cert: settings.tls.certificate, key: settings.tls.key, minVersion: 'TLSv1.2' }, application);
  // Headers must come soon; a body may take as long as it goes on coming.
  server.headersTimeout = 20_000;
  server.requestTimeout = 0;
  server.setTimeout(120_000);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  return { origin: settings.origin ?? `${settings.tls === null ? 'http' : 'https'}://${settings.host}:${port}`, close: () => close(server) };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
