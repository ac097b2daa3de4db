/**
 * Entries that commit to a document: a receipt or a wipe certificate by its hash, a 確認書 by a salted one, because it has names (FORMAT.md, "Documents").
 * Guarantees that one document fits one entry: its kind, its number and its bytes.
 */
import { joined, toHex, utf8 } from './encoding.ts';
import { hexHashOf, indexOf, isObject, textOf } from './line-json.ts';
import type { JsonObject } from './line-json.ts';
import type { Sha256 } from './primitives.ts';

/** The acts whose entries commit: to a signed document by `facts.sha256`, to a version of a 確認書 by `facts.commitment`. */
export const DOCUMENT_ACTS = ['issue-document', 'open-paper', 'correct-paper'] as const;
/** The kind under which a bundle has versions of 確認書. */
export const CONFIRMATION = 'confirmation-record';
/** In the `ids` of a `wipe-texts` entry, `12:document` says that the document of entry 12 was wiped on schedule. */
export const DOCUMENT_ID = 'document';

/** What an entry says of the document: `number` as printed (R8-31), `version` of a 確認書, the hash in hex, salted or not. */
export interface Committed { readonly kind: string; readonly number: string; readonly version: number | null; readonly salted: boolean; readonly hash: string }

/** Takes a parsed entry, returns the document it commits to, or null. */
export function committedBy(entry: JsonObject): Committed | null {
  const facts = entry['facts'];
  if (entry['result'] !== 'done' || !isObject(facts)) return null;
  if (entry['act'] === 'issue-document') {
    const [kind, number, hash] = [textOf(facts['kind']), textOf(facts['number']), hexHashOf(facts['sha256'])];
    return kind === null || number === null || hash === null ? null : { kind, number, version: null, salted: false, hash };
  }
  if (entry['act'] !== 'open-paper' && entry['act'] !== 'correct-paper') return null;
  const [number, version, hash] = [textOf(facts['label']), indexOf(facts['version']), hexHashOf(facts['commitment'])];
  return number === null || version === null || hash === null ? null : { kind: CONFIRMATION, number, version, salted: true, hash };
}

/** As it is told: `receipt R8-31`, `confirmation-record R8-7 version 2`. */
export const nameOfDocument = ({ kind, number, version }: Pick<Committed, 'kind' | 'number' | 'version'>): string => `${kind} ${number}${version === null ? '' : ` version ${version}`}`;

/** SHA-256 of the document's UTF-8, after its salt if it has one, in hex. */
export function documentHash(sha256: Sha256, document: string, salt: Uint8Array | null): string {
  return toHex(sha256(salt === null ? utf8(document) : joined(salt, utf8(document))));
}
