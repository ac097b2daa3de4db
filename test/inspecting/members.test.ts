// What an archive may hold: how many, how large, no links, no name that leads out, and one story only.
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GzipSearch } from '../../server/inspecting/gzip-search.ts';
import { inflating, pushed } from '../../server/inspecting/inflating.ts';
import { createInspection } from '../../server/inspecting/inspection.ts';
import { leadsOut, Members, mostMembers, mostUnpackedBytes, type ArchiveTrouble } from '../../server/inspecting/members.ts';
import { fact, tarOf, type TarMember } from './tar-of.ts';
import { zipOf, type ZipPart } from './zip-of.ts';

const part = (name: string, more: Partial<ZipPart> = {}): ZipPart => ({ name, bytes: Buffer.from('番号,金額\r\n1,2\r\n'), ...more });
const link = 0o120_777;
const plain = (bytes: Buffer): Buffer => bytes;

async function troubleOf(bytes: Uint8Array, pieceBytes = bytes.length): Promise<ArchiveTrouble | null> {
  const inspection = createInspection({ numbers: true, isCsv: false, names: [] });
  for (let at = 0, size = Math.max(512, pieceBytes); at < bytes.length; at += size, size = pieceBytes) await inspection.take(bytes.slice(at, at + size));
  return inspection.end().archive;
}

describe('names in archives [H 28]', () => {
  it.each(['../a.csv', 'a/../../b.csv', '..', 'a/..', '/etc/passwd', '\\\\server\\share', 'C:\\a.csv', 'c:a.csv', 'a\\..\\..\\b', '.. /a', '.../a', 'a.csv\0/b', '..\0'])('%j leads out', (name) => {
    expect(leadsOut(Buffer.from(name))).toBe(true);
  });
  it.each(['a.csv', './a.csv', 'a..b', '..a', 'a../b..c', '納入/通知.csv', 'a/b:c'])('%j stays', (name) => {
    expect(leadsOut(Buffer.from(name))).toBe(false);
  });
  it('are read in one pass: of many dots no search is made that never ends', () => {
    for (const sign of ['.', ' ', '. ', '/.', '\\ .']) expect(leadsOut(Buffer.from(`a/${sign.repeat(65_000 / sign.length)}x`))).toBe(false);
    expect(leadsOut(Buffer.from('. '.repeat(32_000)))).toBe(true);
  });
});

describe('an archive [H 28]', () => {
  it('is sound however it was written, in pieces of any size', async () => {
    const whole = zipOf([part('納入/1.csv'), part('2.png', { bytes: Buffer.from('PK\x03\x04PK\x01\x02'.repeat(9)), stored: true }), part('3.bin', { sizeBehind: true, bytes: Buffer.alloc(300, 7) }), part('4.txt', { sizeBehind: true }), part('secret.csv', { encrypted: true, sizeBehind: true }), part('folder/', { bytes: Buffer.alloc(0), stored: true, mode: 0o040_755 })]);
    for (const bytes of [whole, Buffer.concat([whole, Buffer.alloc(300)]), zipOf([]), tarOf([{ name: 'a.csv' }, { name: '長'.repeat(60) }, { name: 'folder/', type: '5' }]), gzipSync(tarOf([{ name: 'a.csv' }])), gzipSync('番号,金額\r\n'), Buffer.concat([gzipSync('1'), gzipSync('2'), Buffer.alloc(9)])]) {
      for (const size of [1, 7, 64, bytes.length]) expect(await troubleOf(bytes, size)).toBeNull();
    }
  });

  it('with a link is refused, whichever list tells of it', async () => {
    expect(await troubleOf(zipOf([part('a.csv'), part('b', { mode: link })]))).toEqual({ kind: 'link', member: 2 });
    for (const type of ['1', '2', '3']) for (const pack of [plain, gzipSync]) expect(await troubleOf(pack(tarOf([{ name: 'a.csv' }, { name: 'b', type }])))).toEqual({ kind: 'link', member: 2 });
  });

  it('whose names lead out is refused, in the parts, in the table and in tar', async () => {
    expect(await troubleOf(zipOf([part('../a.csv')]))).toEqual({ kind: 'path', member: 1 });
    expect(await troubleOf(zipOf([part('a.csv'), part('b.csv', { listed: '../b.csv' })]))).toEqual({ kind: 'path', member: 2 });
    for (const pack of [plain, gzipSync]) expect(await troubleOf(pack(tarOf([{ name: 'a.csv' }, { name: '/b.csv' }])))).toEqual({ kind: 'path', member: 2 });
  });

  it('of more members, or more bytes unpacked, than the bound is refused before it is unpacked [ASVS 5.2.3]', async () => {
    const members = new Members();
    const one = { names: [], isLink: false, sizeInBytes: 0 };
    for (let count = 0; count < mostMembers; count += 1) members.add(one);
    expect(members.trouble).toBeNull();
    members.add(one);
    expect(members.trouble).toEqual({ kind: 'many', member: 0 });
    const large = new Members();
    large.add({ ...one, sizeInBytes: mostUnpackedBytes });
    expect(large.trouble).toBeNull();
    large.add({ ...one, sizeInBytes: 1 });
    expect(large.trouble).toEqual({ kind: 'large', member: 0 });
    const empty = Buffer.concat([...headers(mostMembers + 1)]);
    expect(await troubleOf(empty, 65_536)).toEqual({ kind: 'many', member: 0 });
    const gzip = new GzipSearch(() => ({ take: () => undefined, end: () => undefined }), 1000, 10_000);
    await gzip.take(gzipSync(Buffer.alloc(10_001)));
    expect([gzip.end(), gzip.trouble]).toEqual([false, { kind: 'large', member: 0 }]);
    // Not even what has come in one piece is unpacked beyond it.
    let passed = 0;
    const inflate = inflating('gzip', (piece) => {
      passed += piece.length;
      if (passed > 100_000) inflate.stream.destroy();
    });
    await pushed(inflate.stream, gzipSync(Buffer.alloc(50_000_000)));
    expect(passed).toBeLessThan(200_000);
  });

  it('that tells two stories, or not all of one, is refused', async () => {
    const good = zipOf([part('a.csv'), part('b.csv')]);
    const two = zipOf([part('a.csv', { listed: 'a.exe' }), part('b.csv')]);
    const fewer = Buffer.from(good);
    fewer.writeUInt16LE(1, good.length - 12);
    for (const odd of [two, fewer, good.subarray(0, -30), good.subarray(0, 50), Buffer.concat([good, good]), Buffer.concat([gzipSync('1'), Buffer.alloc(1), gzipSync('2')]), Buffer.concat([good, Buffer.from('x')]), tarOf([{ name: 'a.csv' }]).subarray(0, 700), Buffer.concat([tarOf([{ name: 'a' }]), tarOf([{ name: 'b' }])])]) expect(await troubleOf(odd)).toEqual({ kind: 'odd', member: 0 });
  });

  it('whose parts are packed otherwise than its table says is refused', async () => {
    for (const sizeBehind of [false, true]) {
      const good = zipOf([part('a.csv', { sizeBehind }), part('b.png', { stored: true, sizeBehind }), part('c.csv')]);
      const table = good.indexOf('PK\x01\x02');
      expect(await troubleOf(good)).toBeNull();
      for (const [at, value] of [[10, 0], [20, 1], [20, 400]] as const) {
        const odd = Buffer.from(good);
        odd.writeUInt16LE(value, table + at);
        expect(await troubleOf(odd)).toEqual({ kind: 'odd', member: 0 });
      }
    }
    // Said to be empty, with its content in a gap.
    const hidden = zipOf([part('a.csv', { stored: true }), part('b.csv')]);
    hidden.writeUInt32LE(0, 18);
    expect(await troubleOf(hidden)).toEqual({ kind: 'odd', member: 0 });
  });

  it('is refused where an unpacker could find another end of its table than the one at the end', async () => {
    const good = zipOf([part('a.csv'), part('b.csv')]);
    const [table, end] = [good.indexOf('PK\x01\x02'), good.length - 22];
    const wide = (at: number, more = 0): Buffer => {
      const record = Buffer.alloc(56 + more + 20);
      record.write('PK\x06\x06', 'latin1');
      for (const [place, value] of [[4, 44 + more], [24, 2], [32, 2], [40, end - table], [48, table], [56 + more + 8, at]] as const) record.writeBigUInt64LE(BigInt(value), place);
      record.write('PK\x06\x07', 56 + more, 'latin1');
      return record;
    };
    const [before, narrow] = [good.subarray(0, end), good.subarray(end)];
    for (const length of [0, 43, 5000]) {
      const other = wide(end);
      other.writeUInt32LE(length, 4);
      expect(await troubleOf(Buffer.concat([before, other, narrow]))).toEqual({ kind: 'odd', member: 0 });
    }
    expect(await troubleOf(Buffer.concat([before, wide(end), narrow]))).toBeNull();
    const comment = (text: string): Buffer => Buffer.concat([good.subarray(0, -2), Buffer.from([text.length % 256, text.length >> 8]), Buffer.from(text, 'latin1')]);
    expect(await troubleOf(comment('PK'))).toBeNull();
    const told = Buffer.from(before);
    told.writeUInt16LE(20, before.lastIndexOf('PK\x01\x02') + 32);
    const locator = wide(table).subarray(56);
    narrow.writeUInt32LE(end - table + 20, 12);
    for (const odd of [
      [before, wide(table), good.subarray(end)], [before, wide(end, 76), narrow], [before, wide(end), Buffer.alloc(20), narrow], [before, wide(end), wide(end).subarray(56), narrow], [before, locator, narrow], [told, locator, narrow],
      [comment('xPK\x05\x06')], [comment(`\x05\x06${'x'.repeat(0x4b50 - 2)}`)],
    ]) expect(await troubleOf(Buffer.concat(odd))).toEqual({ kind: 'odd', member: 0 });
  });

  it('in tar\'s form that unpackers would read differently is refused', async () => {
    const name = (key: string, value: string, type = 'x'): TarMember => ({ name: 'facts', type, bytes: fact(key, value) });
    const hiding = tarOf([{ name: 'link', type: '2' }]).subarray(0, 512);
    const odd: readonly TarMember[][] = [
      [{ name: 'folder', type: '5', bytes: hiding }], [{ name: 'folder/', bytes: hiding }], [name('path', 'folder/'), { name: 'a', bytes: hiding }], [name('size', '512'), { name: 'folder', type: '5' }],
      [name('size', '0', 'g'), { name: 'a', bytes: hiding }], [name('path', 'b', 'g'), { name: 'a' }], [name('size', '1e3'), { name: 'a' }], [{ name: 'a', over: [[124, '\x00000000001000']] }],
    ];
    for (const members of odd) expect(await troubleOf(tarOf(members)), JSON.stringify(members.map(({ name: one }) => one))).toEqual({ kind: 'odd', member: 0 });
    expect(await troubleOf(tarOf([{ name: '長/b', signed: true }, { name: 'b', type: '2' }]))).toEqual({ kind: 'link', member: 2 });
    expect(await troubleOf(tarOf([{ name: '/etc/a', over: [[257, 'ustar  \0'], [345, '14512345670\0']] }]))).toEqual({ kind: 'path', member: 1 });
    expect(await troubleOf(tarOf([{ name: 'passwd', over: [[345, '/etc']] }]))).toEqual({ kind: 'path', member: 1 });
  });

  it('in tar\'s form says so much of a member and no more: it is held until the member comes', async () => {
    const long = { name: 'name', type: 'L', bytes: Buffer.from(`${'長'.repeat(300)}\0`) };
    expect(await troubleOf(tarOf([long, { name: 'mtime', type: 'x', bytes: fact('mtime', '1.5') }, { name: 'a' }, long, { name: 'b' }]))).toBeNull();
    expect(await troubleOf(tarOf(Array.from({ length: 50 }, () => long)))).toEqual({ kind: 'odd', member: 0 });
  });

  it('never hides a link among parts of any kind', async () => {
    const parts = fc.array(fc.record({ bytes: fc.uint8Array({ maxLength: 200 }), ending: fc.constantFrom('csv', 'xml', 'png'), stored: fc.boolean(), sizeBehind: fc.boolean() }), { maxLength: 5 });
    await fc.assert(fc.asyncProperty(parts, fc.option(fc.nat(4)), fc.integer({ min: 1, max: 600 }), async (given, at, piece) => {
      const all = given.map(({ ending, ...more }, index) => part(`${index}.${ending}`, more));
      if (at !== null) all.splice(at, 0, part('link', { mode: link }));
      expect((await troubleOf(zipOf(all), piece))?.kind ?? null).toBe(at === null ? null : 'link');
    }), { numRuns: 150 });
  });
});

/** Nothing but the beginnings of parts that are empty. */
function* headers(count: number): Generator<Buffer> {
  const empty = zipOf([{ name: 'x', bytes: Buffer.alloc(0), stored: true }]).subarray(0, 31);
  for (let at = 0; at < count; at += 1) yield empty;
}
