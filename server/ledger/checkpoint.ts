/** Checkpoints (c2sp.org/tlog-checkpoint): a tree's size and root as a signed note. Guarantees one form per head: no extension lines, no leading zeroes. */
import { fromBase64, toBase64 } from './encoding.ts';
import { NoteRefused, signNote, verifyNote } from './note.ts';
import type { NoteSigner, VerifierKey } from './note.ts';
import type { VerifyEd25519 } from './primitives.ts';

/** `origin` names the log; `size` counts its entries; `root` is 32 bytes. */
export interface Checkpoint { readonly origin: string; readonly size: number; readonly root: Uint8Array }

/** Takes a head, returns the three lines that are signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Takes the text of a checkpoint (not the note), returns the head. Throws NoteRefused if it is anything but three exact lines. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, rest, ...more] = text.split('\n');
  const bytes = root === undefined ? null : fromBase64(root);
  if (origin === undefined || origin === '' || size === undefined || !/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size)) || bytes?.length !== 32 || rest !== '' || more.length > 0) {
    // tlog-checkpoint allows extension lines but recommends none, since no monitor can audit them; this log writes none, so one here is not ours.
    throw new NoteRefused('NOTE_MALFORMED', 'expected a checkpoint of three lines: origin, size, base64 of a 32-byte root');
  }
  return { origin, size: Number(size), root: bytes };
}

/** Signs a head. The caller has proved it consistent with every earlier one (tlog-checkpoint, "Signatures": MUST NOT sign otherwise). */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/** Takes a signed checkpoint, the log's origin and trusted keys, returns the head. Throws NoteRefused if form, signature or origin do not hold. */
export async function verifyCheckpoint(note: string, origin: string, keys: readonly VerifierKey[], verifyEd25519: VerifyEd25519): Promise<Checkpoint> {
  const { text } = await verifyNote(note, keys, verifyEd25519);
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin !== origin) throw new NoteRefused('NOTE_MALFORMED', `expected a checkpoint of ${origin}, one of ${checkpoint.origin} came`);
  return checkpoint;
}
