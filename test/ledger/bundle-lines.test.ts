// The lines of a bundle by themselves: each kind is read back as it was written, and every deviation from its one form is refused.
import { describe, expect, it } from 'vitest';
import * as bundle from '../../server/ledger/bundle.ts';
import { canonical } from '../../server/ledger/canonical.ts';
import type { JsonValue } from '../../server/ledger/canonical.ts';
import { fromUtf8, toBase64, toHex, utf8 } from '../../server/ledger/encoding.ts';
import { hexHashOf, indexOf, isObject, leafOf, member, parseCanonical, textOf, textsOf } from '../../server/ledger/line-json.ts';
import { linesOf } from '../../server/ledger/lines.ts';

const hash = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
const at = '2026-04-01T00:30:00.000Z';
const trimmed = (line: string): Uint8Array => utf8(line.replace(/\n$/, ''));
const parse = (line: string) => bundle.parseLine(trimmed(line));
const written = (value: JsonValue): string => canonical(value);
const malformed = (expected = ''): Error => expect.objectContaining({ name: 'LineMalformed', message: expect.stringContaining(expected) as string }) as Error;

describe('the header', () => {
  const header = { at, certificates: ['armor'], format: bundle.BUNDLE_FORMAT, municipality: 'm', openings: true, origin: 'o', size: 3, vkeys: ['k'] };
  const { certificates: _, ...former } = { ...header, format: bundle.FORMER_FORMAT };
  const of = (over: Record<string, JsonValue>, base: Record<string, JsonValue> = header): Uint8Array => utf8(written({ header: { ...base, ...over } }));

  it('is read as it was written, also in the former version, which had no certificates', () => {
    expect(bundle.parseHeader(trimmed(bundle.headerLine(header)))).toEqual(header);
    expect(bundle.parseHeader(of({}, former))).toEqual({ ...former, certificates: [] });
    expect(bundle.parseHeader(of({ openings: false, size: 0 }))).toMatchObject({ openings: false, size: 0 });
    expect(bundle.headerLine(header).endsWith('}\n')).toBe(true);
  });

  it.each<[string, Record<string, JsonValue>]>([
    ['another format', { format: 'kagibako-ledger-export@3' }], ['the former format with certificates', { format: bundle.FORMER_FORMAT }], ['no format', { format: null }], ['no instant', { at: '2026-04-01' }], ['no time', { at: 1 }], ['no municipality', { municipality: null }],
    ['openings that are no yes or no', { openings: 'true' }], ['no origin', { origin: 7 }], ['a negative size', { size: -1 }], ['a size as text', { size: '3' }], ['no keys', { vkeys: [] }], ['keys that are no text', { vkeys: [1] }], ['a member too many', { z: 1 }],
  ])('is refused with %s', (_name, over) => {
    expect(() => bundle.parseHeader(of(over))).toThrow(malformed());
  });

  it('is refused under another name, beside another member, or with a member left out', () => {
    expect(() => bundle.parseHeader(utf8(written({ head: header })))).toThrow(malformed('{"header":{…}}'));
    expect(() => bundle.parseHeader(utf8(written({ header, more: 1 })))).toThrow(malformed());
    const { origin: _origin, ...rest } = header;
    expect(() => bundle.parseHeader(utf8(written({ header: rest })))).toThrow(malformed());
    expect(() => bundle.parseHeader(of({ format: bundle.BUNDLE_FORMAT }, former))).toThrow(malformed(`of format ${bundle.BUNDLE_FORMAT}`));
  });
});

describe('an entry', () => {
  const told = { act: 'deposit', at, index: 3, result: 'done', texts: { note: toHex(hash) }, transfer: 't', v: 1 };
  const of = (over: Record<string, JsonValue>): string => bundle.entryLine(written({ ...told, ...over }), hash);

  it('is read with its very bytes', () => {
    const parsed = parse(of({}));
    expect(parsed).toMatchObject({ kind: 'entry', leaf: hash, index: 3, at, act: 'deposit', done: true, transfer: 't', commitments: new Map([['note', toHex(hash)]]), wipedIds: null, committed: null, told });
    expect(parsed.kind === 'entry' ? fromUtf8(parsed.bytes) : '').toBe(written(told));
    expect(parse(of({ result: 'refused', texts: {}, transfer: 1, facts: { ids: ['a', 1] } }))).toMatchObject({ done: false, commitments: new Map(), transfer: null, wipedIds: ['a'] });
    const { texts: _, ...without } = told;
    expect(parse(bundle.entryLine(written(without), hash))).toMatchObject({ commitments: new Map() });
  });

  it.each<[string, Record<string, JsonValue>]>([
    ['another version', { v: 2 }], ['no index', { index: '3' }], ['no act', { act: null }], ['no time', { at: null }], ['no instant', { at: '2026-04-01T00:30:00Z' }], ['another result', { result: 'perhaps' }], ['no result', { result: null }],
    ['texts that are a list', { texts: [] }], ['a text under no word', { texts: { 'a/b': toHex(hash) } }], ['a short commitment', { texts: { note: 'ab' } }], ['an upper-case commitment', { texts: { note: toHex(hash).toUpperCase() } }],
  ])('is refused with %s', (_name, over) => {
    expect(() => parse(of(over))).toThrow(malformed('an entry with v 1'));
  });

  it('is refused with another tail, or bytes that are not canonical', () => {
    for (const wrong of [of({}).replace('"leaf"', '"Leaf"'), of({}).replace(toBase64(hash), toBase64(hash.subarray(1))), of({}).replace(toBase64(hash), '!'.repeat(44)), of({}).replace('"}\n', '"} \n'), of({}).replace('"}\n', '"}}\n'), '{"entry":', '{"entry":{}}']) expect(() => parse(wrong), wrong).toThrow(malformed('{"entry":<bytes>,"leaf":"<base64>"}'));
    expect(() => parse(of({}).replace('"index":3', '"index": 3'))).toThrow(malformed('an entry in canonical JSON'));
  });
});

describe('the other lines', () => {
  const salt = toHex(hash);
  it('are read as they were written', () => {
    expect(parse(bundle.foreignLine(7, hash))).toEqual({ kind: 'foreign', index: 7, leaf: hash });
    expect(parse(bundle.checkpointLine('note\n'))).toEqual({ kind: 'checkpoint', note: 'note\n' });
    expect(parse(bundle.openingLine(7, 'note', hash, '宛名'))).toEqual({ kind: 'opening', index: 7, name: 'note', salt: hash, text: '宛名' });
    for (const line of [{ kind: 'receipt', index: 7, document: 'd', signature: 's', salt: null }, { kind: 'receipt', index: 7, document: 'd', signature: '', salt: hash }]) expect(parse(bundle.documentLine(line))).toEqual({ kind: 'document', line });
    for (const line of [bundle.foreignLine(7, hash), bundle.checkpointLine(''), bundle.openingLine(7, 'n', hash, ''), bundle.entryLine('{}', hash)]) expect(line.match(/\n/g)).toHaveLength(1);
  });

  it.each<[string, JsonValue]>([
    ['nothing known', { other: {} }], ['two things', { checkpoint: 'x', more: 1 }], ['a checkpoint that is no text', { checkpoint: 1 }], ['a foreign leaf of no index', { foreign: { index: -1, leaf: toBase64(hash) } }], ['a short foreign leaf', { foreign: { index: 1, leaf: 'AAAA' } }],
    ['a foreign leaf and more', { foreign: { index: 1, leaf: toBase64(hash), more: 1 } }], ['an opening of no index', { opening: { index: 0.5, name: 'n', salt, text: 't' } }], ['an opening of no name', { opening: { index: 1, name: 1, salt, text: 't' } }],
    ['an opening of a short salt', { opening: { index: 1, name: 'n', salt: 'ab', text: 't' } }], ['an opening without salt', { opening: { index: 1, name: 'n', salt: 1, text: 't' } }], ['an opening without text', { opening: { index: 1, name: 'n', salt, text: null } }], ['an opening with a member missing', { opening: { index: 1, name: 'n', salt } }],
    ['a document of no kind', { document: { document: 'd', index: 1, kind: 1, signature: 's' } }], ['a document of no index', { document: { document: 'd', index: '1', kind: 'k', signature: 's' } }], ['a document without text', { document: { document: 1, index: 1, kind: 'k', signature: 's' } }],
    ['a document without signature', { document: { document: 'd', index: 1, kind: 'k', signature: null } }], ['a document of a short salt', { document: { document: 'd', index: 1, kind: 'k', salt: 'ab', signature: 's' } }], ['a document of no salt', { document: { document: 'd', index: 1, kind: 'k', salt: 1, signature: 's' } }], ['a list', []],
  ])('are refused: %s', (_name, value) => {
    expect(() => parse(written(value))).toThrow(malformed());
  });

  it('are refused where a space, another order or a second member would let two readers see two things', () => {
    for (const line of ['{"checkpoint": "x"}', '{"foreign":{"leaf":"a","index":1}}', '{"checkpoint":"x","checkpoint":"y"}', '"x"', 'null', '1', '{', '']) expect(() => parse(line)).toThrow(malformed('a line in canonical JSON (RFC 8785)'));
    expect(() => bundle.parseLine(Uint8Array.of(0xff))).toThrow(malformed('a line in canonical JSON'));
    expect(() => parse(written({ other: {} }))).toThrow(malformed('an entry, a foreign leaf, a checkpoint, an opening or a document'));
  });
});

describe('members of a line', () => {
  it('are of their exact kind, or nothing', () => {
    expect([textOf('x'), textOf(''), textOf(1), textOf(undefined)]).toEqual(['x', '', null, null]);
    expect([indexOf(0), indexOf(5), indexOf(-1), indexOf(0.5), indexOf(2 ** 53), indexOf('1')]).toEqual([0, 5, null, null, null, null]);
    expect([textsOf(['a', 1, 'b']), textsOf('a'), textsOf(undefined)]).toEqual([['a', 'b'], [], []]);
    expect([leafOf(toBase64(hash)), leafOf(toBase64(hash.subarray(1))), leafOf('x'), leafOf(1)]).toEqual([hash, null, null, null]);
    expect([hexHashOf(toHex(hash)), hexHashOf('ab'), hexHashOf('x'), hexHashOf(null)]).toEqual([toHex(hash), null, null, null]);
    expect([isObject({}), isObject([]), isObject(null), isObject('x'), isObject(undefined)]).toEqual([true, false, false, false, false]);
    expect(parseCanonical(utf8('{"a":1}'), 'x')).toEqual({ a: 1 });
  });

  it('stand alone in their line, with one of the lists of keys', () => {
    expect(member({ x: { a: 1, b: 2 } }, 'x', 'a', 'a,b')).toEqual({ a: 1, b: 2 });
    for (const line of [{ x: { a: 1 }, y: 1 }, { y: { a: 1 } }, { x: { b: 1 } }, { x: [] }] as const) expect(() => member(line, 'x', 'a', 'a,b')).toThrow(malformed('a line {"x":{…}} with a or a,b'));
  });
});

describe('a stream of bytes', () => {
  async function cut(limit: number, ...chunks: string[]): Promise<string[]> {
    const stream = (async function* () {
      for (const chunk of chunks) yield await Promise.resolve(utf8(chunk));
    })();
    const found: string[] = [];
    try {
      for await (const lines of linesOf(stream, limit)) found.push(...lines.map(fromUtf8));
    } catch (error) {
      found.push(error instanceof Error ? `${error.name}: ${error.message}` : '');
    }
    return found;
  }

  it('is cut into lines, wherever its pieces end', async () => {
    for (const chunks of [['a\nbc\n\nd'], ['a', '\n', 'b', 'c\n', '\nd'], ['a\nb', '', 'c\n\n', 'd'], Array.from('a\nbc\n\nd')]) expect(await cut(10, ...chunks)).toEqual(['a', 'bc', '', 'd']);
    expect([await cut(10), await cut(10, ''), await cut(10, 'a\n'), await cut(10, '\n')]).toEqual([[], [], ['a'], ['']]);
    expect(await cut(5000, ...Array<string>(3000).fill('x'), '\ny')).toEqual(['x'.repeat(3000), 'y']);
  });

  it('is refused at a line over the limit, and no earlier', async () => {
    const refused = 'LineTooLong: expected lines of at most 3 bytes, a longer one came';
    expect([await cut(3, 'abc\nabc'), await cut(3, 'ab', 'c\n', 'abc'), await cut(3, 'abc\nabc\nab')]).toEqual([['abc', 'abc'], ['abc', 'abc'], ['abc', 'abc', 'ab']]);
    expect([await cut(3, 'a\nabcd\nb'), await cut(3, 'a\nab', 'cd'), await cut(3, 'abcd'), await cut(3, 'a\nab', 'cd\n')]).toEqual([['a', refused], ['a', refused], [refused], ['a', refused]]);
  });
});
