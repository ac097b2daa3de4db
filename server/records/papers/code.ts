/**
 * 照合コード: 16 symbols that stand on a paper and say which state of which record it shows.
 *
 * Code = the first 80 bits of SHA-256 over the canonical JSON (RFC 8785, UTF-8) of the paper's seal, five bits at a time from the left, each a
 * symbol of the 32-letter alphabet of the passwords, in four groups of four. The seal of a record holds its kind, number and id, and of every stage
 * its number, its entry in the ledger and its commitment (SHA-256 over a 32-byte salt and the content): it binds the content without telling it.
 * The code says nothing about who printed a paper or when: the same state has the same code. To forge one, a second content with the same 80 bits
 * must be found; it is still not the content in the ledger.
 */
import { createHash } from 'node:crypto';
import { canonical, type JsonValue } from '../../ledger/canonical.ts';
import { PASSWORD_ALPHABET } from '../../sealing/password.ts';

const SYMBOLS = 16;

/** The code of a seal, without separators. Throws CanonicalRefused for what JSON cannot carry. */
export function codeOf(seal: JsonValue): string {
  const digest = createHash('sha256').update(canonical(seal), 'utf8').digest();
  const bits = Array.from(digest.subarray(0, (SYMBOLS * 5) / 8), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: SYMBOLS }, (_, at) => PASSWORD_ALPHABET.charAt(Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2))).join('');
}

/** As it is printed: ABCD-2345-…. */
export function grouped(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}

/** Reads what a person typed: full-width and lower-case letters are accepted, separators ignored. Null for what cannot be a code. */
export function readCode(typed: string): string | null {
  if (typed.length > 200) return null;
  const symbols = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{P}\p{Z}\p{Cf}ー]/gu, '');
  return symbols.length === SYMBOLS && Array.from(symbols).every((symbol) => PASSWORD_ALPHABET.includes(symbol)) ? symbols : null;
}
