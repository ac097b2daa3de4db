// What a connection may cost before anybody is known: whoever connects must soon ask for something, may not hold more lines than a house full of people
// needs, and is cut when nothing moves (H 15). Cut before a byte is read where its network may not connect at all (1-3).
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { plainAddress } from '../addresses/address.ts';
import type { Walls } from './proxies.ts';

export interface ConnectionLimits {
  /** From the connection to the whole head of its first request, the TLS handshake included. */
  readonly firstRequestMs: number;
  /** Without a byte in either direction: a sender that stopped, a reader that does not read. */
  readonly idleMs: number;
  readonly perAddress: number;
}

/** A browser opens six lines; behind one address of a firm sit many people (an assumption). */
export const usualLimits: ConnectionLimits = { firstRequestMs: 20_000, idleMs: 120_000, perAddress: 500 };

/** Limits the connections of `server`. `stranger` is told the address of each that was cut without having asked for anything. */
export function limitConnections(server: Server, { firstRequestMs, idleMs, perAddress }: ConnectionLimits, { isPermitted, isTrusted, stranger }: Pick<Walls, 'isPermitted' | 'isTrusted' | 'stranger'>): void {
  const open = new Map<string, number>();
  const silent = new Map<string, NodeJS.Timeout>();
  const lineOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress ?? ''} ${String(remotePort)}`;
  const heard = (line: string): void => {
    clearTimeout(silent.get(line));
    silent.delete(line);
  };
  server.on('connection', (socket: Socket) => {
    const [address, line] = [socket.remoteAddress ?? '', lineOf(socket)];
    const cut = (): void => {
      socket.destroy();
      stranger(plainAddress(address));
    };
    const already = open.get(address) ?? 0;
    // Behind a trusted proxy many people come from its one address; each of its requests is looked at instead (proxies.ts).
    if (!isTrusted(address) && (!isPermitted(address) || already >= perAddress)) {
      cut();
      return;
    }
    open.set(address, already + 1);
    silent.set(line, setTimeout(cut, firstRequestMs));
    socket.once('close', () => {
      heard(line);
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
  // Over TLS it is another socket with the same address and port.
  server.on('request', (request) => heard(lineOf(request.socket)));
  // The next head on a line that is kept must come soon too; a body may take as long as it goes on coming.
  server.headersTimeout = firstRequestMs;
  server.requestTimeout = 0;
  server.setTimeout(idleMs);
}
