/**
 * Single documents that somebody holds, looked up in a bundle while it is verified: a receipt, a wipe certificate, a version of a 確認書.
 * Guarantees that a document counts as in the ledger only by its hash; one with the same number and another hash is named with the entry it contradicts.
 */
import type { EntryLine } from './bundle.ts';
import { CONFIRMATION, documentHash } from './committed.ts';
import type { Committed } from './committed.ts';
import { fromHex } from './encoding.ts';
import { indexOf, isObject, textOf } from './line-json.ts';
import type { JsonObject } from './line-json.ts';
import type { JsonValue } from './canonical.ts';
import type { Sha256 } from './primitives.ts';

/** What somebody holds. `recipient` is what the recipient of a receipt signed, with its certificate if the file has it. */
export interface AskedDocument {
  readonly kind: string; readonly document: string; readonly salt: Uint8Array | null; readonly signature: string;
  /** As the document itself says; not trusted, only looked up. */
  readonly number: string | null; readonly version: number | null; readonly transfer: string | null; readonly entry: number | null;
  readonly recipient: { readonly statement: string; readonly signature: string; readonly fingerprint: string; readonly certificate: string | null } | null;
}

/** found: an entry has its hash. differs: an entry has this number, and another hash. later: it says it is of an entry after the bundle's end. absent: none of these. */
export interface DocumentPlace {
  readonly standing: 'found' | 'differs' | 'later' | 'absent'; readonly index: number | null; readonly at: string | null;
  /** The entry that registered the certificate which the recipient signed with. */
  readonly registered: number | null;
}

export type AskedKind = 'receipt' | 'wipe-certificate' | typeof CONFIRMATION;

/** The file is none of the forms in which a document is given out. */
export class DocumentUnreadable extends Error {
  override readonly name = 'DocumentUnreadable';
}

function objectIn(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw new DocumentUnreadable('expected a document as JSON: the answer of the portal, a document line of an export, or the document itself');
}

/**
 * Takes a file's text: the document itself, or what has it in a member `document` (the portal's answer, or a line of an export), with `signature`, `salt` and
 * `statement` beside it. `signature`, if given, is used instead. Throws DocumentUnreadable.
 */
export function readAsked(kind: AskedKind, text: string, signature?: string): AskedDocument {
  const outer = objectIn(text);
  const holder = isObject(outer['document']) ? outer['document'] : outer;
  const document = textOf(holder['document']) ?? text;
  const told = objectIn(document);
  const salt = textOf(holder['salt']);
  const statement = isObject(holder['statement']) ? holder['statement'] : {};
  const [said, by, fingerprint] = [textOf(told['statement']), textOf(told['statementSignature']), textOf(told['recipientFingerprint'])];
  return {
    kind, document, salt: salt === null ? null : fromHex(salt), signature: signature ?? textOf(holder['signature']) ?? '',
    number: textOf(told['number']) ?? textOf(told['label']), version: kind === CONFIRMATION ? indexOf(told['version']) : null, transfer: textOf(told['transfer']), entry: indexOf(told['entry']),
    recipient: said === null || by === null || fingerprint === null ? null : { statement: said, signature: by, fingerprint: fingerprint.toUpperCase(), certificate: textOf(statement['certificate']) },
  };
}

export interface Lookup {
  /** To be told of every entry (Observer.leaf). */
  leaf(line: EntryLine | null): void;
  /** `size` is the number of entries in the bundle. */
  place(size: number): DocumentPlace;
}

/** Looks for one document in the entries that pass. */
export function createLookup(asked: AskedDocument, sha256: Sha256): Lookup {
  const hash = documentHash(sha256, asked.document, asked.salt);
  let found: { index: number; at: string; same: boolean } | null = null;
  let registered: number | null = null;

  const isSameNumber = (committed: Committed, line: EntryLine): boolean =>
    committed.number === asked.number && line.transfer === asked.transfer && (committed.version === null || committed.version === asked.version);

  function noteKey({ told, index, done, act }: EntryLine): void {
    const facts = told['facts'];
    if (!done || asked.recipient === null || !isObject(facts) || textOf(facts['fingerprint'])?.toUpperCase() !== asked.recipient.fingerprint) return;
    if (act === 'register-certificate' || act === 'confirm-certificate') registered ??= index;
  }

  return {
    leaf(line) {
      if (line === null) return;
      noteKey(line);
      const { committed } = line;
      if (committed?.kind !== asked.kind || found?.same === true) return;
      if (committed.hash === hash) found = { index: line.index, at: line.at, same: true };
      else if (isSameNumber(committed, line)) found = { index: line.index, at: line.at, same: false };
    },
    place(size) {
      const standing = found !== null ? (found.same ? 'found' : 'differs') : (asked.entry ?? -1) >= size ? 'later' : 'absent';
      return { standing, index: found?.index ?? null, at: found?.at ?? null, registered };
    },
  };
}
