// One connection to a syslog receiver, over TCP or TLS (RFC 5425: certificate and host name are checked). Holds one message at a time.
//
// Syslog has no answer. What is taken for one: after the last byte the connection stands for a while, then this side ends it, and the
// receiver ends its own side in order. A receiver that goes away with bytes unread resets instead (RFC 1122 4.2.2.13), and one that ends first has
// cut. What remains unseen: a receiver that reads and then forgets, and a relay that answers for somebody else.
import { connect, isIP, type Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { ForwardingFailed, type Pace, type Target } from './target.ts';

/** Turns of the loop; each reads what has come in. */
const lookAround = 64;

export interface Line {
  /** Returns once it stands; with TLS only after certificate and name of the receiver were found right. Throws `ForwardingFailed`. */
  ready(): Promise<void>;
  /** Waits until the receiver's side has room again. Throws `ForwardingFailed`. */
  send(bytes: Uint8Array): Promise<void>;
  /** Returns once everything sent was taken, as far as syslog can tell. Throws `ForwardingFailed` when it may not have been. */
  finish(): Promise<void>;
  /** Drops the connection; nothing of it counts as taken. */
  drop(): void;
}

/** Begins to connect. */
export function openLine(target: Target, pace: Pace): Line {
  const socket = open(target);
  // Otherwise the last bytes wait in this machine for an acknowledgement of those before, and the connection stands for nothing.
  socket.setNoDelay(true);
  const end = watch(socket, pace);
  const standing = new Promise<void>((resolve) => socket.once(target.tls === null ? 'connect' : 'secureConnect', resolve));
  let written: Promise<unknown> = Promise.resolve();
  return {
    ready: () => Promise.race([standing, end.broken]),
    async send(bytes) {
      let taken: () => void = () => undefined;
      written = new Promise<void>((resolve) => (taken = resolve));
      if (!socket.write(bytes, taken)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), end.broken]);
    },
    async finish() {
      await Promise.race([written, end.broken]);
      await Promise.race([setTimeout(pace.settleMs), end.broken]);
      // A process that was held up itself has not yet read what the receiver did meanwhile.
      for (let turn = 0; turn < lookAround; turn += 1) await Promise.race([setImmediate(), end.broken]);
      await Promise.race([end.inOrder(), end.broken]);
    },
    drop: () => void socket.destroy(),
  };
}

function open({ host, port, tls }: Target): Socket {
  if (tls === null) return connect({ host, port });
  const { ca, certificate, key } = tls;
  return connectTls({
    host, port, minVersion: 'TLSv1.2', ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca === null ? {} : { ca }), ...(certificate === null || key === null ? {} : { cert: certificate, key }),
  });
}

interface End {
  /** Never resolves; rejects as soon as the connection is known to have failed. */
  readonly broken: Promise<never>;
  /** Ends this side, and waits until the receiver has ended its own. */
  inOrder(): Promise<void>;
}

function watch(socket: Socket, { patienceMs }: Pace): End {
  let ending = false;
  let fail: (code: string) => void = () => undefined;
  let closed: () => void = () => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    fail = (code) => {
      reject(new ForwardingFailed(code));
      socket.destroy();
    };
  });
  // Whoever waits hears of it; nobody waiting is no fault of the process.
  broken.catch(() => undefined);
  const orderly = new Promise<void>((resolve) => (closed = resolve));
  let heardEnd = false;
  socket.on('error', (error) => fail('code' in error && typeof error.code === 'string' ? error.code : error.name));
  socket.setTimeout(patienceMs, () => fail('SLOW'));
  // Whatever it says is not asked for, and is thrown away.
  socket.resume();
  socket.once('end', () => {
    heardEnd = true;
    if (!ending) fail('CUT');
  });
  socket.once('close', (hadError) => {
    if (ending && heardEnd && !hadError) closed();
    else fail('CUT');
  });
  return {
    broken,
    inOrder: () => {
      ending = true;
      socket.end();
      return orderly;
    },
  };
}
