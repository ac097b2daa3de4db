// Forwards the ledger to a syslog receiver: everything, in order, each entry at least once. An absent, slow or cutting receiver holds nobody up
// and loses nothing; duplicates come only after a failure, and bear the same index.
//
// Order: a batch goes out, the receiver is seen to have taken it (line.ts), then the cursor moves. A crash anywhere before that sends the batch again.
import type { Store } from '../store/store.ts';
import { entriesFrom, lagOf, nextIndex, noteFailed, noteTaken, type Lag } from './cursor.ts';
import { openLine, type Line } from './line.ts';
import { framed, messageOf } from './message.ts';
import { ForwardingFailed, nameOf, type Pace, type Target } from './target.ts';

/** Held in memory at one time, each at most 64 KiB. */
const PAGE = 50;

export interface ForwarderParts {
  readonly store: Store;
  readonly target: Target;
  readonly pace: Pace;
  /** The name of the gateway in each message. */
  readonly host: string;
  /** The gateway's clock, ISO 8601. */
  readonly now: () => string;
  readonly fault: (error: unknown) => void;
}

export interface Forwarder {
  /** Sends what waits, beside everything else; nothing while it waits after a failure. Returns at once. */
  wake(): void;
  lag(): Promise<Lag>;
  /** Stops at once; what was not seen to arrive is sent after the next start. */
  close(): Promise<void>;
}

interface Running { closed: boolean; line: Line | null; failures: number; timer: NodeJS.Timeout | null; work: Promise<void> | null; again: boolean }

export function createForwarder(parts: ForwarderParts): Forwarder {
  const running: Running = { closed: false, line: null, failures: 0, timer: null, work: null, again: false };
  const wake = (): void => {
    if (running.closed || running.timer !== null) return;
    if (running.work !== null) {
      running.again = true;
      return;
    }
    running.again = false;
    running.work = forward(parts, running).catch((error: unknown) => failed(parts, running, error, wake)).finally(() => {
      running.work = null;
      if (running.again) wake();
    });
  };
  return {
    wake,
    lag: () => lagOf(parts.store, nameOf(parts.target)),
    close: async () => {
      running.closed = true;
      if (running.timer !== null) clearTimeout(running.timer);
      running.line?.drop();
      await running.work;
    },
  };
}

async function forward(parts: ForwarderParts, running: Running): Promise<void> {
  const target = nameOf(parts.target);
  for (let from = await nextIndex(parts.store, target); !running.closed;) {
    if ((await entriesFrom(parts.store, from, 1)).length === 0) return;
    const line = openLine(parts.target, parts.pace);
    running.line = line;
    try {
      await line.ready();
      const next = await sendFrom(parts, running, line, from);
      await line.finish();
      await noteTaken(parts.store, target, next, parts.now());
      running.failures = 0;
      from = next;
    } finally {
      line.drop();
      running.line = null;
    }
  }
}

/** Sends a batch. Returns the number after the last that was sent. */
async function sendFrom({ store, host, pace }: ForwarderParts, running: Running, line: Line, from: number): Promise<number> {
  let [next, bytes] = [from, 0];
  while (next - from < pace.mostEntries && bytes < pace.mostBytes && !running.closed) {
    const page = await entriesFrom(store, next, Math.min(PAGE, pace.mostEntries - (next - from)));
    if (page.length === 0) break;
    for (const entry of page) {
      const frame = framed(messageOf(entry, host));
      await line.send(frame);
      bytes += frame.length;
      next = entry.idx + 1;
    }
  }
  return next;
}

/** What fails is tried again, each time after twice the wait. */
async function failed(parts: ForwarderParts, running: Running, error: unknown, wake: () => void): Promise<void> {
  if (running.closed) return;
  if (!(error instanceof ForwardingFailed)) parts.fault(error);
  const { firstWaitMs, longestWaitMs } = parts.pace;
  const wait = Math.min(firstWaitMs * 2 ** Math.min(running.failures, 20), longestWaitMs);
  running.failures += 1;
  running.again = false;
  running.timer = setTimeout(() => {
    running.timer = null;
    wake();
  }, wait);
  running.timer.unref();
  await noteFailed(parts.store, nameOf(parts.target), parts.now(), error instanceof ForwardingFailed ? error.code : 'FAULT').catch(parts.fault);
}
