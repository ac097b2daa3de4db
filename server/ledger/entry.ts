/**
 * One entry of the ledger: facts in, canonical bytes and leaf hash out. Guarantees that file names and free text stand only as commitments,
 * that every number is an exact integer, and that no entry passes 65,535 bytes.
 */
import { canonical } from './canonical.ts';
import type { JsonValue } from './canonical.ts';
import { hasLoneSurrogate, joined, toHex, utf8 } from './encoding.ts';
import type { Sha256 } from './primitives.ts';
import { leafHash } from './tree.ts';

/** tlog-tiles carries entries with a 16-bit length. */
export const MAX_ENTRY_BYTES = 65_535;
export const SALT_BYTES = 32;
/** The act of an entry that says: the texts behind the commitments of this transfer, or those listed in its facts, no longer exist. */
export const TEXTS_WIPED = 'wipe-texts';

/** `terminal`: the unattended terminal that acted for the person. */
export type Actor = { readonly id: string; readonly role: string; readonly name: string; readonly terminal?: string } | { readonly system: true } | { readonly strangers: true };

/** What the caller knows of an act. `at` is UTC in milliseconds, as Date's toISOString writes it; `texts` (file names, free text) become commitments. */
export interface EntryFacts {
  readonly at: string;
  readonly act: string;
  readonly result: 'done' | 'refused';
  readonly code?: string | undefined;
  readonly actor: Actor;
  readonly municipality?: string | undefined;
  readonly engagement?: string | undefined;
  readonly transfer?: string | undefined;
  readonly contractor?: string | undefined;
  readonly facts?: Readonly<Record<string, JsonValue>> | undefined;
  readonly texts?: Readonly<Record<string, string>> | undefined;
}

/** An entry as it is stored: its place, its bytes (RFC 8785) as text, its RFC 6962 leaf hash. */
export interface Entry { readonly index: number; readonly bytes: string; readonly leafHash: Uint8Array }

export type EntryCode = 'ENTRY_INVALID' | 'ENTRY_TOO_LARGE';

export class EntryRefused extends Error {
  readonly code: EntryCode;
  constructor(code: EntryCode, message: string) {
    super(message);
    this.name = 'EntryRefused';
    this.code = code;
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WORD = /^[A-Za-z][A-Za-z0-9 ._:-]{0,63}$/;

/** True if the text is an instant in the one form of the ledger: ISO 8601, UTC, milliseconds. */
export function isInstant(text: string): boolean {
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** True if the text may name an act, a code or a text: 1 to 64 ASCII letters, digits, spaces and . _ : - after a letter. */
export const isWord = (text: string): boolean => WORD.test(text);

/** SHA-256(salt || UTF-8 of the text) in hex. The 32-byte salt keeps anyone from trying all likely file names (DESIGN, The ledger). */
export function commitment(sha256: Sha256, salt: Uint8Array, text: string): string {
  if (hasLoneSurrogate(text)) throw new EntryRefused('ENTRY_INVALID', 'expected well-formed Unicode in a text: refuse it where it came in');
  return toHex(sha256(joined(salt, utf8(text))));
}

/** Other languages read a JSON number as they like; all read an integer below 2^53 alike. */
function checkNumbers(value: JsonValue): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new EntryRefused('ENTRY_INVALID', `expected whole numbers below 2^53 in an entry, ${value} came: choose a smaller unit or write it as text`);
  }
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(checkNumbers);
}

function checkWords(facts: EntryFacts): void {
  if (!isInstant(facts.at)) throw new EntryRefused('ENTRY_INVALID', 'expected the time as 2026-04-01T00:00:00.000Z (UTC, milliseconds)');
  for (const word of [facts.act, ...(facts.code === undefined ? [] : [facts.code]), ...Object.keys(facts.texts ?? {})]) {
    if (!isWord(word)) throw new EntryRefused('ENTRY_INVALID', 'expected acts, codes and names of texts of 1 to 64 ASCII characters, a letter first');
  }
}

/**
 * Takes an entry's place, its facts and the commitments of its texts (name to hex), returns the entry. Absent facts are absent from the bytes, never null.
 * Throws EntryRefused for a malformed time, word or number and for bytes over the limit; CanonicalRefused for what JSON cannot carry.
 */
export function buildEntry(sha256: Sha256, index: number, facts: EntryFacts, commitments: Readonly<Record<string, string>>): Entry {
  checkWords(facts);
  const { texts, ...told } = facts;
  const value: Record<string, JsonValue> = { v: 1, index };
  for (const [key, fact] of Object.entries(told)) if (fact !== undefined) value[key] = fact;
  if (texts !== undefined && Object.keys(texts).length > 0) value['texts'] = commitments;
  checkNumbers(value);
  const bytes = canonical(value);
  const encoded = utf8(bytes);
  if (encoded.length > MAX_ENTRY_BYTES) {
    throw new EntryRefused('ENTRY_TOO_LARGE', `expected an entry of at most ${MAX_ENTRY_BYTES} bytes, ${encoded.length} came: shorten its facts`);
  }
  return { index, bytes, leafHash: leafHash(sha256, encoded) };
}

/** Cuts a stranger's text (a user agent) to `limit` characters and a hash of the whole, so that two long ones can still be told apart (HOSTILE 105). */
export function shortened(sha256: Sha256, text: string, limit: number): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, '\u{FFFD}');
  const symbols = Array.from(wellFormed);
  return symbols.length <= limit ? wellFormed : `${symbols.slice(0, limit).join('')}… sha256:${toHex(sha256(utf8(wellFormed)))}`;
}
