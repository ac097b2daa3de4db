// A relay between a client and a listener that breaks its connections after planned numbers of bytes, up or down: no clock decides when.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Bytes that a connection lets through before it breaks, whichever comes first; 0 breaks it at once. */
export interface Break { readonly up?: number; readonly down?: number }

export interface Cutter {
  readonly origin: string;
  /** What each coming connection meets; nothing left in the list lets all pass. */
  plan: Break[];
  /** Connections that were broken so far. */
  readonly cuts: number;
  close(): Promise<void>;
}

/**
 * A relay to `origin` that breaks its connections as planned. A connection with nothing planned when it came takes up a plan made later. With `only`, just
 * requests whose first line fits meet a break, and bytes are counted from their beginning.
 */
export async function cutterTo(origin: string, only?: RegExp): Promise<Cutter> {
  const { hostname, port } = new URL(origin);
  const sockets = new Set<Socket>();
  const cutter = { plan: [] as Break[], cuts: 0 };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const end = (): void => { near.destroy(); far.destroy(); };
    for (const socket of [near, far]) sockets.add(socket.on('error', end).on('close', () => sockets.delete(socket)));
    near.on('close', end);
    // What the gateway said before it closed still goes over.
    far.on('close', () => { near.destroySoon(); });
    let planned = only === undefined ? cutter.plan.shift() : undefined;
    let [up, down] = [planned?.up ?? Infinity, planned?.down ?? Infinity];
    const cut = (): void => {
      if (!near.destroyed) cutter.cuts += 1;
      end();
    };
    if (up === 0 || down === 0) {
      cut();
      return;
    }
    const take = (piece: Buffer): void => {
      if (only !== undefined && /^(?:GET|POST|PATCH|HEAD|DELETE) /.test(piece.toString('latin1', 0, 8))) {
        planned = undefined;
        [up, down] = [Infinity, Infinity];
        if (!only.test(piece.toString('latin1', 0, 200))) return;
      } else if (planned !== undefined || only !== undefined) return;
      planned = cutter.plan.shift();
      if (planned !== undefined) [up, down] = [planned.up ?? Infinity, planned.down ?? Infinity];
    };
    const carry = (from: Socket, to: Socket, left: () => number, spend: (bytes: number) => void): void => {
      from.on('data', (piece: Buffer) => {
        if (from === near) take(piece);
        const room = left();
        // The cut is on its way: nothing more goes over.
        if (room <= 0) return;
        spend(piece.length);
        // What was let through arrives; what came after it does not.
        if (piece.length >= room) to.write(piece.subarray(0, room), cut);
        else if (!to.write(piece)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
      from.on('end', () => to.end());
    };
    carry(near, far, () => up, (bytes) => { up -= bytes; });
    carry(far, near, () => down, (bytes) => { down -= bytes; });
  });
  server.listen(0, hostname);
  await once(server, 'listening');
  return Object.assign(cutter, { origin: `http://${hostname}:${(server.address() as AddressInfo).port}`, close: async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  } });
}
