/** Canonical JSON (RFC 8785): one value has exactly one text. What RFC 8785 cannot carry (NaN, lone surrogates, undefined) is refused, never repaired. */
import { hasLoneSurrogate } from './encoding.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type CanonicalCode = 'NOT_FINITE' | 'LONE_SURROGATE' | 'NOT_JSON' | 'TOO_DEEP';

export class CanonicalRefused extends Error {
  readonly code: CanonicalCode;
  constructor(code: CanonicalCode, message: string) {
    super(message);
    this.name = 'CanonicalRefused';
    this.code = code;
  }
}

/** A verifier walks what an attacker wrote: 32,000 brackets fit in one entry and would exhaust the stack. */
const MAX_DEPTH = 32;

function text(value: string): string {
  if (hasLoneSurrogate(value)) throw new CanonicalRefused('LONE_SURROGATE', 'expected well-formed Unicode, a string has a lone surrogate (RFC 8785 3.2.2.2): refuse it where it came in');
  // RFC 8785 3.2.2.2 takes its escapes from ECMAScript's JSON.stringify.
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new CanonicalRefused('NOT_FINITE', `expected a finite number, ${value} came (RFC 8785 3.2.2.3)`);
  return JSON.stringify(value);
}

function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function composite(value: readonly JsonValue[] | { readonly [key: string]: JsonValue }, depth: number): string {
  if (depth >= MAX_DEPTH) throw new CanonicalRefused('TOO_DEEP', `expected at most ${MAX_DEPTH} levels of nesting`);
  if (isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  // The default sort compares UTF-16 code units, as RFC 8785 3.2.3 asks; a locale's order would differ.
  const members = Object.keys(value).sort().map((key) => `${text(key)}:${write(value[key], depth + 1)}`);
  return `{${members.join(',')}}`;
}

function write(value: JsonValue | undefined, depth: number): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return number(value);
    case 'string':
      return text(value);
    case 'object':
      return composite(value, depth);
    default:
      throw new CanonicalRefused('NOT_JSON', `expected a JSON value, ${typeof value} came`);
  }
}

/**
 * Takes a JSON value, returns its one canonical text (RFC 8785).
 * Throws CanonicalRefused for numbers that are not finite, lone surrogates, values that are not JSON, and nesting over 32 levels.
 */
export function canonical(value: JsonValue): string {
  return write(value, 0);
}

/** True if every object has its members in the order of RFC 8785 3.2.3, no deeper than is read. */
function isOrdered(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (isArray(value)) return value.every((item) => isOrdered(item, depth + 1));
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if ((before !== undefined && before >= key) || !isOrdered(value[key] ?? null, depth + 1)) return false;
    before = key;
  }
  return true;
}

/**
 * True if `text` is the canonical text of `value`, which was parsed from it. Throws as `canonical`.
 *
 * Of a million entries this is most of the work. JSON.stringify gives the canonical text of whatever has its members in order and no lone surrogate
 * (which it would write as an escape that begins with \ud): only what is not so plain is written anew member by member.
 */
export function isCanonical(value: JsonValue, text: string): boolean {
  if (isOrdered(value, 0) && !text.includes('\\ud') && JSON.stringify(value) === text) return true;
  return canonical(value) === text;
}
