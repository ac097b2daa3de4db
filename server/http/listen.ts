// Opens one listener: TLS where a certificate is given, cleartext on loopback only (1-4), connections from permitted networks only (1-3).
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { isThisMachine, loopback, readNetworks } from '../addresses/networks.ts';
import { limitConnections, usualLimits, type ConnectionLimits } from './connections.ts';
import { noteCertificates, readAuthorities } from './client-certificate.ts';
import { behindProxies, readProxies, type Walls } from './proxies.ts';
import { secureOptions, type ServedCertificate, type TlsTexts } from './tls.ts';

export interface Listening {
  readonly origin: string;
  /** Of the certificate that it serves now; null in clear. */
  readonly certificate: ServedCertificate | null;
  /**
   * Looks at another certificate. Returns how to take it for every connection from now on; those that stand go on. Null for a listener in clear.
   * Throws `TlsRefused`, and then the old one goes on serving.
   */
  readonly renewal: ((tls: TlsTexts) => () => void) | null;
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
  /** Whether clients are asked for a certificate; `tls` names the authorities that sign them. Whoever shows none, or another, is served: what needs one asks for it. */
  readonly asksClients?: boolean;
  /** Addresses and networks of the proxies that are believed when they say who asks; left out or null: nobody is. */
  readonly proxies?: string | null;
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

/** Listens. Throws `ListenRefused` for cleartext on anything but loopback, for a listener of whose networks nothing is said and for an address that cannot be had, `NetworksRefused`, `TlsRefused`. */
export async function listen(application: RequestListener, settings: ListenSettings): Promise<Listening> {
  if (settings.tls === null && !isThisMachine(settings.host)) {
    throw new ListenRefused(`暗号化しない待受けは127.0.0.1だけです（${settings.host}）。証明書を設定してください。 / cleartext listens on loopback only; set a TLS certificate`);
  }
  if (settings.networks === null && !isThisMachine(settings.host)) {
    throw new ListenRefused(`接続を許すネットワークが設定されていません（${settings.host}）。KAGIBAKO_WARD_NETWORKS、KAGIBAKO_CONTRACTOR_NETWORKS に 10.1.0.0/16 のように設定してください。 / no network may connect; set the networks of this listener`);
  }
  const walls = wallsOf(settings);
  const { server, certificate, renewal } = serverOf(behindProxies(application, walls, settings.asksClients === true ? noteCertificates(application, settings.now ?? Date.now) : application), settings);
  limitConnections(server, settings.limits ?? usualLimits, walls);
  const lines = linesOf(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => { reject(asRefused(error, settings)); });
    server.listen(settings.port, settings.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  return { origin: settings.origin ?? `${settings.tls === null ? 'http' : 'https'}://${settings.host}:${port}`, get certificate() { return certificate(); }, renewal, close: () => close(server, lines) };
}

/** Who gets through, and who is believed. Throws `ListenRefused` for proxies behind which nobody would be let in. */
function wallsOf({ networks, proxies = null, limits = usualLimits, origin, tls, stranger }: ListenSettings): Walls {
  if (networks === null && proxies !== null) {
    throw new ListenRefused('代理サーバの先の、接続を許すネットワークが設定されていません。KAGIBAKO_WARD_NETWORKS、KAGIBAKO_CONTRACTOR_NETWORKS に 10.1.0.0/16 のように設定してください。 / no network may connect through the trusted proxies; set the networks of this listener');
  }
  const isSecure = origin === null ? tls !== null : origin.startsWith('https:');
  return { isTrusted: readProxies(proxies), isPermitted: readNetworks(networks ?? loopback), perAddress: limits.perAddress, isSecure, stranger };
}

interface Made extends Pick<Listening, 'renewal'> { readonly server: Server | SecureServer; readonly certificate: () => ServedCertificate | null }

function serverOf(application: RequestListener, { tls, origin, now = Date.now, asksClients = false }: ListenSettings): Made {
  if (tls === null) return { server: createHttp(application), certificate: () => null, renewal: null };
  const made = (texts: TlsTexts): ReturnType<typeof secureOptions> => {
    const { options, certificate } = secureOptions(texts, origin, now());
    return { options: asksClients ? { ...options, ca: readAuthorities(texts.clientAuthorities ?? '') } : options, certificate };
  };
  let current = made(tls);
  const server = createHttps({ ...current.options, requestCert: asksClients, rejectUnauthorized: false }, application);
  return {
    server, certificate: () => current.certificate,
    renewal: (next) => {
      const taken = made(next);
      return () => {
        server.setSecureContext(taken.options);
        current = taken;
      };
    },
  };
}

/** Why the address cannot be had, with what to do. */
function asRefused(error: NodeJS.ErrnoException, { host, port }: ListenSettings): Error {
  const place = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE': return new ListenRefused(`待受けの番号がもう使われています（${place}）。鍵箱がほかに動いていないか確かめるか、KAGIBAKO_WARD_PORT、KAGIBAKO_CONTRACTOR_PORT、KAGIBAKO_OPERATING_PORT を変えてください。 / port already taken; stop what listens there, or set another port`);
    case 'EACCES': return new ListenRefused(`この番号で待ち受ける権限がありません（${place}）。1024以上の番号にするか、systemd のユニットで許してください。 / no right to listen on this port; choose one from 1024 up, or grant it in the systemd unit`);
    case 'EADDRNOTAVAIL': return new ListenRefused(`この機械にないアドレスです（${place}）。KAGIBAKO_WARD_HOST、KAGIBAKO_CONTRACTOR_HOST を確かめてください。 / this machine has no such address; check the host of this listener`);
    default: return error;
  }
}

/** Every line that is open, also those that have not finished their TLS handshake, which the server does not count as its own. */
function linesOf(server: Server | SecureServer): ReadonlySet<Socket> {
  const lines = new Set<Socket>();
  server.on('connection', (line: Socket) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  return lines;
}

function close(server: Server | SecureServer, lines: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    for (const line of lines) line.destroy();
  });
}
