// Random texts and bytes in front of what reads them: names, JSON, tus metadata, CSV, contents, answers of the scanner.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '../../server/http/strict-json.ts';
import { HttpRefused } from '../../server/http/refusal.ts';
import { readAnnounced } from '../../server/http/uploads/announced.ts';
import { sentName } from '../../server/http/sent-name.ts';
import { createFirstRow } from '../../server/inspecting/first-row.ts';
import { createInspection } from '../../server/inspecting/inspection.ts';
import { headBytes, misfitOf } from '../../server/inspecting/kind.ts';
import { readPrintLog } from '../../server/records/printing/print-csv.ts';
import { parseAnswer } from '../../server/scanning/answer.ts';
import { cleanFileName, distinctFrom, fold } from '../../server/transfers/file-name.ts';
import { TransferRefused } from '../../server/transfers/refusal.ts';
import { zipOf } from '../inspecting/zip-of.ts';
import { cases } from './cases.ts';
import { course } from './course.ts';
import { edited, edits } from './edits.ts';

/** Without half of a pair. */
const isWhole = (text: string): boolean => !/\p{Cs}/u.test(text);
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ unit: 'grapheme', maxLength: 120 }), fc.string({ maxLength: 400 }), fc.array(fc.constantFrom('.', '/', '\\', ' ', 'CON', 'con', '\u202e', '\u0000', '\u0301', '名', ':', '*', '"', '\r\n', '\ud800', '.csv', 'x'), { maxLength: 60 }).map((parts) => parts.join('')));

describe('file names', () => {
  it('are clean or none, and cleaning what is clean changes nothing [H 18] [H 142]', () => {
    fc.assert(fc.property(anyText, (given) => {
      const clean = cleanFileName(given);
      if (clean === null) return;
      const { name } = clean;
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name).toBe(name.normalize('NFC'));
      expect(name).not.toMatch(/[\u0000-\u001f\u007f/\\<>:"|?*]|[. ]$|^\.{1,2}$|^$/);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i);
      expect(isWhole(name)).toBe(true);
      expect(cleanFileName(name)).toMatchObject({ name });
      const second = distinctFrom(clean, new Set([fold(name)]));
      expect(fold(second.name)).not.toBe(fold(name));
      expect(Buffer.byteLength(second.name)).toBeLessThanOrEqual(255);
    }), course(cases.fileNames));
  });

  it('as bytes of any charset become text', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(typeof cleanFileName(sentName(Buffer.from(bytes).toString('latin1')))).toBe('object');
    }), course());
  });
});

/** A value with every key as it stands, so that what a strict reader must say of its text is known before it is read. */
type Tree = { readonly is: 'leaf'; readonly value: null | boolean | number | string } | { readonly is: 'list'; readonly of: readonly Tree[] } | { readonly is: 'object'; readonly of: readonly (readonly [string, Tree])[] };
const key = fc.oneof(fc.constantFrom('a', 'b', 'é', '__proto__', 'constructor', ''), fc.string({ maxLength: 4 }));
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 6, withCrossShrink: true }, fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'binary', maxLength: 8 })).map((value): Tree => ({ is: 'leaf', value })),
    fc.array(tie('tree'), { maxLength: 4 }).map((of): Tree => ({ is: 'list', of })), fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }).map((of): Tree => ({ is: 'object', of }))),
}));
const escaped = (text: string, all: boolean): string => (all ? `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"` : JSON.stringify(text));

function written(one: Tree, spaces: string, all: boolean): string {
  switch (one.is) {
    case 'leaf': return typeof one.value === 'string' ? escaped(one.value, all) : JSON.stringify(one.value);
    case 'list': return `[${spaces}${one.of.map((inner) => written(inner, spaces, all)).join(`,${spaces}`)}]`;
    case 'object': return `{${one.of.map(([name, inner], at) => `${spaces}${escaped(name, all !== (at % 2 === 1))}${spaces}:${written(inner, spaces, all)}`).join(',')}${spaces}}`;
  }
}

function isStrict(one: Tree): boolean {
  switch (one.is) {
    case 'leaf': return typeof one.value !== 'string' || isWhole(one.value);
    case 'list': return one.of.every(isStrict);
    case 'object': return new Set(one.of.map(([name]) => name)).size === one.of.length && one.of.every(([name, inner]) => name !== '__proto__' && isWhole(name) && isStrict(inner));
  }
}

const outcomeOf = (text: string): { taken: unknown } | 'refused' => {
  try {
    return { taken: parseStrictJson(text) };
  } catch (error) {
    expect(error).toBeInstanceOf(HttpRefused);
    return 'refused';
  }
};

describe('JSON from outside', () => {
  it('is taken as it says where nothing in it could be read twice, however it is spelled, and refused otherwise [H 6] [H 14] [H 61]', () => {
    fc.assert(fc.property(tree, fc.constantFrom('', ' ', '\n\t'), fc.boolean(), (one, spaces, all) => {
      const text = written(one, spaces, all);
      const outcome = outcomeOf(text);
      if (isStrict(one)) expect(outcome).toEqual({ taken: JSON.parse(text) as unknown });
      else expect(outcome).toBe('refused');
    }), course());
  });

  it('of any text is refused, or says what the platform reads', () => {
    fc.assert(fc.property(fc.oneof(anyText, fc.json(), fc.tuple(fc.json(), edits).map(([text, all]) => Buffer.from(edited(Buffer.from(text), all)).toString())), (text) => {
      const outcome = outcomeOf(text);
      if (outcome !== 'refused') expect(outcome.taken).toEqual(JSON.parse(text));
    }), course(cases.texts));
  });
});

describe('metadata of an upload', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  it('of any text is refused or has the form of what it says [H 119]', () => {
    const near = fc.tuple(fc.constant(`depositId ${base64('ab12')},filename ${base64('納入.csv')},sha256 ${base64('a'.repeat(64))},lastModified ${base64('123')}`), edits).map(([text, all]) => Buffer.from(edited(Buffer.from(text), all)).toString('latin1'));
    fc.assert(fc.property(fc.oneof(anyText, near), (header) => {
      try {
        const read = readAnnounced(header, 1);
        expect(read.depositId).toMatch(/^[0-9a-f]{1,64}$/);
        expect(read.sha256 ?? 'a'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
        expect(Number.isSafeInteger(read.lastModified ?? 0)).toBe(true);
        expect(read.metadata).toBe(header);
      } catch (error) {
        if (!(error instanceof HttpRefused || error instanceof TransferRefused)) throw error;
      }
    }), course(cases.metadata));
  });

  it('that is well-formed is taken as it was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), fc.nat(), (filename, lastModified) => {
      expect(readAnnounced(`depositId ${base64('ab')},filename ${base64(filename)},lastModified ${base64(String(lastModified))},more`, 5)).toMatchObject({ depositId: 'ab', name: filename, lastModified, length: 5 });
    }), course());
  });
});

describe('contents', () => {
  const head = '印刷元コンピュータ名,印刷日時,印刷ファイル名,印刷先プリンタ名,印刷枚数\n';
  const archive = zipOf([{ name: 'a.csv', bytes: Buffer.from('番号,氏名\r\n1234,佐藤\r\n') }, { name: 'xl/sheet.xml', bytes: Buffer.from('<row><c>1</c></row>') }]);

  it('of a list in CSV give lines or troubles, never both and never a fault', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.tuple(fc.constant(`${head}PC-01,2026/7/3 14:05,納入.pdf,P,"1,200"\r\n`), edits).map(([text, all]) => edited(Buffer.from(text), all)), anyText.map((text) => Buffer.from(`${head}${text}`))), (bytes) => {
      const { lines, troubles } = readPrintLog(bytes);
      expect([lines.length === 0, troubles.length === 0]).toContain(true);
      expect(lines.length + troubles.length).toBeGreaterThan(0);
    }), course());
  });

  it('give the same first row whatever pieces they come in', () => {
    const rowOf = (bytes: Uint8Array, size: number): string[] | null => {
      const row = createFirstRow();
      for (let at = 0; at < bytes.length; at += size) row.take(bytes.subarray(at, at + size));
      return row.fields();
    };
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 120 }), anyText.map((text) => Buffer.from(text))), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
      expect(rowOf(bytes, size)).toEqual(rowOf(bytes, bytes.length + 1));
    }), course());
  });

  it('are looked into without a fault, archives that were changed among them [H 28]', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), edits.map((all) => edited(archive, all))), fc.integer({ min: 4, max: 300 }), async (bytes, size) => {
      const inspection = createInspection({ numbers: true, isCsv: true, names: [{ id: 'x', text: '佐藤商店' }], mostInflatedBytes: 100_000 });
      for (let at = 0; at < bytes.length; at += size) await inspection.take(bytes.slice(at, at + size));
      expect(['whole', 'part', 'not']).toContain(inspection.end().looked);
    }), course());
  });

  it('are told from their names by their beginning alone [H 26]', () => {
    fc.assert(fc.property(anyText, fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 20 }), (name, bytes, more) => {
      expect(misfitOf(name, bytes)?.kind ?? 'none').toMatch(/^(?:none|program|differs)$/);
      const long = Buffer.concat([bytes, Buffer.alloc(headBytes, 0x41)]).subarray(0, headBytes);
      expect(misfitOf(name, Buffer.concat([long, more]))).toEqual(misfitOf(name, long));
    }), course());
  });
});

describe('answers of the scanner', () => {
  it('are clean in one form only [H 96] [H 97]', () => {
    const near = fc.tuple(fc.constantFrom('stream: OK', 'stream: Evil FOUND', 'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND', 'INSTREAM size limit exceeded. ERROR'), edits).map(([text, all]) => Buffer.from(edited(Buffer.from(text), all)).toString('latin1'));
    fc.assert(fc.property(fc.oneof(anyText, near), (answer) => {
      const verdict = parseAnswer(answer, 'clamd');
      expect(verdict.verdict === 'clean').toBe(answer === 'stream: OK');
      expect(JSON.stringify(verdict)).not.toMatch(/[^\x20-\x7e]/);
    }), course());
  });
});
