/**
 * The body of `POST /add-checkpoint` (c2sp.org/tlog-witness): old size, consistency proof, an empty line, the signed head. Written by a log, read by a witness. Pure.
 * Guarantees that only the one form is read.
 */
import { fromBase64, toBase64 } from './encoding.ts';
import { NoteRefused } from './note.ts';

export interface AddCheckpoint { readonly oldSize: number; readonly proof: readonly Uint8Array[]; readonly note: string }

/** "The client MUST NOT send more than 63 consistency proof lines." */
const MAX_HASHES = 63;

export const formatAddCheckpoint = ({ oldSize, proof, note }: AddCheckpoint): string => `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;

/** Takes the body apart without trusting it. Throws NoteRefused if it is of another form. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n');
  const [, size] = /^old (0|[1-9][0-9]{0,15})$/.exec(first) ?? [];
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === 32).filter((hash) => hash !== null);
  if (size === undefined || !Number.isSafeInteger(Number(size)) || proof.length !== lines.length || proof.length > MAX_HASHES) {
    throw new NoteRefused('NOTE_MALFORMED', `expected "old" and a size, at most ${MAX_HASHES} hashes of 32 bytes in Base64, an empty line and a checkpoint`);
  }
  return { oldSize: Number(size), proof, note: body.slice(end + 2) };
}
