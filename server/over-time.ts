// Composition of what goes on beside the requests: the scanner is watched, the ledger forwarded, what was kept long enough erased, and alarms say what does not work.
import type { Lag } from './forwarding/cursor.ts';
import { createForwarder, type Forwarder } from './forwarding/forwarder.ts';
import { usualPace, type Pace, type Target } from './forwarding/target.ts';
import type { Clock } from './ledger/clock.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createRetention } from './retention/work.ts';
import type { Scanner } from './scanning/scanner.ts';
import type { Store } from './store/store.ts';
import { createScannerWatch } from './watching/scanner-watch.ts';
import { noteWipeFailures } from './watching/wipe-alarm.ts';

export interface OverTimeMeans {
  readonly scanner: Scanner;
  /** Null: the ledger is not forwarded. */
  readonly syslog: { readonly target: Target; readonly pace?: Pace } | null;
  readonly ledgerOrigin: string;
}

export interface OverTimeParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly alarms: Map<string, string>; readonly fault: (error: unknown) => void; readonly reach?: (label: string) => void | Promise<void> }

export interface OverTime {
  /** To be called with each turn of the clock's work. */
  turn(): Promise<void>;
  /** How much of the ledger waits to be forwarded; null when it is not. */
  lag(): Promise<Lag | null>;
  close(): Promise<void>;
}

/** A receiver may be restarted without an alarm: ten minutes, as with heads that are not signed (an assumption). */
const bearableLag = 10 * 60_000;

export function createOverTime(means: OverTimeMeans, parts: OverTimeParts): OverTime {
  const { store, clock, alarms } = parts;
  const watchScanner = createScannerWatch({ ...parts, scanner: means.scanner });
  const forwarder = forwarderOf(means, parts);
  const retention = createRetention({ ...parts, suspended: () => clock.isLeaping() });
  const lag = (): Promise<Lag | null> => forwarder?.lag() ?? Promise.resolve(null);
  return {
    lag,
    turn: async () => {
      await noteWipeFailures(store, alarms, clock);
      await watchScanner();
      await retention.run();
      forwarder?.wake();
      noteLag(await lag(), parts);
    },
    close: () => forwarder?.close() ?? Promise.resolve(),
  };
}

function forwarderOf({ syslog, ledgerOrigin }: OverTimeMeans, { store, clock, fault }: OverTimeParts): Forwarder | null {
  const [host = ''] = ledgerOrigin.split('/');
  return syslog === null ? null : createForwarder({ store, target: syslog.target, pace: syslog.pace ?? usualPace, host, now: () => clock.now(), fault });
}

function noteLag(lag: Lag | null, { clock, alarms }: OverTimeParts): void {
  const late = lag !== null && lag.oldest !== null && clock.millis() - Date.parse(lag.oldest) > bearableLag;
  if (!late) alarms.delete('SYSLOG_SILENT');
  else if (!alarms.has('SYSLOG_SILENT')) alarms.set('SYSLOG_SILENT', clock.now());
}
