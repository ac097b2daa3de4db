// Packets of OpenPGP (RFC 9580 4.2), octet by octet: what is written, what is read, and what is refused.
import { describe, expect, it } from 'vitest';
import { framePacket, wholePacket } from '../../server/sealing/framing.ts';
import { bigEndian, walkPackets } from '../../server/sealing/packets.ts';

const part = 131_072;
const filled = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at % 251);
const of = (...octets: number[]): Uint8Array => Uint8Array.from(octets);

function framed(tag: number, content: Uint8Array, cuts: readonly number[] = []): Buffer {
  const pieces: Uint8Array[] = [];
  const framer = framePacket(tag, (piece) => pieces.push(Uint8Array.from(piece)));
  for (const [i, from] of [0, ...cuts].entries()) framer.write(content.subarray(from, [...cuts, content.length][i]));
  framer.end();
  return Buffer.concat(pieces);
}

describe('lengths are written as the standard gives them (4.2.1)', () => {
  it.each<[number, number[]]>([[0, [0]], [191, [191]], [192, [192, 0]], [193, [192, 1]], [448, [193, 0]], [1723, [197, 251]], [8383, [223, 255]], [8384, [255, 0, 0, 32, 192]], [100_000, [255, 0, 1, 134, 160]], [0x1020304, [255, 1, 2, 3, 4]]])('%i octets', (length, octets) => {
    const packet = wholePacket(18, new Uint8Array(length).fill(7));
    expect(packet).toHaveLength(1 + octets.length + length);
    expect([...packet.subarray(0, 1 + octets.length)]).toEqual([0xd2, ...octets]);
    expect(packet.subarray(1 + octets.length).every((octet) => octet === 7)).toBe(true);
  });
});

describe('a packet of unknown length', () => {
  it.each([0, 1, 191, 192, 8384, part - 1, part])('of %i octets is one of a definite length', (length) => {
    expect(framed(11, filled(length)).equals(wholePacket(11, filled(length)))).toBe(true);
  });

  it('beyond that is parts of 128 KiB and a last definite one, however it was cut', () => {
    const content = filled(2 * part + 300);
    const expected = Buffer.concat([of(0xcb, 0xf1), content.subarray(0, part), of(0xf1), content.subarray(part, 2 * part), of(192, 108), content.subarray(2 * part)]);
    for (const cuts of [[], [1, 2, 3], [part], [part - 1, part + 1], [part, 2 * part], [2 * part + 299], [0, 0, 700]]) expect(framed(11, content, cuts).equals(expected)).toBe(true);
    expect(framed(11, content.subarray(0, 2 * part)).equals(Buffer.concat([of(0xcb, 0xf1), content.subarray(0, part), of(0xff, 0, 2, 0, 0), content.subarray(part, 2 * part)]))).toBe(true);
  });
});

describe('packets are read', () => {
  const read = (...octets: number[]) => [...walkPackets(of(...octets))].map(({ tag, body }) => [tag, [...body]]);
  const refused = (...octets: number[]) => expect(() => read(...octets), octets.join()).toThrow(expect.objectContaining({ name: 'CertificateRefused', code: 'UNREADABLE' }) as Error);

  it('in both header formats, with each length of theirs', () => {
    expect(read()).toEqual([]);
    expect(read(0xc6, 2, 8, 9, 0xcd, 0)).toEqual([[6, [8, 9]], [13, []]]);
    expect(read(0x98, 1, 7)).toEqual([[6, [7]]]);
    expect(read(0x99, 0, 2, 7, 8)).toEqual([[6, [7, 8]]]);
    expect(read(0xb6, 0, 0, 0, 1, 7, 0xc2, 0)).toEqual([[13, [7]], [2, []]]);
    for (const length of [191, 192, 193, 447, 448, 8383, 8384, 70_000]) {
      const [packet, ...more] = [...walkPackets(wholePacket(63, filled(length)))];
      expect([packet?.tag, packet?.body.length, Buffer.compare(packet?.body ?? of(), filled(length)), more]).toEqual([63, length, 0, []]);
    }
    const long = [...walkPackets(of(0x99, 1, 2, ...filled(258)))];
    expect(long.map(({ body }) => body.length)).toEqual([258]);
  });

  it('not where they do not begin, end early, or are of a length that no certificate has', () => {
    for (const octets of [[0x46, 0], [0], [0x7f, 0], [0xc6], [0xc6, 1], [0xc6, 3, 1, 2], [0xc6, 192], [0xc6, 192, 0], [0xc6, 255, 0, 0, 0], [0xc6, 255, 0, 0, 0, 2, 1], [0xc6, 224, 0], [0xc6, 254, 0], [0x9b, 1], [0x98], [0x99, 0], [0x9a, 0, 0, 0], [0x98, 2, 1]]) refused(...octets);
    // Long enough for whoever took the length for another kind.
    for (const octets of [[0xc6, 224, 0, ...filled(8384)], [0xc6, 254, 0, 0, 0, 1, 7], [0x9b, 0, 0, 0, 0, 0, 0, 0, 1, 7]]) refused(...octets);
    expect(() => read(0xc6, 1, 7, 0xc6, 9)).toThrow('Byte 3 does not begin a whole OpenPGP packet');
  });

  it('one after another, those before a damaged one given out', () => {
    const walk = walkPackets(of(0xc6, 1, 7, 0x00));
    expect(walk.next().value).toMatchObject({ tag: 6 });
    expect(() => walk.next()).toThrow(expect.objectContaining({ code: 'UNREADABLE' }) as Error);
  });

  it('numbers most significant octet first, none past the end', () => {
    expect([bigEndian(of(1, 2, 3), 0, 2), bigEndian(of(1, 2, 3), 1, 2), bigEndian(of(255, 255, 255, 255), 0, 4), bigEndian(of(1), 1, 0)]).toEqual([258, 515, 2 ** 32 - 1, 0]);
    for (const [at, count] of [[2, 2], [3, 1], [0, 4]] as const) expect(() => bigEndian(of(1, 2, 3), at, count)).toThrow(expect.objectContaining({ code: 'UNREADABLE' }) as Error);
  });
});
