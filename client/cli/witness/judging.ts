/**
 * What a witness answers to `add-checkpoint` (c2sp.org/tlog-witness), in the order of the specification. Pure.
 * Guarantees that 200 means: signed by a key trusted for its log, and the tree of the head held is the beginning of its tree.
 */
import { parseAddCheckpoint } from '../../../server/ledger/add-checkpoint.ts';
import type { AddCheckpoint } from '../../../server/ledger/add-checkpoint.ts';
import { parseCheckpoint } from '../../../server/ledger/checkpoint.ts';
import type { Checkpoint } from '../../../server/ledger/checkpoint.ts';
import { isSame } from '../../../server/ledger/encoding.ts';
import { sha256, verifyEd25519 } from '../../../server/ledger/node-primitives.ts';
import { NoteRefused, parseNote, verifyNote } from '../../../server/ledger/note.ts';
import type { VerifierKey } from '../../../server/ledger/note.ts';
import { ProofRefused, verifyConsistency } from '../../../server/ledger/proofs.ts';
import type { Evidence } from './record.ts';

export type Judgement =
  | { readonly status: 200; readonly head: Checkpoint; readonly note: string }
  | { readonly status: 400 | 403 | 404; readonly reason: string }
  | { readonly status: 409; readonly size: number; readonly evidence: Evidence['why'] | null; readonly head: Checkpoint; readonly note: string }
  | { readonly status: 422; readonly evidence: Evidence['why']; readonly head: Checkpoint; readonly note: string };

/** Takes a request apart. Returns it with its head (nothing of it trusted yet), or the answer 400. */
export function readRequest(body: string): { request: AddCheckpoint; head: Checkpoint } | (Judgement & { status: 400 }) {
  try {
    const request = parseAddCheckpoint(body);
    return { request, head: parseCheckpoint(parseNote(request.note).text) };
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    return { status: 400, reason: error.message };
  }
}

/** The answer if no signature of a trusted key holds, else null. */
async function mustBeSigned(note: string, origin: string, logs: readonly VerifierKey[]): Promise<Judgement | null> {
  const keys = logs.filter((key) => key.name === origin);
  if (keys.length === 0) return { status: 404, reason: `unknown log ${origin}` };
  try {
    await verifyNote(note, keys, verifyEd25519);
    return null;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    return { status: 403, reason: error.message };
  }
}

/** Takes the request, the keys of the logs, and the newest head cosigned of that log (null before the first); returns the answer. */
export async function judge({ request, head }: { request: AddCheckpoint; head: Checkpoint }, logs: readonly VerifierKey[], held: Checkpoint | null): Promise<Judgement> {
  const unsigned = await mustBeSigned(request.note, head.origin, logs);
  if (unsigned !== null) return unsigned;
  if (request.oldSize > head.size) return { status: 400, reason: `expected an old size of at most ${head.size}, ${request.oldSize} came` };
  const known = held ?? { origin: head.origin, size: 0, root: sha256(new Uint8Array(0)) };
  const isSplit = head.size === known.size && !isSame(head.root, known.root);
  if (request.oldSize !== known.size || isSplit) return { status: 409, size: known.size, evidence: isSplit ? 'split' : null, head, note: request.note };
  try {
    verifyConsistency(sha256, known.size, head.size, known.root, head.root, request.proof);
  } catch (error) {
    if (!(error instanceof ProofRefused)) throw error;
    return { status: 422, evidence: 'unproved', head, note: request.note };
  }
  return { status: 200, head, note: request.note };
}
