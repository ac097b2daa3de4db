// Archives (ZIP, tar, gzip, one in the other), changed at random or put together of their marks: the search comes to an end, tells a known trouble or none, and
// tells the same in whatever pieces the file comes in.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInspection, type Inspected } from '../../server/inspecting/inspection.ts';
import { fact, tarOf } from '../inspecting/tar-of.ts';
import { zipOf } from '../inspecting/zip-of.ts';
import { cases } from './cases.ts';
import { course } from './course.ts';
import { edited, edits, type Edit } from './edits.ts';

const rows = Buffer.from('番号,金額\r\n1,2\r\n'.repeat(40));
const tar = tarOf([{ name: 'a.csv', bytes: rows }, { name: 'x', type: 'x', bytes: fact('size', '16') }, { name: '長'.repeat(60) }, { name: 'folder/', type: '5' }]);
const archives = {
  zip: zipOf([{ name: '納入/1.csv', bytes: rows }, { name: '2.bin', bytes: Buffer.from('PK\x03\x04PK\x01\x02PK\x07\x08PK\x05\x06'.repeat(4)), stored: true }, { name: '3.txt', bytes: rows, sizeBehind: true }, { name: '4.csv', bytes: rows, sizeBehind: true, encrypted: true }, { name: 'folder/', bytes: Buffer.alloc(0), stored: true, mode: 0o040_755 }]),
  tar, gzip: Buffer.concat([gzipSync(rows), gzipSync('2'), Buffer.alloc(9)]), 'tar in gzip': gzipSync(tar), 'ZIP in gzip': gzipSync(zipOf([{ name: 'a.csv', bytes: rows }])),
};
const troubles = [null, 'many', 'large', 'link', 'path', 'odd'];

/** What is told of `bytes` in pieces of `size`; the first holds 512 at least. */
async function told(bytes: Uint8Array, size: number): Promise<Inspected> {
  const inspection = createInspection({ numbers: true, isCsv: false, names: [], mostInflatedBytes: 100_000 });
  for (let at = 0, next = Math.max(512, size); at < bytes.length; at += next, next = size) await inspection.take(bytes.slice(at, at + next));
  return inspection.end();
}

async function alike(bytes: Uint8Array, size: number): Promise<void> {
  const whole = await told(bytes, Math.max(1, bytes.length));
  expect(troubles).toContain(whole.archive?.kind ?? null);
  const { archive, looked, numbers } = await told(bytes, size);
  expect({ archive, looked, numbers }).toEqual({ archive: whole.archive, looked: whole.looked, numbers: whole.numbers });
}

const pieces = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 2_000 }));

describe('an archive', () => {
  it.each(Object.entries(archives))('of the kind %s that was changed is judged to its end, in pieces of any size alike [H 28]', async (_, bytes) => {
    await fc.assert(fc.asyncProperty(edits, pieces, (all: readonly Edit[], size) => alike(edited(bytes, all), size)), course<[Edit[], number]>(cases.archives, 0.2));
  });

  it('put together of marks, lengths and anything is judged to its end, in pieces of any size alike [H 28]', async () => {
    const mark = fc.constantFrom('PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', 'PK\x06\x06', 'PK\x06\x07', 'PK\x07\x08', 'PK\x05\x05').map((text) => Buffer.from(text, 'latin1'));
    const filling = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 0, max: 60 }).map((length) => new Uint8Array(length)), fc.constantFrom(0xff, 0x01, 0x2e).map((byte) => new Uint8Array(20).fill(byte)));
    const marks = fc.array(fc.tuple(mark, filling), { minLength: 1, maxLength: 12 }).map((all) => Buffer.concat(all.flat()));
    const placed = fc.tuple(marks, fc.constantFrom('before', 'behind', 'instead'), fc.nat({ max: 1_000_000 })).map(([bytes, where, at]) => {
      if (where === 'instead') return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), bytes]);
      const cut = where === 'behind' ? archives.zip.length : at % archives.zip.length;
      return Buffer.concat([archives.zip.subarray(0, cut), bytes, archives.zip.subarray(cut)]);
    });
    await fc.assert(fc.asyncProperty(placed, pieces, alike), course());
  });
});
