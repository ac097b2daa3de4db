import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, CanonicalRefused, isCanonical } from '../../server/ledger/canonical.ts';
import type { JsonValue } from '../../server/ledger/canonical.ts';
import vectors from '../vectors/ledger/rfc8785.json' with { type: 'json' };

const doubleOf = (hex: string): number => Buffer.from(hex, 'hex').readDoubleBE();

describe('canonical JSON (RFC 8785)', () => {
  it.each(vectors.cases)('writes the published example $name', ({ input, output }) => {
    expect(canonical(JSON.parse(input) as JsonValue)).toBe(output);
  });

  it.each(vectors.numbers)('writes the number $ieee754 of appendix B as $text', ({ ieee754, text }) => {
    expect(canonical(doubleOf(ieee754))).toBe(text);
  });

  it.each(vectors.refused)('refuses the number %s of appendix B', (ieee754) => {
    expect(() => canonical(doubleOf(ieee754))).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }) as Error);
  });

  it('refuses lone surrogates in values and in names, which UTF-8 cannot carry', () => {
    expect(() => canonical('\ud83d')).toThrow(CanonicalRefused);
    expect(() => canonical({ '\udc00': 1 })).toThrow(expect.objectContaining({ code: 'LONE_SURROGATE' }) as Error);
    expect(canonical('𠮷髙﨑①')).toBe('"𠮷髙﨑①"');
  });

  it('refuses nesting that would exhaust a verifier', () => {
    expect(() => canonical(JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`) as JsonValue)).toThrow(expect.objectContaining({ code: 'TOO_DEEP' }) as Error);
  });

  it('takes 32 levels of arrays or objects, and not one more, in writing and in comparing', () => {
    for (const [open, close] of [['[', ']'], ['{"a":', '}'], ['[{"a":', '}]']] as const) {
      const nested = (levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;
      const most = open.length === 6 ? 16 : 32;
      expect([canonical(JSON.parse(nested(most)) as JsonValue), isCanonical(JSON.parse(nested(most)) as JsonValue, nested(most))]).toEqual([nested(most), true]);
      for (const refused of [() => canonical(JSON.parse(nested(most + 1)) as JsonValue), () => isCanonical(JSON.parse(nested(most + 1)) as JsonValue, nested(most + 1))]) expect(refused).toThrow(expect.objectContaining({ code: 'TOO_DEEP' }) as Error);
    }
  });

  it.each<[string, unknown, string]>([
    ['NOT_FINITE', Number.NaN, 'finite number, NaN'], ['LONE_SURROGATE', ['\ud83d'], 'Unicode'], ['NOT_JSON', { a: undefined }, 'undefined came'], ['NOT_JSON', [1n], 'bigint came'], ['TOO_DEEP', JSON.parse(`${'['.repeat(33)}${']'.repeat(33)}`), '32 levels'],
  ])('names %s and what was expected', (code, value, words) => {
    expect(() => canonical(value as JsonValue)).toThrow(expect.objectContaining({ name: 'CanonicalRefused', code, message: expect.stringContaining(words) as string }) as Error);
  });

  it('keeps a member named __proto__ as any other', () => {
    expect(canonical(JSON.parse('{"b":1,"__proto__":{"x":2}}') as JsonValue)).toBe('{"__proto__":{"x":2},"b":1}');
  });

  it('is told from any other text of the same value', () => {
    const told = (text: string): boolean => isCanonical(JSON.parse(text) as JsonValue, text);
    for (const text of ['{"a":1,"b":[{"c":"髙","d":null}]}', '{"10":1,"2":2,"a":3}', '{"a":"\\\\ud83d"}', '{"a":1e+21}', '{"__proto__":{"x":2},"b":1}']) expect([text, told(text)]).toEqual([text, true]);
    for (const text of ['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a": 1}', '{"2":1,"10":2}', '{"a":1.0}', '{"a":-0}', '{"a":"\\u0041"}', '{"b":{"d":1,"c":2}}']) expect([text, told(text)]).toEqual([text, false]);
    expect(() => told('{"a":"\\ud83d"}')).toThrow(expect.objectContaining({ code: 'LONE_SURROGATE' }) as Error);
    expect(() => told(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).toThrow(expect.objectContaining({ code: 'TOO_DEEP' }) as Error);
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const value = JSON.parse(text) as JsonValue;
      expect(isCanonical(value, text)).toBe(canonical(value) === text);
    }));
  });

  it('is stable: reading and writing again gives the same bytes', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const once = canonical(JSON.parse(text) as JsonValue);
      expect(canonical(JSON.parse(once) as JsonValue)).toBe(once);
    }));
  });
});
