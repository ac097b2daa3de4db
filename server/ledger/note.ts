/**
 * Signed notes (c2sp.org/signed-note): text, a blank line, one signature line per key. Ed25519 only (type 0x01).
 * Guarantees that text is given out only after a signature of a trusted key over exactly these bytes held.
 */
import { fromBase64, fromHex, hasLoneSurrogate, isSame, joined, toBase64, toHex, utf8 } from './encoding.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';

export interface VerifierKey { readonly name: string; readonly keyId: string; readonly publicKey: Uint8Array }
export interface NoteSignature { readonly name: string; readonly keyId: string; readonly signature: Uint8Array }
/** Signs as one key; `keyId` is 8 lower-case hex digits. */
export interface NoteSigner { readonly name: string; readonly keyId: string; readonly vkey: string; sign(message: Uint8Array): Uint8Array }

export type NoteCode = 'NOTE_MALFORMED' | 'KEY_MALFORMED' | 'SIGNATURE_BAD' | 'NO_TRUSTED_SIGNATURE';

export class NoteRefused extends Error {
  readonly code: NoteCode;
  constructor(code: NoteCode, message: string) {
    super(message);
    this.name = 'NoteRefused';
    this.code = code;
  }
}

const ED25519 = 0x01;
const MAX_NOTE_LENGTH = 1_000_000;
/** The specification asks for at least 16; Go's reader takes 100. */
const MAX_SIGNATURES = 100;

/** Key names: not empty, no Unicode space, no plus (signed-note, "Format"); nor what a note may not contain at all. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}+\p{Cc}]/u.test(name) && !hasLoneSurrogate(name);
}

/** First four bytes of SHA-256(name || 0x0A || type || public key), as hex (signed-note, "Signatures"). The type is Ed25519's unless said otherwise. */
export function keyIdOf(sha256: Sha256, name: string, publicKey: Uint8Array, type: number = ED25519): string {
  return toHex(sha256(joined(utf8(name), Uint8Array.of(0x0a, type), publicKey)).subarray(0, 4));
}

/** The key as people exchange it: name+hex id+base64(type || public key). Throws NoteRefused for an unusable name. */
export function formatVerifierKey(sha256: Sha256, name: string, publicKey: Uint8Array, type: number = ED25519): string {
  if (!isKeyName(name)) throw new NoteRefused('KEY_MALFORMED', 'expected a key name without spaces or plus signs');
  return `${name}+${keyIdOf(sha256, name, publicKey, type)}+${toBase64(joined(Uint8Array.of(type), publicKey))}`;
}

/** Reads a key in the form above. Throws NoteRefused if it is malformed, of another type, or its id is not that of its name and key. */
export function parseVerifierKey(sha256: Sha256, vkey: string, type: number = ED25519): VerifierKey {
  const malformed = (): NoteRefused => new NoteRefused('KEY_MALFORMED', 'expected a verifier key name+8 hex digits+base64 of an Ed25519 key, whose id fits: copy it again, whole');
  // Base64 may itself contain a plus: only the first two separate.
  const [, name, keyId, material] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(vkey) ?? [];
  const bytes = material === undefined ? null : fromBase64(material);
  if (name === undefined || keyId === undefined || bytes?.length !== 33 || bytes[0] !== type || !isKeyName(name)) throw malformed();
  const publicKey = bytes.slice(1);
  if (keyIdOf(sha256, name, publicKey, type) !== keyId) throw malformed();
  return { name, keyId, publicKey };
}

function isNoteText(text: string): boolean {
  // Any control character other than newline is forbidden; a lone surrogate is not UTF-8.
  return text.endsWith('\n') && !/[^\n\P{Cc}\x7f-\x9f]/u.test(text) && !hasLoneSurrogate(text);
}

/** Takes text that ends in a newline, returns the note signed by each signer in turn. Throws NoteRefused for text that no note may have. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text)) throw new NoteRefused('NOTE_MALFORMED', 'expected text that ends in a newline, without other control characters');
  const message = utf8(text);
  const lines = signers.map((signer) => `— ${signer.name} ${toBase64(joined(fromHex(signer.keyId) ?? new Uint8Array(4), signer.sign(message)))}\n`);
  return `${text}\n${lines.join('')}`;
}

function parseSignature(line: string): NoteSignature {
  const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  if (name === undefined || !isKeyName(name) || bytes === null || bytes.length < 5) {
    throw new NoteRefused('NOTE_MALFORMED', 'expected signature lines of the form "— name base64"');
  }
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/** Takes a note apart without trusting it. Throws NoteRefused if it is not of the form, over 1,000,000 characters, or has over 100 signatures. */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  // The text may have empty lines: the last one separates it from the signatures.
  const end = note.lastIndexOf('\n\n');
  if (note.length > MAX_NOTE_LENGTH || end < 0 || !isNoteText(note)) throw new NoteRefused('NOTE_MALFORMED', 'expected text, an empty line and signature lines');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new NoteRefused('NOTE_MALFORMED', `expected at most ${MAX_SIGNATURES} signatures, ${lines.length} came`);
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

/**
 * Takes a note and the trusted keys, returns its text and the keys whose signature held. Signatures of unknown keys are ignored.
 * Throws NoteRefused if the note is malformed, a trusted key's signature fails, or no trusted key signed (signed-note, "Signatures").
 */
export async function verifyNote(note: string, keys: readonly VerifierKey[], verifyEd25519: VerifyEd25519): Promise<{ text: string; signedBy: VerifierKey[] }> {
  const { text, signatures } = parseNote(note);
  const signedBy: VerifierKey[] = [];
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId);
    if (key === undefined) continue;
    if (signature.length !== 64 || !(await verifyEd25519(key.publicKey, utf8(text), signature))) {
      throw new NoteRefused('SIGNATURE_BAD', `the signature of ${name} (${keyId}) does not fit the text: one of them was changed`);
    }
    // One key may stand under two names, where a ledger goes on under another: those are two signatures.
    if (!signedBy.some((known) => known.name === key.name && isSame(known.publicKey, key.publicKey))) signedBy.push(key);
  }
  if (signedBy.length === 0) {
    throw new NoteRefused('NO_TRUSTED_SIGNATURE', `expected a signature of ${keys.map((key) => `${key.name} (${key.keyId})`).join(' or ')}, none came`);
  }
  return { text, signedBy };
}
