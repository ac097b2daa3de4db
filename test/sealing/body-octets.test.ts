// A sealed body octet by octet (RFC 9580 5.13), taken apart here by OpenSSL alone.
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { continueBody, createBodySealer, drawStart, type BodyFormat } from '../../server/sealing/body.ts';

const key = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
const filled = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31) % 253));
const startOf = (format: BodyFormat): Uint8Array => Uint8Array.from({ length: format === 'seipd1' ? 16 : 32 }, (_, at) => 200 - at);
const formats = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'] as const;
const chunk = 262_144;

function seal(format: BodyFormat, plain: Uint8Array, cuts: readonly number[] = []): Buffer {
  const sealer = continueBody(key, format, startOf(format));
  const pieces = [0, ...cuts].flatMap((from, i) => sealer.update(plain.subarray(from, [...cuts, plain.length][i])));
  return Buffer.concat([...pieces, ...sealer.final()]);
}

/** Takes one packet with its partial lengths apart. */
function contentOf(packet: Buffer, tag: number): Buffer {
  expect(packet[0]).toBe(0xc0 | tag);
  const parts: Buffer[] = [];
  for (let at = 1, last = false; !last;) {
    const octet = packet.readUInt8(at);
    last = octet < 224 || octet === 255;
    const [length, head] = octet < 192 ? [octet, 1] : octet < 224 ? [((octet - 192) << 8) + packet.readUInt8(at + 1) + 192, 2] : octet === 255 ? [packet.readUInt32BE(at + 1), 5] : [2 ** (octet & 31), 1];
    parts.push(packet.subarray(at + head, at + head + length));
    at += head + length;
    if (last) expect(at).toBe(packet.length);
  }
  return Buffer.concat(parts);
}

function openedSeipd1(content: Buffer): Buffer {
  expect(content[0]).toBe(1);
  const plain = createDecipheriv('aes-256-cfb', key, new Uint8Array(16)).update(content.subarray(1));
  expect(plain.subarray(0, 18)).toEqual(Buffer.from([...startOf('seipd1'), ...startOf('seipd1').subarray(14)]));
  expect(plain.subarray(-22, -20)).toEqual(Buffer.from([0xd3, 0x14]));
  expect(plain.subarray(-20)).toEqual(createHash('sha1').update(plain.subarray(0, -20)).digest());
  return plain.subarray(18, -22);
}

function openedSeipd2(content: Buffer, format: 'seipd2-gcm' | 'seipd2-ocb'): Buffer {
  const [id, nonceBytes] = format === 'seipd2-ocb' ? [2, 15] : [3, 12];
  expect([...content.subarray(0, 4)]).toEqual([2, 9, id, 12]);
  expect(content.subarray(4, 36)).toEqual(Buffer.from(startOf(format)));
  const header = Buffer.from([0xd2, 2, 9, id, 12]);
  const derived = Buffer.from(hkdfSync('sha256', key, content.subarray(4, 36), header, 32 + nonceBytes - 8));
  let index = 0n;
  const open = (sealed: Buffer, associated: Buffer): Buffer => {
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(index);
    index += 1n;
    const [nonce, options] = [Buffer.concat([derived.subarray(32), number]), { authTagLength: 16 }];
    const decipher = format === 'seipd2-gcm' ? createDecipheriv('aes-256-gcm', derived.subarray(0, 32), nonce, options) : createDecipheriv('aes-256-ocb', derived.subarray(0, 32), nonce, options);
    decipher.setAAD(associated, { plaintextLength: sealed.length - 16 });
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  };
  const chunks = content.subarray(36, -16);
  const plain: Buffer[] = [];
  for (let at = 0; at < chunks.length; at += chunk + 16) plain.push(open(chunks.subarray(at, at + chunk + 16), header));
  const octets = Buffer.alloc(8);
  octets.writeBigUInt64BE(BigInt(plain.reduce((sum, { length }) => sum + length, 0)));
  expect(open(content.subarray(-16), Buffer.concat([header, octets]))).toHaveLength(0);
  return Buffer.concat(plain);
}

describe.each(formats)('a body in %s', (format) => {
  const opened = (body: Buffer): Buffer => (format === 'seipd1' ? openedSeipd1(contentOf(body, 18)) : openedSeipd2(contentOf(body, 18), format));

  it.each([0, 1, 300, 130_000, chunk - 7, chunk - 6, chunk + 1, 2 * chunk + 5])('of %i bytes holds one literal packet: binary, without name or time', (size) => {
    const plain = filled(size);
    const literal = contentOf(opened(seal(format, plain)), 11);
    expect([...literal.subarray(0, 6)]).toEqual([0x62, 0, 0, 0, 0, 0]);
    expect(literal.subarray(6).equals(plain)).toBe(true);
  });

  it('is the same octet for octet, however it was cut', () => {
    const plain = filled(2 * chunk);
    const whole = seal(format, plain);
    for (const cuts of [[1], [10, 20, 20, 40_000], [chunk - 6], [131_066, 131_067]]) expect(seal(format, plain, cuts).equals(whole)).toBe(true);
  });

  it('takes a key of 32 bytes, and nothing after its end or once it was given up', () => {
    for (const length of [0, 16, 31, 33]) expect(() => continueBody(new Uint8Array(length), format, startOf(format))).toThrow(expect.objectContaining({ code: 'KEY_SIZE', message: `A session key has 32 bytes, ${length} came.` }) as Error);
    const closed = expect.objectContaining({ code: 'BODY_CLOSED', message: 'This body was finished already. Make a new sealer for another file.' }) as Error;
    const [ended, wiped] = [continueBody(key, format, startOf(format)), continueBody(key, format, startOf(format))];
    ended.update(filled(9));
    ended.final();
    wiped.update(filled(9));
    wiped.wipe();
    for (const sealer of [ended, wiped]) {
      expect(() => sealer.update(filled(1))).toThrow(closed);
      expect(() => sealer.final()).toThrow(closed);
    }
  });

  it('gives what is finished as it comes', () => {
    const sealer = continueBody(key, format, startOf(format));
    expect(sealer.update(filled(10))).toEqual([]);
    const size = (pieces: Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);
    expect(size(sealer.update(filled(2 * chunk)))).toBeGreaterThan(chunk);
    const rest = sealer.final();
    expect([size(rest) > 0, size(rest) < 2 * chunk]).toEqual([true, true]);
  });

  it('begins with what was drawn, as much as the format asks for', () => {
    let asked = 0;
    const random = (count: number): Uint8Array => Uint8Array.from(createHash('sha512').update(String((asked += 1))).digest().subarray(0, count));
    const start = drawStart(format, random);
    expect(start).toHaveLength(format === 'seipd1' ? 16 : 32);
    asked = 0;
    const sealer = createBodySealer(key, format, random);
    const other = continueBody(key, format, start);
    expect(Buffer.concat([...sealer.update(filled(99)), ...sealer.final()]).equals(Buffer.concat([...other.update(filled(99)), ...other.final()]))).toBe(true);
  });
});
