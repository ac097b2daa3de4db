// From where a request comes: its socket's address, unless that is a trusted proxy's; then the rightmost address of X-Forwarded-For that is no proxy of ours
// (H 64, ASVS 4.1.3, 15.3.4). From anybody else such headers are nothing: whoever connects could write them.
import type { IncomingMessage } from 'node:http';
import { plainAddress, versionOf } from '../addresses/address.ts';

const behindProxies = new WeakMap<IncomingMessage, string>();

/** The address of whoever asks, in its one spelling; everything that goes by an address goes by this one. */
export function clientAddress(request: IncomingMessage): string {
  return behindProxies.get(request) ?? plainAddress(request.socket.remoteAddress ?? '');
}

/** Lets `clientAddress` know what a trusted proxy told of this request. */
export function rememberClient(request: IncomingMessage, address: string): void {
  behindProxies.set(request, address);
}

/**
 * Who asks through a trusted proxy. Each proxy adds at the right whom it saw; what stands further left than the first stranger is that stranger's word.
 * Null where a proxy of ours wrote what is no address: then nobody knows who asks.
 */
export function forwardedClient(request: IncomingMessage, isTrusted: (address: string) => boolean): string | null {
  let client = plainAddress(request.socket.remoteAddress ?? '');
  for (const hop of linesOf(request, 'x-forwarded-for').reverse()) {
    if (versionOf(hop) === null) return null;
    client = plainAddress(hop);
    if (!isTrusted(client)) break;
  }
  return client;
}

/** True where a proxy says that somebody came to it in clear. */
export const cameInClear = (request: IncomingMessage): boolean => linesOf(request, 'x-forwarded-proto').some((word) => word.toLowerCase() !== 'https');

/** A list header that may come in several lines; node joins them. */
function linesOf({ headers }: IncomingMessage, name: string): string[] {
  const value = headers[name];
  if (value === undefined) return [];
  return (typeof value === 'string' ? value : value.join(',')).split(',').map((one) => one.trim());
}
