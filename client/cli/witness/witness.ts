/**
 * The witness itself: judges a request against what it remembers, writes down, then cosigns.
 * Guarantees one request after another, and no cosignature over anything that is not on the disk.
 */
import { formatCheckpoint, parseCheckpoint } from '../../../server/ledger/checkpoint.ts';
import { cosign } from '../../../server/ledger/cosignature.ts';
import type { Cosigner } from '../../../server/ledger/cosignature.ts';
import { keysNow, parseLogKey, proveLogKey } from '../../../server/ledger/log-key.ts';
import { sha256, verifyEd25519 } from '../../../server/ledger/node-primitives.ts';
import { NoteRefused, parseNote } from '../../../server/ledger/note.ts';
import type { VerifierKey } from '../../../server/ledger/note.ts';
import { judge, readRequest } from './judging.ts';
import type { Judgement } from './judging.ts';
import type { Record } from './record.ts';

export interface WitnessParts {
  readonly cosigner: Cosigner; readonly logs: readonly VerifierKey[]; readonly record: Record;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The judgement; with the cosignature line where it is 200, with the file of evidence where one was kept. */
export type Answered = Judgement & { readonly line?: string; readonly file?: string };

/** What became of a change of the log's key. */
export type Followed = { readonly status: 200; readonly origin: string; readonly to: string } | { readonly status: 400 | 403 | 404; readonly reason: string };

export interface Witness {
  /** A head (`add-checkpoint`). */
  answer(body: string): Promise<Answered>;
  /** A change of a log's key (`add-log-key`): from then on the next key signs for it, and the one before no more. */
  follow(body: string): Promise<Followed>;
}

/** The keys by which a log signs now. */
const trusted = async ({ logs, record }: WitnessParts, origin: string): Promise<VerifierKey[]> => keysNow(logs.filter((key) => key.name === origin), await record.changes(origin), sha256);

async function follow(parts: WitnessParts, body: string): Promise<Followed> {
  const { logs, record } = parts;
  try {
    const read = parseLogKey(body);
    const { origin } = read.head;
    if (!logs.some((key) => key.name === origin)) return { status: 404, reason: `unknown log ${origin}` };
    const known = await record.changes(origin);
    if (known.some(({ from, to }) => from === read.changed.from && to === read.changed.to)) return { status: 200, origin, to: read.changed.to };
    const { from, to } = await proveLogKey(read, await trusted(parts, origin), { sha256, verifyEd25519 });
    await record.follow(origin, { from, to });
    return { status: 200, origin, to };
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    return { status: error.code === 'NOTE_MALFORMED' || error.code === 'KEY_MALFORMED' ? 400 : 403, reason: error.message };
  }
}

async function answer(parts: WitnessParts, body: string): Promise<Answered> {
  const { cosigner, logs, record, now } = parts;
  const read = readRequest(body);
  if ('status' in read) return read;
  const held = logs.some((key) => key.name === read.head.origin) ? await record.read(read.head.origin) : null;
  const judged = await judge(read, await trusted(parts, read.head.origin), held === null ? null : parseCheckpoint(parseNote(held.note).text));
  if (judged.status === 200) {
    await record.remember(judged.head.origin, judged.note);
    return { ...judged, line: cosign(formatCheckpoint(judged.head), cosigner, Math.floor(now() / 1000)) };
  }
  if (!('evidence' in judged) || judged.evidence === null) return judged;
  const file = await record.keepEvidence({ why: judged.evidence, origin: judged.head.origin, offered: parseNote(judged.note).text, held: held?.note ?? '', request: body, at: new Date(now()).toISOString() });
  return { ...judged, file };
}

export function createWitness(parts: WitnessParts): Witness {
  // "Checking the old size and persisting the new checkpoint must be performed atomically": each waits for the one before it, whatever became of it.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return { answer: (body) => inTurn(() => answer(parts, body)), follow: (body) => inTurn(() => follow(parts, body)) };
}
