// JSON from outside, read strictly: no duplicate keys, no `__proto__`, no lone surrogates, no great depth (H 6, 14, 61).
// The platform's parser takes the last of two equal keys, so that two readers of one body could see two requests.
import { HttpRefused } from './refusal.ts';

const deepest = 20;

/** Parses `text`. Throws `HttpRefused` (INVALID_REQUEST) with what is wrong. */
export function parseStrictJson(text: string): unknown {
  checkStructure(text);
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('JSON');
  }
}

const wrong = (what: string): HttpRefused => new HttpRefused('INVALID_REQUEST', { fields: what });
// A string without its end is taken to the end of the text: tried again from each quote in it, one request would cost minutes.
const token = /"(?:[^"\\]|\\.)*("?)|[{}[\],:]/gsu;

/** One pass over strings and brackets; everything between them is left to the platform's parser. */
function checkStructure(text: string): void {
  const open: (Set<string> | null)[] = [];
  let previous = '';
  for (const [found, end] of text.matchAll(token)) {
    if (end === '') throw wrong('JSON');
    if (found === '{' || found === '[') {
      open.push(found === '{' ? new Set() : null);
      if (open.length > deepest) throw wrong(`JSON (depth ${deepest})`);
    } else if (found === '}' || found === ']') {
      open.pop();
    } else if (found === ':') {
      addKey(open.at(-1), previous);
    }
    if (found.startsWith('"')) checkString(found);
    previous = found;
  }
}

function addKey(keys: Set<string> | null | undefined, quoted: string): void {
  if (keys === null || keys === undefined) return;
  const key = readString(quoted);
  if (keys.has(key)) throw wrong('JSON (duplicate key)');
  if (key === '__proto__') throw wrong('JSON (__proto__)');
  keys.add(key);
}

function readString(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw wrong('JSON');
  }
}

function checkString(quoted: string): void {
  if (/\\u[dD][89a-fA-F]/u.test(quoted) && /\p{Cs}/u.test(readString(quoted))) throw wrong('JSON (lone surrogate)');
}
