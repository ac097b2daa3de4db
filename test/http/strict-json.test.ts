import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '../../server/http/strict-json.ts';

const code = (text: string): string => {
  try {
    parseStrictJson(text);
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'another error';
  }
};

describe('JSON from outside', () => {
  it('is read as the platform reads it, where it is not refused [H 14]', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme' }), (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      expect(parseStrictJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });

  it('is read or refused, and nothing else, whatever it is [H 14]', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', 'null', ' '), { maxLength: 40 }).map((pieces) => pieces.join(''))), (text) => {
      expect(['taken', 'INVALID_REQUEST']).toContain(code(text));
    }), { numRuns: 500 });
  });

  it.each([
    ['a key twice', '{"a":1,"a":2}'], ['a key twice in another spelling', '{"a":1,"\\u0061":2}'], ['a key twice in the depth', '{"b":[{"a":1,"a":1}]}'],
    ['__proto__', '{"__proto__":{"role":"administrator"}}'], ['__proto__ in another spelling', '{"__pr\\u006fto__":1}'],
    ['a lone surrogate', '{"a":"\\ud800"}'], ['a lone low surrogate', '{"a":"\\uDC00x"}'], ['a lone surrogate in a key', '{"\\ud800":1}'],
    ['great depth', `${'['.repeat(100_000)}${']'.repeat(100_000)}`], ['an open string', '{"a":"b'], ['nothing', ''], ['half an object', '{"a":'], ['text after the end', '{} {}'],
  ])('is refused with %s [H 14] [H 61] [ASVS 1.5.2]', (_, text) => {
    expect(code(text)).toBe('INVALID_REQUEST');
  });

  it('takes a pair of surrogates written as escapes, and equal keys in different objects [H 14]', () => {
    expect(parseStrictJson('{"a":{"x":"\\ud842\\udfb7"},"b":{"x":1}}')).toEqual({ a: { x: '𠮷' }, b: { x: 1 } });
  });

  it('costs no more than its length when it is made of open strings [H 14] [ASVS 1.3.12]', () => {
    const started = performance.now();
    for (const text of [`"${'\\"'.repeat(125_000)}`, '"'.repeat(250_001), `"${'\\\\'.repeat(125_000)}`, `{${'"a":'.repeat(60_000)}`]) expect(code(text)).toBe('INVALID_REQUEST');
    // Once per quote it would be minutes; this is four orders of magnitude away from either.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
