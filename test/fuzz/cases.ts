// What fuzzing found and what was close to it, kept: each is tried before the random cases of every run. By property; inputs as they stand in the property's own form.
import type { Edit } from './edits.ts';

/** Bytes that were changed so. */
const changed = (...edits: Edit[]): [Edit[]] => [edits];

export const cases = {
  fileNames: ['', '.', '..', 'a/..', '..\\..\\x', 'CON.csv', 'com\u00b9.txt', '\u202e\u202e', 'a\u0000b', '名'.repeat(300), `${'\u0300'.repeat(400)}.csv`, 'x'.repeat(254) + 'あ', '\ud800.csv', 'a .csv. .', 'ｃｏｎ', 'CON\u200b\u0301', `${'x'.repeat(254)} yyyy`, `${'x'.repeat(253)}. .yyyy z`, 'con .csv', '.\u200b.', '>\u200b\u0338'].map((one): [string] => [one]),
  texts: ['', '{', '"', '{"a":1,"\\u0061":2}', '{"__proto__":1}', '{"\\u005f_proto__":1}', '"\\ud800"', '[1,]', '[01]', '\ufeff{}', 'nul', `${'['.repeat(21)}${']'.repeat(21)}`, '{"a":{"a":1},"b":{"a":1}}', '"\\u2028"', '{"":1,"":2}'].map((one): [string] => [one]),
  metadata: ['', ',', ' ', 'depositId', 'depositId ', 'depositId YQ==,depositId YWI=', 'filename 4piD', 'filename /w==', '__proto__ YQ==', 'depositId YQ==,filename YQ==,x', 'depositId  YQ=='].map((one): [string] => [one]),
  bundles: [
    changed({ kind: 'line', at: 0, how: 'away' }), changed({ kind: 'flip', at: 18, bit: 0 }), changed({ kind: 'flip', at: 664005, bit: 3 }), changed({ kind: 'line', at: 15, how: 'twice' }), changed({ kind: 'line', at: 866089, how: 'away' }),
    changed({ kind: 'cut', at: 0, length: 1 }), changed({ kind: 'cut', at: 1e9, length: 1 }), changed({ kind: 'flip', at: 12, bit: 0 }), changed({ kind: 'line', at: 1, how: 'twice' }), changed({ kind: 'line', at: 2, how: 'away' }), changed({ kind: 'line', at: 3, how: 'swap' }), changed({ kind: 'flip', at: 125861, bit: 1 })],
  certificates: [changed({ kind: 'cut', at: 0, length: 3 }), changed({ kind: 'flip', at: 0, bit: 6 }), changed({ kind: 'put', at: 0, bytes: [0x99, 0, 1, 4] })],
  archives: [[{ kind: 'cut', at: 0, length: 3 }], [{ kind: 'put', at: 30, bytes: [0x50, 0x4b, 6, 6] }], [{ kind: 'double', at: 0, length: 400 }]].map((one): [Edit[], number] => [one as Edit[], 1]),
  multipart: [changed({ kind: 'cut', at: 0, length: 2 }), changed({ kind: 'cut', at: 30, length: 4 }), changed({ kind: 'put', at: 40, bytes: [13, 10, 13, 10] })],
} as const;
