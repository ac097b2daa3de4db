// The figures in the text format of Prometheus: how the gateway stands, what it answered, how its process does. Labels are of fixed lists only: no path,
// no address, no name, so that neither a person nor a secret can become a label, and a stranger cannot make new ones.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { state } from '../http/wire/words.ts';
import type { ServedCertificate } from '../http/tls.ts';
import type { Standing } from './standing.ts';

export interface Metrics {
  /** One answer of a side: its status class and how long it took, in seconds. */
  answered(side: 'ward' | 'contractor', status: number, seconds: number): void;
  /** The text and its media type. Throws what `standing` throws. */
  told(): Promise<{ readonly type: string; readonly text: string }>;
}

const scannerStates = ['answers', 'silent', 'none'] as const;

/** `certificate`: the TLS certificate that serves; null in clear. */
export function createMetrics(standing: () => Promise<Standing>, certificate: () => ServedCertificate | null): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({ name: 'kagibako_answer_seconds', help: 'Answers of a side by class of status, and how long each took', labelNames: ['side', 'status'], buckets: [0.01, 0.05, 0.25, 1, 5, 30, 300], registers: [registry] });
  const failures = new Counter({ name: 'kagibako_faults_total', help: 'Answers of 500 and above, without those that say to come back later', labelNames: ['side'], registers: [registry] });
  for (const side of ['ward', 'contractor']) failures.inc({ side }, 0);
  const tell = gauges(registry);
  const ends = new Gauge({ name: 'kagibako_certificate_ends_seconds', help: 'When the TLS certificate ends, as Unix time; 0 in clear', registers: [registry] });
  const weak = new Gauge({ name: 'kagibako_certificate_weak', help: '1 while the key of the TLS certificate has less than 128 bits of strength (RSA under 3072 bits)', registers: [registry] });
  return {
    answered: (side, status, seconds) => {
      answers.observe({ side, status: `${String(Math.trunc(status / 100))}xx` }, seconds);
      if (status >= 500 && status !== 503) failures.inc({ side });
    },
    told: async () => {
      tell(await standing());
      const served = certificate();
      ends.set((served?.endsAt ?? 0) / 1000);
      weak.set(served?.isWeak === true ? 1 : 0);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Returns how to set all gauges at once. */
function gauges(registry: Registry): (found: Standing) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> => new Gauge({ name: `kagibako_${name}`, help, labelNames, registers: [registry] });
  const transfers = gauge('transfers', 'Transfers by state', ['state']);
  const overdue = gauge('overdue_transfers', 'Transfers whose time has come and whose step is not done yet');
  const ledger = gauge('ledger_entries', 'Entries of the ledger, all and those under a signed head', ['part']);
  const unforwarded = gauge('ledger_unforwarded_entries', 'Entries that the syslog receiver is not known to have; absent without a receiver');
  const witnesses = gauge('witnesses', 'Witnesses that are asked, that refuse, that are silent', ['part']);
  const mails = gauge('mails_waiting', 'Mails on their way');
  const lanes = gauge('files_moving', 'Files that come and go, and those that wait for a place', ['way', 'part']);
  const scanner = gauge('scanner', '1 for the state of the virus scanner', ['state']);
  const bytes = gauge('bytes', 'Sizes of the database and its log, and of the disk of the data folder', ['of']);
  const alarm = gauge('alarm', '1 for each alarm that stands', ['code']);
  const clear = gauge('cleartext_line', '1 for each line to another machine that is not encrypted', ['to']);
  const keys = gauge('key_due_seconds', 'When each of the gateway\'s own keys is to be exchanged at the latest, as Unix time', ['key']);
  const clock = gauge('clock_leapt', '1 while the wall clock is not believed');
  return (found) => {
    // Each state is told, also when no transfer is in it, so that a series never vanishes.
    for (const one of state.options) transfers.set({ state: one }, found.transfers.find((row) => row.state === one)?.count ?? 0);
    overdue.set(found.overdue);
    for (const part of ['entries', 'signed'] as const) ledger.set({ part }, found.ledger[part]);
    if (found.unforwarded === null) unforwarded.remove();
    else unforwarded.set(found.unforwarded);
    for (const part of ['asked', 'refusing', 'silent'] as const) witnesses.set({ part }, found.witnesses[part]);
    mails.set(found.mailsWaiting);
    for (const way of ['uploads', 'downloads'] as const) for (const part of ['active', 'waiting'] as const) lanes.set({ way, part }, found[way][part]);
    for (const one of scannerStates) scanner.set({ state: one }, found.scanner === one ? 1 : 0);
    for (const of of ['database', 'log', 'free', 'total'] as const) bytes.set({ of }, found.bytes[of]);
    alarm.reset();
    for (const code of found.alarms) alarm.set({ code }, 1);
    for (const to of found.cleartext) clear.set({ to }, 1);
    for (const { key, dueAt } of found.keys) keys.set({ key }, Date.parse(dueAt) / 1000);
    clock.set(found.clockLeapt ? 1 : 0);
  };
}
