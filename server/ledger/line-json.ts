/** Reading the JSON of a bundle's lines. Guarantees that only the one canonical form of a value is read, and only members of the exact kind. */
import { isCanonical } from './canonical.ts';
import type { JsonValue } from './canonical.ts';
import { fromBase64, fromHex, fromUtf8 } from './encoding.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** A line is not of the form. The message says what was expected; what came is in the bundle. */
export class LineMalformed extends Error {
  constructor(expected: string, cause?: unknown) {
    super(expected, { cause });
    this.name = 'LineMalformed';
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads bytes as JSON in its one canonical form: a second member of the same name, or a space, would let two readers see two things. Throws LineMalformed. */
export function parseCanonical(bytes: Uint8Array, what: string): JsonObject {
  const expected = `${what} in canonical JSON (RFC 8785)`;
  try {
    const text = fromUtf8(bytes);
    const value = JSON.parse(text) as JsonValue;
    if (isObject(value) && isCanonical(value, text)) return value;
  } catch (cause) {
    throw new LineMalformed(expected, cause);
  }
  throw new LineMalformed(expected);
}

/** The one member of a line and that its keys are one of these lists. Throws LineMalformed. */
export function member(line: JsonObject, kind: string, ...keys: readonly string[]): JsonObject {
  const value = line[kind];
  if (!isObject(value) || Object.keys(line).length !== 1 || !keys.includes(Object.keys(value).join())) throw new LineMalformed(`a line {"${kind}":{…}} with ${keys.join(' or ')}`);
  return value;
}

export const textOf = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);
export const indexOf = (value: JsonValue | undefined): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);
export const textsOf = (value: JsonValue | undefined): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);

/** A hash in Base64, or null. */
export function leafOf(value: JsonValue | undefined): Uint8Array | null {
  const bytes = fromBase64(textOf(value) ?? '');
  return bytes?.length === 32 ? bytes : null;
}

/** A hash in lower-case hex, or null. */
export function hexHashOf(value: JsonValue | undefined): string | null {
  const text = textOf(value) ?? '';
  return fromHex(text)?.length === 32 ? text : null;
}
