// What stands for a listener's walls where people come through a trusted proxy: its connections are all one machine's, so each of its requests is looked at as a
// connection would be. Who is turned away hears nothing but a status.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readNetworks } from '../addresses/networks.ts';
import { cameInClear, forwardedClient, rememberClient } from './client-address.ts';

/** A proxy is a machine or a few, never a provider: whoever stands in such a network could call itself anybody (an assumption). */
const widest = { ipv4: 24, ipv6: 64 } as const;

/** Reads the addresses of trusted proxies; null: there are none. Throws `NetworksRefused`. */
export const readProxies = (text: string | null): (address: string) => boolean => (text === null ? () => false : readNetworks(text, widest));

export interface Walls {
  readonly isTrusted: (address: string) => boolean;
  readonly isPermitted: (address: string) => boolean;
  /** How many requests of one client may be under way. */
  readonly perAddress: number;
  /** True where clients reach this listener over TLS: then what came to the proxy in clear is turned away (ASVS 12.2.1). */
  readonly isSecure: boolean;
  readonly stranger: (address: string) => void;
}

/** Puts the walls before `application` for what comes through a trusted proxy; everything else passes to `direct`, by default the same. */
export function behindProxies(application: RequestListener, walls: Walls, direct = application): RequestListener {
  const open = new Map<string, number>();
  return (request, response) => {
    const peer = request.socket.remoteAddress ?? '';
    if (!walls.isTrusted(peer)) {
      direct(request, response);
      return;
    }
    const client = forwardedClient(request, walls.isTrusted);
    const status = statusFor(request, client, open, walls);
    if (client === null || status !== null) {
      walls.stranger(client ?? peer);
      turnAway(response, status ?? 400);
      return;
    }
    rememberClient(request, client);
    count(open, client, response);
    application(request, response);
  };
}

function statusFor(request: IncomingMessage, client: string | null, open: ReadonlyMap<string, number>, { isPermitted, perAddress, isSecure }: Walls): number | null {
  if (client === null) return 400;
  if (!isPermitted(client) || (isSecure && cameInClear(request))) return 403;
  return (open.get(client) ?? 0) >= perAddress ? 503 : null;
}

function count(open: Map<string, number>, client: string, response: ServerResponse): void {
  open.set(client, (open.get(client) ?? 0) + 1);
  response.once('close', () => {
    const left = (open.get(client) ?? 1) - 1;
    if (left > 0) open.set(client, left);
    else open.delete(client);
  });
}

function turnAway(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close', 'content-length': 0, ...(status === 503 ? { 'retry-after': '5' } : {}) }).end();
}
