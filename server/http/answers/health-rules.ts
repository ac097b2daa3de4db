// From counts to a plain judgement: good, look, act now. All thresholds stand here; none is from the papers, each is an assumption. Pure.
import type { Lag } from '../../forwarding/cursor.ts';
import type { KeyDue } from '../../watching/keys-due.ts';
import type { HealthRow, Verdict } from '../wire/administration.ts';

const hour = 3_600_000;
export const limits = {
  /** The log of the database is emptied by each wipe; a long one means that a reader never ends. */
  logBytesLook: 256 * 1024 ** 2,
  /** Parts of the disk that must be free. A full disk stops every deposit. */
  freeShareLook: 0.2, freeShareAct: 0.1,
  /** ClamAV publishes patterns several times a week. */
  patternsLook: 3 * 24 * hour, patternsAct: 7 * 24 * hour,
  /** Heads are signed within seconds of an entry. */
  unsignedAct: 10 * 60_000,
  /** The clock works every few seconds. */
  overdueLook: 10 * 60_000, overdueAct: hour,
  /** Entries go to the syslog receiver within seconds. */
  forwardingAct: 10 * 60_000,
  /** A change of keys stops the gateway: it is planned a month ahead, as its announcement is. */
  keyLook: 30 * 24 * hour,
  /** Drafts about to be discarded. */
  draftsSoon: 24 * hour,
} as const;

export interface Counted {
  readonly now: number;
  readonly program: { version: string; schema: number; startedAt: number };
  readonly database: { size: number; log: number };
  readonly space: { free: number; total: number };
  readonly vault: { bodies: number; bytes: number; locks: number };
  readonly scanner: { kind: 'clamd' | 'none'; answers: boolean; version: string; patternsFrom: string | null };
  readonly ledger: { entries: number; signed: number; signedAt: string | null; oldestUnsigned: string | null };
  readonly wipes: { failed: number };
  readonly clock: { overdue: number; oldest: string | null };
  readonly drafts: { waiting: number; sweptSoon: number };
  readonly alarms: readonly string[];
  readonly keys: readonly KeyDue[];
  /** Lines to other machines that the operator lets go in clear. */
  readonly cleartext: readonly string[];
  /** Null: forwarded nowhere. */
  readonly forwarding: Lag | null;
  /** Names of those with trouble; `vouched`: when the newest cosigned head came. */
  readonly witnesses: { asked: number; vouched: string | null; refusing: readonly string[]; silent: readonly string[] };
}

type Judged = Pick<HealthRow, 'verdict' | 'advice'>;
const good: Judged = { verdict: 'good', advice: null };
const figure = (name: HealthRow['figures'][number]['name'], form: HealthRow['figures'][number]['form'], value: HealthRow['figures'][number]['value']) => ({ name, form, value });

const worse: readonly Verdict[] = ['act', 'look', 'good'];

/** One row for each thing that is looked at; what needs action first. */
export function judge(found: Counted): HealthRow[] {
  const rows: HealthRow[] = [
    { key: 'alarms', ...(found.alarms.length > 0 ? { verdict: 'act', advice: 'alarm' } as const : good), figures: [figure('codes', 'list', [...found.alarms])] },
    { key: 'wipes', ...(found.wipes.failed > 0 ? { verdict: 'act', advice: 'wipe-failed' } as const : good), figures: [figure('failed', 'count', found.wipes.failed)] },
    { key: 'space', ...space(found), figures: [figure('free', 'bytes', found.space.free), figure('total', 'bytes', found.space.total)] },
    { key: 'scanner', ...scanner(found), figures: [figure('kind', 'text', found.scanner.kind === 'none' ? null : found.scanner.version), figure('patterns', 'instant', found.scanner.patternsFrom)] },
    { key: 'ledger', ...ledger(found), figures: [figure('entries', 'count', found.ledger.entries), figure('signed', 'instant', found.ledger.signedAt), figure('unsigned', 'count', found.ledger.entries - found.ledger.signed)] },
    { key: 'forwarding', ...forwarding(found), figures: [figure('unsent', 'count', found.forwarding?.waiting ?? null), figure('sentUntil', 'instant', found.forwarding?.confirmedAt ?? null), figure('failure', 'text', failureOf(found.forwarding?.failure ?? null))] },
    { key: 'witnesses', ...witnesses(found), figures: [figure('asked', 'count', found.witnesses.asked), figure('vouched', 'instant', found.witnesses.vouched), figure('troubled', 'list', [...found.witnesses.refusing, ...found.witnesses.silent])] },
    { key: 'lines', ...(found.cleartext.length > 0 ? { verdict: 'look', advice: 'cleartext' } as const : good), figures: [figure('clear', 'list', [...found.cleartext])] },
    { key: 'keys', ...keys(found), figures: (['ledger', 'waiting', 'signing'] as const).map((key) => figure(`${key}-due`, 'instant', found.keys.find((one) => one.key === key)?.dueAt ?? null)) },
    { key: 'clock', ...clock(found), figures: [figure('overdue', 'count', found.clock.overdue), figure('oldest', 'instant', found.clock.oldest)] },
    { key: 'drafts', ...(found.drafts.sweptSoon > 0 ? { verdict: 'look', advice: 'drafts-end' } as const : good), figures: [figure('waiting', 'count', found.drafts.waiting), figure('sweptSoon', 'count', found.drafts.sweptSoon)] },
    { key: 'vault', ...good, figures: [figure('bodies', 'count', found.vault.bodies), figure('bytes', 'bytes', found.vault.bytes), figure('locks', 'count', found.vault.locks)] },
    { key: 'database', ...(found.database.log > limits.logBytesLook ? { verdict: 'look', advice: 'log-big' } as const : good), figures: [figure('size', 'bytes', found.database.size), figure('log', 'bytes', found.database.log)] },
    { key: 'program', ...good, figures: [figure('version', 'text', found.program.version), figure('schema', 'text', String(found.program.schema)), figure('uptime', 'seconds', Math.max(0, Math.floor((found.now - found.program.startedAt) / 1000)))] },
  ];
  return rows.toSorted((one, other) => worse.indexOf(one.verdict) - worse.indexOf(other.verdict));
}

function space({ space: { free, total } }: Counted): Judged {
  const share = total === 0 ? 0 : free / total;
  if (share < limits.freeShareAct) return { verdict: 'act', advice: 'space-gone' };
  return share < limits.freeShareLook ? { verdict: 'look', advice: 'space-short' } : good;
}

function scanner({ scanner: { kind, answers, patternsFrom }, now }: Counted): Judged {
  if (kind === 'none') return { verdict: 'act', advice: 'no-scanner' };
  if (!answers) return { verdict: 'act', advice: 'scanner-silent' };
  const age = patternsFrom === null ? 0 : now - Date.parse(patternsFrom);
  if (age > limits.patternsAct) return { verdict: 'act', advice: 'patterns-old' };
  return age > limits.patternsLook ? { verdict: 'look', advice: 'patterns-old' } : good;
}

function ledger({ ledger: { oldestUnsigned }, now }: Counted): Judged {
  return oldestUnsigned !== null && now - Date.parse(oldestUnsigned) > limits.unsignedAct ? { verdict: 'act', advice: 'unsigned' } : good;
}

function forwarding({ forwarding: lag, now }: Counted): Judged {
  const late = lag === null || lag.oldest === null ? 0 : now - Date.parse(lag.oldest);
  return late > limits.forwardingAct ? { verdict: 'act', advice: 'syslog-silent' } : good;
}

function witnesses({ witnesses: { refusing, silent } }: Counted): Judged {
  if (refusing.length > 0) return { verdict: 'act', advice: 'witness-refused' };
  return silent.length > 0 ? { verdict: 'look', advice: 'witness-silent' } : good;
}

function keys({ keys: all, now }: Counted): Judged {
  const left = Math.min(...all.map(({ dueAt }) => Date.parse(dueAt) - now));
  if (left < 0) return { verdict: 'act', advice: 'key-due' };
  return left <= limits.keyLook ? { verdict: 'look', advice: 'key-soon' } : good;
}

function clock({ clock: { oldest }, now }: Counted): Judged {
  const late = oldest === null ? 0 : now - Date.parse(oldest);
  if (late > limits.overdueAct) return { verdict: 'act', advice: 'clock-late' };
  return late > limits.overdueLook ? { verdict: 'look', advice: 'clock-late' } : good;
}

export type Failure = 'refused' | 'name' | 'silent' | 'unreachable' | 'cut' | 'certificate' | 'other';
const failures: Readonly<Record<string, Failure>> = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name', ETIMEDOUT: 'silent', SLOW: 'silent', EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ECONNRESET: 'cut', EPIPE: 'cut', CUT: 'cut' };

/** What a code of the system or of TLS says to an administrator: which part is down. The page has the words. */
export function failureOf(code: string | null): Failure | null {
  if (code === null) return null;
  return failures[code] ?? (/CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL/.test(code) ? 'certificate' : 'other');
}

/** The worst of all rows. */
export const worst = (rows: readonly HealthRow[]): Verdict => (rows.some((row) => row.verdict === 'act') ? 'act' : rows.some((row) => row.verdict === 'look') ? 'look' : 'good');
