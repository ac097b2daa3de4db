/** Proof files (c2sp.org/tlog-proof@v1): index, inclusion proof and checkpoint in one text, to stand on a receipt. Guarantees: verified offline, or refused. */
import { verifyCheckpoint } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { fromBase64, toBase64 } from './encoding.ts';
import { NoteRefused } from './note.ts';
import type { VerifierKey } from './note.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';
import { verifyInclusion } from './proofs.ts';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
/** 2^53 entries need 53 hashes. */
const MAX_HASHES = 64;

export interface TlogProof { readonly index: number; readonly hashes: readonly Uint8Array[]; readonly checkpoint: string }

/** Takes the parts, returns the text; `checkpoint` is the signed note, verbatim. */
export function formatProof({ index, hashes, checkpoint }: TlogProof): string {
  return `${[FIRST_LINE, `index ${index}`, ...hashes.map(toBase64)].join('\n')}\n\n${checkpoint}`;
}

/** Takes the text apart without trusting it. Throws NoteRefused if it is not of the form; an `extra` line is skipped, as nothing vouches for it. */
export function parseProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(end, 0)).split('\n');
  if (lines[0]?.startsWith('extra ') === true) lines.shift();
  const [, index] = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? '') ?? [];
  const hashes = lines.map(fromBase64).filter((hash) => hash?.length === 32).filter((hash) => hash !== null);
  if (first !== FIRST_LINE || index === undefined || hashes.length !== lines.length || hashes.length > MAX_HASHES) {
    throw new NoteRefused('NOTE_MALFORMED', `expected a proof file that begins with ${FIRST_LINE}, an index, and hashes of 32 bytes`);
  }
  return { index: Number(index), hashes, checkpoint: text.slice(end + 2) };
}

/** What a proof is checked against: the log's origin and the keys trusted for it. */
export interface Trust { readonly origin: string; readonly keys: readonly VerifierKey[]; readonly sha256: Sha256; readonly verifyEd25519: VerifyEd25519 }

/**
 * Proves that a leaf is in the log. Takes the proof file and the leaf's hash, returns the index and the signed head it is proved against.
 * Throws NoteRefused or ProofRefused if anything does not hold.
 */
export async function verifyProof(text: string, leaf: Uint8Array, trust: Trust): Promise<{ index: number; checkpoint: Checkpoint }> {
  const { index, hashes, checkpoint: note } = parseProof(text);
  const checkpoint = await verifyCheckpoint(note, trust.origin, trust.keys, trust.verifyEd25519);
  verifyInclusion(trust.sha256, leaf, index, checkpoint.size, checkpoint.root, hashes);
  return { index, checkpoint };
}
