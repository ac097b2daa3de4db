// A TCP relay between a browser and a listener: slow on the way up, and it can be cut and mended as a cable can.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface CuttableLine {
  /** Chromium's flag that leads what is meant for the listener over this line; to the listener nothing looks different. */
  readonly flag: string;
  /** Bytes that went up so far. */
  sent(): number;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Connections are taken again, at full speed. */
  mend(): void;
  /** Slow again, as it was laid, or as slow as is asked. */
  slow(bytesPerSecond?: number): void;
  close(): Promise<void>;
}

/** Lays a line to `origin` that lets about `bytesPerSecond` go up. */
export async function layLine(origin: string, bytesPerSecond: number): Promise<CuttableLine> {
  const { hostname, port } = new URL(origin);
  const sockets = new Set<Socket>();
  const line = { down: false, slow: true, rate: bytesPerSecond, sent: 0 };
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server: Server = createServer((near) => {
    if (line.down) return void near.destroy();
    const far = kept(connect(Number(port), hostname));
    kept(near).on('close', () => far.destroy());
    far.pipe(near);
    void climb(near, far, (bytes) => {
      line.sent += bytes;
      return line.slow ? (bytes / line.rate) * 1000 : 0;
    });
  });
  server.listen(0, hostname);
  await once(server, 'listening');
  const cutAll = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    flag: `--host-resolver-rules=MAP ${hostname}:${port} ${hostname}:${(server.address() as AddressInfo).port}`,
    sent: () => line.sent,
    cut: () => {
      line.down = true;
      cutAll();
    },
    mend: () => void Object.assign(line, { down: false, slow: false }),
    slow: (rate = bytesPerSecond) => void Object.assign(line, { slow: true, rate }),
    close: async () => {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Carries what comes from the browser, waiting `took(bytes)` milliseconds after each piece. */
async function climb(near: Socket, far: Socket, took: (bytes: number) => number): Promise<void> {
  try {
    for await (const piece of near as AsyncIterable<Buffer>) {
      if (!far.write(piece)) await once(far, 'drain');
      await pause(took(piece.length));
    }
    far.end();
  } catch {
    far.destroy();
  }
}
