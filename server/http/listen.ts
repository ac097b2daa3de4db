// Opens one listener: TLS where a certificate is given, cleartext on loopback only (1-4), connections from permitted networks only (1-3).
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type Server as SecureServer } from 'node:https';
import { isIP } from 'node:net';
import { limitConnections, usualLimits, type ConnectionLimits } from './connections.ts';
import { loopback, readNetworks } from './networks.ts';
import { secureOptions, TlsRefused, type TlsTexts } from './tls.ts';

export interface Listening {
  readonly origin: string;
  /** When its certificate ends, in milliseconds; null in clear. */
  readonly certificateEnds: number | null;
  /** Another certificate for every connection from now on; those that stand go on. Throws `TlsRefused`, and then the old one goes on serving. */
  renew(tls: TlsTexts): void;
  close(): Promise<void>;
}

export interface ListenSettings {
  readonly host: string;
  readonly port: number;
  /** PEM texts, or null for cleartext on loopback. */
  readonly tls: TlsTexts | null;
  /** The origin under which clients reach it; by default the address itself. */
  readonly origin: string | null;
  /** Networks that may connect, `10.1.0.0/16,192.0.2.7`; null: this machine only, and only while it listens on loopback. */
  readonly networks: string | null;
  readonly limits?: ConnectionLimits;
  /** Told the address of each connection that was cut: its network may not connect, it asked for nothing in time, or its house holds too many. */
  readonly stranger: (address: string) => void;
  /** The machine's own clock, in milliseconds, by which a TLS handshake goes; left out for the system's. */
  readonly now?: () => number;
}

/** The listener cannot be opened as asked; the message says what to do. */
export class ListenRefused extends Error {
  override readonly name = 'ListenRefused';
}

/** Listens. Throws `ListenRefused` for cleartext on anything but loopback and for a listener of whose networks nothing is said, `NetworksRefused`, `TlsRefused`. */
export async function listen(application: RequestListener, settings: ListenSettings): Promise<Listening> {
  if (settings.tls === null && !isLoopback(settings.host)) {
    throw new ListenRefused(`暗号化しない待受けは127.0.0.1だけです（${settings.host}）。証明書を設定してください。 / cleartext listens on loopback only; set a TLS certificate`);
  }
  if (settings.networks === null && !isLoopback(settings.host)) {
    throw new ListenRefused(`接続を許すネットワークが設定されていません（${settings.host}）。KAGIBAKO_WARD_NETWORKS、KAGIBAKO_CONTRACTOR_NETWORKS に 10.1.0.0/16 のように設定してください。 / no network may connect; set the networks of this listener`);
  }
  const isPermitted = readNetworks(settings.networks ?? loopback);
  const { server, certificateEnds, renew } = serverOf(application, settings);
  limitConnections(server, settings.limits ?? usualLimits, { isPermitted, stranger: settings.stranger });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  return { origin: settings.origin ?? `${settings.tls === null ? 'http' : 'https'}://${settings.host}:${port}`, get certificateEnds() { return certificateEnds(); }, renew, close: () => close(server) };
}

interface Made { readonly server: Server | SecureServer; readonly certificateEnds: () => number | null; readonly renew: (tls: TlsTexts) => void }

function serverOf(application: RequestListener, { tls, origin, now = Date.now }: ListenSettings): Made {
  if (tls === null) {
    return { server: createHttp(application), certificateEnds: () => null, renew: () => { throw new TlsRefused('この待受けは暗号化していません。 / this listener speaks in clear'); } };
  }
  let current = secureOptions(tls, origin, now());
  const server = createHttps(current.options, application);
  return {
    server, certificateEnds: () => current.endsAt,
    renew: (next) => {
      const made = secureOptions(next, origin, now());
      server.setSecureContext(made.options);
      current = made;
    },
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function close(server: Server | SecureServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
