/**
 * The witness itself: judges a request against what it remembers, writes down, then cosigns.
 * Guarantees one request after another, and no cosignature over anything that is not on the disk.
 */
import { formatCheckpoint, parseCheckpoint } from '../../../server/ledger/checkpoint.ts';
import { cosign } from '../../../server/ledger/cosignature.ts';
import type { Cosigner } from '../../../server/ledger/cosignature.ts';
import { parseNote } from '../../../server/ledger/note.ts';
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

export interface Witness { answer(body: string): Promise<Answered> }

async function answer({ cosigner, logs, record, now }: WitnessParts, body: string): Promise<Answered> {
  const read = readRequest(body);
  if ('status' in read) return read;
  const held = logs.some((key) => key.name === read.head.origin) ? await record.read(read.head.origin) : null;
  const judged = await judge(read, logs, held === null ? null : parseCheckpoint(parseNote(held.note).text));
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
  return {
    answer(body) {
      const next = last.then(() => answer(parts, body));
      last = next.catch(() => undefined);
      return next;
    },
  };
}
