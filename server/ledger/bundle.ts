/**
 * The lines of an export bundle (FORMAT.md, "Export bundle"), written and read in one place.
 * Guarantees that an entry's bytes stand in the line exactly as they were hashed, and that only lines of the exact form are read.
 */
import { canonical } from './canonical.ts';
import type { JsonValue } from './canonical.ts';
import { fromBase64, fromHex, fromUtf8, isSame, toBase64, toHex, utf8 } from './encoding.ts';
import { isInstant, isWord, SALT_BYTES } from './entry.ts';
import { wipedIdsOf } from './unopened.ts';

export const BUNDLE_FORMAT = 'kagibako-ledger-export@1';

export interface BundleHeader {
  readonly at: string; readonly format: string; readonly municipality: string; readonly openings: boolean;
  readonly origin: string; readonly size: number; readonly vkeys: readonly string[];
}
/** What a verifier needs of an entry; `bytes` are what the leaf hash covers. */
export interface EntryLine {
  readonly kind: 'entry'; readonly bytes: Uint8Array; readonly leaf: Uint8Array; readonly index: number; readonly act: string; readonly done: boolean;
  readonly transfer: string | null; readonly commitments: ReadonlyMap<string, string>; readonly wipedIds: readonly string[] | null;
}
export type BundleLine =
  | EntryLine
  | { readonly kind: 'foreign'; readonly index: number; readonly leaf: Uint8Array }
  | { readonly kind: 'checkpoint'; readonly note: string }
  | { readonly kind: 'opening'; readonly index: number; readonly name: string; readonly salt: Uint8Array; readonly text: string };

/** A line is not of the form. The message says what was expected; what came is in the bundle. */
export class LineMalformed extends Error {
  constructor(expected: string, cause?: unknown) {
    super(expected, { cause });
    this.name = 'LineMalformed';
  }
}

const ENTRY_HEAD = utf8('{"entry":');
/** `,"leaf":"` + 44 symbols + `"}` */
const ENTRY_TAIL_LENGTH = 55;

export const headerLine = (header: BundleHeader): string => `${canonical({ header: { ...header } })}\n`;
export const entryLine = (bytes: string, leaf: Uint8Array): string => `{"entry":${bytes},"leaf":"${toBase64(leaf)}"}\n`;
export const foreignLine = (index: number, leaf: Uint8Array): string => `${canonical({ foreign: { index, leaf: toBase64(leaf) } })}\n`;
export const checkpointLine = (note: string): string => `${canonical({ checkpoint: note })}\n`;
export const openingLine = (index: number, name: string, salt: Uint8Array, text: string): string =>
  `${canonical({ opening: { index, name, salt: toHex(salt), text } })}\n`;

type JsonObject = Readonly<Record<string, JsonValue>>;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads bytes as JSON in its one canonical form: a second member of the same name, or a space, would let two readers see two things. */
function parseCanonical(bytes: Uint8Array, what: string): JsonObject {
  const expected = `${what} in canonical JSON (RFC 8785)`;
  try {
    const text = fromUtf8(bytes);
    const value = JSON.parse(text) as JsonValue;
    if (isObject(value) && canonical(value) === text) return value;
  } catch (cause) {
    throw new LineMalformed(expected, cause);
  }
  throw new LineMalformed(expected);
}

function member(line: JsonObject, kind: string, keys: string): JsonObject {
  const value = line[kind];
  if (!isObject(value) || Object.keys(line).length !== 1 || Object.keys(value).join() !== keys) throw new LineMalformed(`a line {"${kind}":{…}} with ${keys}`);
  return value;
}

const textOf = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);
const indexOf = (value: JsonValue | undefined): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);

function leafOf(value: JsonValue | undefined): Uint8Array | null {
  const bytes = fromBase64(textOf(value) ?? '');
  return bytes?.length === 32 ? bytes : null;
}

/** Takes the first line, returns the header. Throws LineMalformed if it is not one of this format's version. */
export function parseHeader(bytes: Uint8Array): BundleHeader {
  const expected = `a first line {"header":{…}} of format ${BUNDLE_FORMAT}`;
  const value = member(parseCanonical(bytes, expected), 'header', 'at,format,municipality,openings,origin,size,vkeys');
  const [at, municipality, origin, size] = [textOf(value['at']), textOf(value['municipality']), textOf(value['origin']), indexOf(value['size'])];
  const { format, openings, vkeys } = value;
  const keys = Array.isArray(vkeys) ? vkeys.filter((key): key is string => typeof key === 'string') : [];
  if (format !== BUNDLE_FORMAT || at === null || !isInstant(at) || municipality === null || origin === null || size === null || typeof openings !== 'boolean' || keys.length === 0) {
    throw new LineMalformed(expected);
  }
  return { at, format, municipality, openings, origin, size, vkeys: keys };
}

function commitmentsOf(value: JsonValue | undefined): Map<string, string> | null {
  const commitments = new Map<string, string>();
  if (value === undefined) return commitments;
  if (!isObject(value)) return null;
  for (const [name, hash] of Object.entries(value)) {
    if (!isWord(name) || typeof hash !== 'string' || fromHex(hash)?.length !== 32) return null;
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
  const value = parseCanonical(bytes, 'an entry');
  const [index, act, at, commitments] = [indexOf(value['index']), textOf(value['act']), textOf(value['at']), commitmentsOf(value['texts'])];
  if (value['v'] !== 1 || index === null || act === null || at === null || !isInstant(at) || commitments === null || !['done', 'refused'].includes(textOf(value['result']) ?? '')) {
    throw new LineMalformed('an entry with v 1, index, at, act, result and, if any, texts of 64 hex digits');
  }
  return { kind: 'entry', bytes, leaf, index, act, done: value['result'] === 'done', transfer: textOf(value['transfer']), commitments, wipedIds: wipedIdsOf(value['facts']) };
}

/** Takes a line after the first, returns what it is. Throws LineMalformed. */
export function parseLine(bytes: Uint8Array): BundleLine {
  if (isSame(bytes.subarray(0, ENTRY_HEAD.length), ENTRY_HEAD)) return parseEntryLine(bytes);
  const line = parseCanonical(bytes, 'a line');
  if (typeof line['checkpoint'] === 'string' && Object.keys(line).length === 1) return { kind: 'checkpoint', note: line['checkpoint'] };
  if ('foreign' in line) {
    const value = member(line, 'foreign', 'index,leaf');
    const [index, leaf] = [indexOf(value['index']), leafOf(value['leaf'])];
    if (index !== null && leaf !== null) return { kind: 'foreign', index, leaf };
  } else if ('opening' in line) {
    const value = member(line, 'opening', 'index,name,salt,text');
    const [index, name, salt, text] = [indexOf(value['index']), textOf(value['name']), fromHex(textOf(value['salt']) ?? ''), textOf(value['text'])];
    if (index !== null && name !== null && salt?.length === SALT_BYTES && text !== null) return { kind: 'opening', index, name, salt, text };
  }
  throw new LineMalformed('a line that is an entry, a foreign leaf, a checkpoint or an opening');
}
