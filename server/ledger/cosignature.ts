/**
 * Cosignatures of witnesses (c2sp.org/tlog-cosignature, Ed25519, `cosignature/v1`): key, line and check. Pure.
 * Guarantees that a line counts only if it is of exactly this form and its signature covers both the time it names and the whole text of the head.
 */
import { fromHex, joined, toBase64, utf8 } from './encoding.ts';
import { formatVerifierKey, keyIdOf, NoteRefused, parseNote, parseVerifierKey } from './note.ts';
import type { NoteSignature, VerifierKey } from './note.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';

/** The type byte in the key id and in the vkey: a log's key (0x01) can so never pass for a witness's. */
const COSIGNATURE = 0x04;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** Cosigns as one witness; `keyId` is 8 lower-case hex digits. */
export interface Cosigner { readonly name: string; readonly keyId: string; readonly vkey: string; sign(message: Uint8Array): Uint8Array }
/** A cosignature that held: whose, and when it was given, in seconds since 1970 (POSIX). */
export interface Cosignature { readonly witness: VerifierKey; readonly seconds: number }

/** Takes a witness's name and 32-byte public key, returns the vkey. Throws NoteRefused for an unusable name. */
export const formatWitnessKey = (sha256: Sha256, name: string, publicKey: Uint8Array): string => formatVerifierKey(sha256, name, publicKey, COSIGNATURE);
/** Reads a witness's vkey. Throws NoteRefused if it is malformed or of another type. */
export const parseWitnessKey = (sha256: Sha256, vkey: string): VerifierKey => parseVerifierKey(sha256, vkey, COSIGNATURE);
/** The key id of a witness's key, as hex. */
export const witnessKeyId = (sha256: Sha256, name: string, publicKey: Uint8Array): string => keyIdOf(sha256, name, publicKey, COSIGNATURE);

/** What is signed: header, time, and the text of the head with its last newline ("Ed25519 signed message"). */
export const cosignedMessage = (text: string, seconds: number): Uint8Array => utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

/** Takes a head's text (not the note) and the time in seconds since 1970, returns the signature line with its newline. Throws NoteRefused for a time before 1970. */
export function cosign(text: string, cosigner: Cosigner, seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new NoteRefused('NOTE_MALFORMED', `expected whole seconds since 1970, ${seconds} came: set the clock`);
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  const signature = cosigner.sign(cosignedMessage(text, seconds));
  return `— ${cosigner.name} ${toBase64(joined(fromHex(cosigner.keyId) ?? new Uint8Array(4), time, signature))}\n`;
}

/** Takes what follows the key id in a line apart: big-endian time and signature. Null if it is of another form, or the time is beyond 2^53 - 1 seconds. */
export function parseCosignature({ signature }: NoteSignature): { seconds: number; signature: Uint8Array } | null {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(seconds) ? { seconds, signature: signature.slice(TIME_BYTES) } : null;
}

/**
 * Takes a note and the witnesses whose word counts, returns each one's cosignature that held, the newest of a witness once. Lines of unknown keys are ignored.
 * Throws NoteRefused if the note is malformed or a known witness's line does not hold (signed-note, "Signatures").
 */
export async function verifyCosignatures(note: string, witnesses: readonly VerifierKey[], verifyEd25519: VerifyEd25519): Promise<Cosignature[]> {
  const { text, signatures } = parseNote(note);
  const found = new Map<VerifierKey, number>();
  for (const line of signatures) {
    const witness = witnesses.find((known) => known.name === line.name && known.keyId === line.keyId);
    if (witness === undefined) continue;
    const parsed = parseCosignature(line);
    if (parsed === null || !(await verifyEd25519(witness.publicKey, cosignedMessage(text, parsed.seconds), parsed.signature))) {
      throw new NoteRefused('SIGNATURE_BAD', `the cosignature of ${line.name} (${line.keyId}) does not fit the head: one of them was changed`);
    }
    found.set(witness, Math.max(found.get(witness) ?? 0, parsed.seconds));
  }
  return [...found].map(([witness, seconds]) => ({ witness, seconds }));
}

/** The lines of a note that are a known witness's, each with its newline, by the witness's key id. Nothing is checked. */
export function linesOfWitnesses(note: string, witnesses: readonly VerifierKey[]): { witness: VerifierKey; line: string }[] {
  return parseNote(note).signatures.flatMap(({ name, keyId, signature }) => {
    const witness = witnesses.find((known) => known.name === name && known.keyId === keyId);
    return witness === undefined ? [] : [{ witness, line: `— ${name} ${toBase64(joined(fromHex(keyId) ?? new Uint8Array(4), signature))}\n` }];
  });
}
