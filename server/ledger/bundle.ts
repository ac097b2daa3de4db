/**
 * The lines of an export bundle (FORMAT.md, "Export bundle"), written and read in one place.
 * Guarantees that an entry's bytes stand in the line exactly as they were hashed, and that only lines of the exact form are read.
 */
import { canonical } from './canonical.ts';
import type { JsonValue } from './canonical.ts';
import { committedBy } from './committed.ts';
import type { Committed } from './committed.ts';
import { fromHex, isSame, toBase64, toHex, utf8 } from './encoding.ts';
import { isInstant, isWord, SALT_BYTES } from './entry.ts';
import { hexHashOf, indexOf, isObject, leafOf, LineMalformed, member, parseCanonical, textOf, textsOf } from './line-json.ts';
import type { JsonObject } from './line-json.ts';
import { wipedIdsOf } from './unopened.ts';

export const BUNDLE_FORMAT = 'kagibako-ledger-export@2';
/** Bundles that auditors kept from before documents were in them. */
export const FORMER_FORMAT = 'kagibako-ledger-export@1';

/** `certificates` are the gateway's own OpenPGP certificates, armored, present and retired; `vkeys` the ledger's keys in the order in which they took over. */
export interface BundleHeader {
  readonly at: string; readonly certificates: readonly string[]; readonly format: string; readonly municipality: string; readonly openings: boolean;
  readonly origin: string; readonly size: number; readonly vkeys: readonly string[];
}
/** What a verifier needs of an entry; `bytes` are what the leaf hash covers, `told` what they say. */
export interface EntryLine {
  readonly kind: 'entry'; readonly bytes: Uint8Array; readonly leaf: Uint8Array; readonly index: number; readonly at: string; readonly act: string; readonly done: boolean;
  readonly transfer: string | null; readonly commitments: ReadonlyMap<string, string>; readonly wipedIds: readonly string[] | null;
  readonly committed: Committed | null; readonly told: JsonObject;
}
/** A document as it was issued: what was signed, its signature (armored, or empty), its salt if its entry commits to it by a salted hash. */
export interface DocumentLine { readonly kind: string; readonly index: number; readonly document: string; readonly signature: string; readonly salt: Uint8Array | null }
export type BundleLine =
  | EntryLine
  | { readonly kind: 'foreign'; readonly index: number; readonly leaf: Uint8Array }
  | { readonly kind: 'checkpoint'; readonly note: string }
  | { readonly kind: 'opening'; readonly index: number; readonly name: string; readonly salt: Uint8Array; readonly text: string }
  | { readonly kind: 'document'; readonly line: DocumentLine };

const ENTRY_HEAD = utf8('{"entry":');
/** `,"leaf":"` + 44 symbols + `"}` */
const ENTRY_TAIL_LENGTH = 55;

export const headerLine = (header: BundleHeader): string => `${canonical({ header: { ...header } })}\n`;
export const entryLine = (bytes: string, leaf: Uint8Array): string => `{"entry":${bytes},"leaf":"${toBase64(leaf)}"}\n`;
export const foreignLine = (index: number, leaf: Uint8Array): string => `${canonical({ foreign: { index, leaf: toBase64(leaf) } })}\n`;
export const checkpointLine = (note: string): string => `${canonical({ checkpoint: note })}\n`;
export const openingLine = (index: number, name: string, salt: Uint8Array, text: string): string =>
  `${canonical({ opening: { index, name, salt: toHex(salt), text } })}\n`;
export const documentLine = ({ kind, index, document, signature, salt }: DocumentLine): string =>
  `${canonical({ document: { document, index, kind, signature, ...(salt === null ? {} : { salt: toHex(salt) }) } })}\n`;

const HEADER_KEYS = 'at,format,municipality,openings,origin,size,vkeys';
const hasFormat = (value: JsonObject): boolean => value['format'] === ('certificates' in value ? BUNDLE_FORMAT : FORMER_FORMAT);

/** Takes the first line, returns the header. Throws LineMalformed if it is not one of this format's versions. */
export function parseHeader(bytes: Uint8Array): BundleHeader {
  const expected = `a first line {"header":{…}} of format ${BUNDLE_FORMAT}`;
  const value = member(parseCanonical(bytes, expected), 'header', HEADER_KEYS, HEADER_KEYS.replace('at,', 'at,certificates,'));
  const [at, format, municipality, origin, size] = [textOf(value['at']), textOf(value['format']), textOf(value['municipality']), textOf(value['origin']), indexOf(value['size'])];
  const { openings } = value;
  const [vkeys, certificates] = [textsOf(value['vkeys']), textsOf(value['certificates'])];
  if (!hasFormat(value) || format === null || at === null || !isInstant(at) || municipality === null || origin === null || size === null || typeof openings !== 'boolean' || vkeys.length === 0) {
    throw new LineMalformed(expected);
  }
  return { at, certificates, format, municipality, openings, origin, size, vkeys };
}

function commitmentsOf(value: JsonValue | undefined): Map<string, string> | null {
  const commitments = new Map<string, string>();
  if (value === undefined) return commitments;
  if (!isObject(value)) return null;
  for (const [name, given] of Object.entries(value)) {
    const hash = hexHashOf(given);
    if (!isWord(name) || hash === null) return null;
    commitments.set(name, hash);
  }
  return commitments;
}

function parseEntryLine(line: Uint8Array): EntryLine {
  const expected = 'a line {"entry":<bytes>,"leaf":"<base64>"}';
  const bytes = line.subarray(ENTRY_HEAD.length, line.length - ENTRY_TAIL_LENGTH);
  const tail = /^,"leaf":"([^"]{44})"\}$/.exec(String.fromCharCode(...line.subarray(ENTRY_HEAD.length + bytes.length)));
  const leaf = leafOf(tail?.[1]);
  if (leaf === null) throw new LineMalformed(expected);
  const told = parseCanonical(bytes, 'an entry');
  const [index, act, at, commitments] = [indexOf(told['index']), textOf(told['act']), textOf(told['at']), commitmentsOf(told['texts'])];
  if (told['v'] !== 1 || index === null || act === null || at === null || !isInstant(at) || commitments === null || !['done', 'refused'].includes(textOf(told['result']) ?? '')) {
    throw new LineMalformed('an entry with v 1, index, at, act, result and, if any, texts of 64 hex digits');
  }
  return {
    kind: 'entry', bytes, leaf, index, at, act, done: told['result'] === 'done', transfer: textOf(told['transfer']), commitments, wipedIds: wipedIdsOf(told['facts']), committed: committedBy(told), told,
  };
}

function parseDocument(line: JsonObject): BundleLine | null {
  const value = member(line, 'document', 'document,index,kind,signature', 'document,index,kind,salt,signature');
  const [kind, index, document, signature] = [textOf(value['kind']), indexOf(value['index']), textOf(value['document']), textOf(value['signature'])];
  const salt = value['salt'] === undefined ? null : fromHex(textOf(value['salt']) ?? '') ?? new Uint8Array(0);
  if (kind === null || index === null || document === null || signature === null || (salt !== null && salt.length !== SALT_BYTES)) return null;
  return { kind: 'document', line: { kind, index, document, signature, salt } };
}

function parseOpening(line: JsonObject): BundleLine | null {
  const value = member(line, 'opening', 'index,name,salt,text');
  const [index, name, salt, text] = [indexOf(value['index']), textOf(value['name']), fromHex(textOf(value['salt']) ?? ''), textOf(value['text'])];
  return index !== null && name !== null && salt?.length === SALT_BYTES && text !== null ? { kind: 'opening', index, name, salt, text } : null;
}

function parseForeign(line: JsonObject): BundleLine | null {
  const value = member(line, 'foreign', 'index,leaf');
  const [index, leaf] = [indexOf(value['index']), leafOf(value['leaf'])];
  return index !== null && leaf !== null ? { kind: 'foreign', index, leaf } : null;
}

/** Takes a line after the first, returns what it is. Throws LineMalformed. */
export function parseLine(bytes: Uint8Array): BundleLine {
  if (isSame(bytes.subarray(0, ENTRY_HEAD.length), ENTRY_HEAD)) return parseEntryLine(bytes);
  const line = parseCanonical(bytes, 'a line');
  if (typeof line['checkpoint'] === 'string' && Object.keys(line).length === 1) return { kind: 'checkpoint', note: line['checkpoint'] };
  const parsed = 'foreign' in line ? parseForeign(line) : 'opening' in line ? parseOpening(line) : 'document' in line ? parseDocument(line) : null;
  if (parsed === null) throw new LineMalformed('a line that is an entry, a foreign leaf, a checkpoint, an opening or a document');
  return parsed;
}
