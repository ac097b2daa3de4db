/**
 * The body of `POST /add-log-key` (FORMAT.md, "Witnesses"): how a log tells a witness that its key was changed. Written by a log, read by a witness. Pure.
 * Guarantees that a next key is named only by an entry that stands under a head which the key before it signed, and the next one too.
 */
import { parseCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { utf8 } from './encoding.ts';
import { ROTATE_KEY } from './key-succession.ts';
import { isObject, LineMalformed, parseCanonical, textOf } from './line-json.ts';
import { formatVerifierKey, NoteRefused, parseNote, parseVerifierKey, verifyNote } from './note.ts';
import type { VerifierKey } from './note.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';
import { ProofRefused, verifyInclusion } from './proofs.ts';
import { formatProof, parseProof } from './tlog-proof.ts';
import type { TlogProof } from './tlog-proof.ts';
import { leafHash } from './tree.ts';

/** One change of keys, as vkeys. */
export interface KeyChanged { readonly from: string; readonly to: string }

/** Takes the bytes of the entry `rotate-ledger-key` and its proof against the first head that covers it; returns the body. */
export const formatLogKey = (entry: string, proof: TlogProof): string => `${entry}\n${formatProof(proof)}`;

/** Takes the body apart without trusting it. Throws NoteRefused if it is of another form. */
export function parseLogKey(body: string): { entry: string; proof: TlogProof; head: Checkpoint; changed: KeyChanged } {
  const end = body.indexOf('\n');
  const entry = body.slice(0, Math.max(end, 0));
  const proof = parseProof(body.slice(end + 1));
  return { entry, proof, head: parseCheckpoint(parseNote(proof.checkpoint).text), changed: changeIn(entry) };
}

function changeIn(entry: string): KeyChanged {
  const wrong = new NoteRefused('NOTE_MALFORMED', `expected an entry ${ROTATE_KEY} that names two keys`);
  try {
    const { act, result, facts } = parseCanonical(utf8(entry), 'entry');
    const [from, to] = isObject(facts) ? [textOf(facts['from']), textOf(facts['to'])] : [null, null];
    if (act !== ROTATE_KEY || result !== 'done' || from === null || to === null) throw wrong;
    return { from, to };
  } catch (error) {
    throw error instanceof LineMalformed ? wrong : error;
  }
}

/**
 * Proves a change of keys against the keys trusted for the log. A signature of both over a head is not enough: whoever has a head could put a second
 * signature under it; that the first key answers for the second stands in the entry alone. Throws NoteRefused if anything does not hold.
 */
export async function proveLogKey({ entry, proof, head, changed }: ReturnType<typeof parseLogKey>, trusted: readonly VerifierKey[], { sha256, verifyEd25519 }: { sha256: Sha256; verifyEd25519: VerifyEd25519 }): Promise<KeyChanged> {
  const from = trusted.find((key) => formatVerifierKey(sha256, key.name, key.publicKey) === changed.from);
  const to = parseVerifierKey(sha256, changed.to);
  if (from === undefined || to.name !== head.origin || from.name !== head.origin) throw new NoteRefused('NO_TRUSTED_SIGNATURE', `expected a change from a key that is trusted for ${head.origin}`);
  for (const key of [from, to]) await verifyNote(proof.checkpoint, [key], verifyEd25519);
  try {
    verifyInclusion(sha256, leafHash(sha256, utf8(entry)), proof.index, head.size, head.root, proof.hashes);
  } catch (error) {
    throw error instanceof ProofRefused ? new NoteRefused('NO_TRUSTED_SIGNATURE', 'expected the entry to be proved by the head') : error;
  }
  return changed;
}

/** The keys that a log may sign by now: those that were given, with their successors in place of those that were succeeded. */
export function keysNow(given: readonly VerifierKey[], changes: readonly KeyChanged[], sha256: Sha256): VerifierKey[] {
  const vkeys = new Set(given.map((key) => formatVerifierKey(sha256, key.name, key.publicKey)));
  for (const { from, to } of changes) {
    if (vkeys.delete(from)) vkeys.add(to);
  }
  return [...vkeys].map((vkey) => parseVerifierKey(sha256, vkey));
}
