// What was uploaded or pasted, to binary packets: each form that is taken, each that is refused, and a secret key in none that survives.
import { describe, expect, it } from 'vitest';
import { certificateBytes, LARGEST_CERTIFICATE_BYTES } from '../../server/sealing/certificate-input.ts';
import type { CertificateRefusal } from '../../server/sealing/certificate-refused.ts';
import { wholePacket } from '../../server/sealing/framing.ts';

const packets = Buffer.concat([wholePacket(6, Uint8Array.from({ length: 60 }, (_, at) => at)), wholePacket(13, Buffer.from('who'))]);
const [BEGIN, END] = ['-----BEGIN PGP PUBLIC KEY BLOCK-----', '-----END PGP PUBLIC KEY BLOCK-----'];
const base64 = packets.toString('base64');
const armored = (lines: string, head = '\n'): string => `${BEGIN}\n${head}${lines}\n${END}\n`;
const good = armored(`${base64.slice(0, 64)}\n${base64.slice(64)}\n=abCD`, 'Comment: x\nVersion: y\n\n');
const take = (text: string | Uint8Array): Buffer => Buffer.from(certificateBytes(typeof text === 'string' ? Buffer.from(text) : Uint8Array.from(text)));
const refused = (given: string | Uint8Array, code: CertificateRefusal, words = ''): void => {
  expect(() => take(given)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) as string }) as Error);
};

describe('a certificate comes', () => {
  it('in binary, into a buffer of its own', () => {
    const input = Uint8Array.from(packets);
    const bytes = certificateBytes(input);
    expect([Buffer.from(bytes).equals(packets), bytes.buffer === input.buffer, Buffer.from(input).equals(packets)]).toEqual([true, false, true]);
  });

  it('armored, with headers or none, spaces, a checksum, the line ends of Windows, inside a letter', () => {
    for (const text of [good, armored(base64), armored(base64, ' \t\n'), good.replaceAll('\n', '\r\n'), `拝啓\n${good}\n敬具`, armored(` ${base64} \n\n`), `\ufeff${good}`, `\u00e9${good}`]) expect(take(text).equals(packets), text).toBe(true);
  });

  it('in UTF-16 as Windows writes it, of either order', () => {
    const little = Buffer.from(`\ufeff${good}`, 'utf16le');
    expect([take(little).equals(packets), take(Buffer.from(little).swap16()).equals(packets), take(Buffer.from(good, 'utf16le')).equals(packets)]).toEqual([true, true, true]);
  });
});

describe('it is refused', () => {
  it.each<[string, string, CertificateRefusal, string]>([
    ['text of another kind', 'hello', 'NOT_A_CERTIFICATE', `begins with ${BEGIN}`], ['nothing', '', 'NOT_A_CERTIFICATE', 'none came'], ['only an end', END, 'NOT_A_CERTIFICATE', 'none came'], ['no end', good.replace(END, ''), 'UNREADABLE', 'its end line is missing'], ['an end before the beginning', `${END}\n${good.replace(END, '')}`, 'UNREADABLE', 'its end line is missing'],
    ['two blocks', good + good, 'SEVERAL_CERTIFICATES', 'one at a time'], ['a beginning twice', good.replace(BEGIN, `${BEGIN}\n${BEGIN}`), 'SEVERAL_CERTIFICATES', 'one at a time'], ['an end twice', good + END, 'SEVERAL_CERTIFICATES', 'one at a time'], ['no empty line', `${BEGIN}\n${base64}\n${END}`, 'UNREADABLE', 'the empty line before the data is missing'],
    ['a sign that is no Base64', armored(`${base64.slice(0, -1)}!`), 'UNREADABLE', 'its lines are damaged'], ['a symbol lost', armored(base64.slice(1)), 'UNREADABLE', 'its lines are damaged'], ['no data', armored(''), 'UNREADABLE', 'its lines are damaged'], ['three padding signs', armored('AAAAA==='), 'UNREADABLE', 'its lines are damaged'], ['padding in the middle', armored('AA==AAAA'), 'UNREADABLE', 'its lines are damaged'],
  ])('%s', (_name, text, code, words) => {
    refused(text, code, words);
  });

  it('as text where it begins with a mark of Unicode, and as packets where it only half does', () => {
    const after = [...Buffer.from('hello')];
    for (const mark of [[0xef, 0xbb], [0xff, 0xfe], [0xfe, 0xff]]) refused(Uint8Array.of(...mark, ...after), 'NOT_A_CERTIFICATE', 'none came');
    for (const half of [[0xef, 0xfe], [0xef, 0xff], [0xff, 0xbb], [0xff, 0xff], [0xfe, 0xbb], [0xfe, 0xfe], [0xc0, 0xbb], [0xc0, 0xfe], [0xc0, 0xff]]) expect(take(Uint8Array.of(...half, ...after))).toHaveLength(7);
  });

  it('where a line only looks like a checksum', () => {
    for (const lines of [`${base64}\nAAAA=abCD`, `${base64}\n=abCDx`, `${base64}\n=abC`]) refused(armored(lines), 'UNREADABLE', 'its lines are damaged');
  });

  it('over 64 KiB, and no earlier', () => {
    const of = (bytes: number): Uint8Array => wholePacket(6, new Uint8Array(bytes - 6));
    expect(take(of(LARGEST_CERTIFICATE_BYTES))).toHaveLength(65_536);
    refused(of(LARGEST_CERTIFICATE_BYTES + 1), 'TOO_BIG', '65536 bytes, 65537 came');
  });
});

describe('a secret key', () => {
  const secret = (tag: number): Buffer => Buffer.concat([wholePacket(tag, Buffer.from('secret')), packets]);
  const wiped = (given: Buffer): void => {
    const input = Uint8Array.from(given);
    expect(() => certificateBytes(input)).toThrow(expect.objectContaining({ code: 'SECRET_KEY_GIVEN', message: expect.stringContaining('Treat it as disclosed') as string }) as Error);
    expect(input.every((byte) => byte === 0)).toBe(true);
  };

  it('is recognised in every form, and overwritten', () => {
    for (const given of [
      secret(5), secret(7), Buffer.concat([packets, wholePacket(7, Buffer.from('s'))]), Buffer.concat([packets, wholePacket(5, Buffer.from('s'))]), secret(5).subarray(0, 4), Buffer.of(0x94, 9, 1), Buffer.of(0x95, 9), Buffer.of(0x97), Buffer.from(armored(secret(5).toString('base64'))), Buffer.from(armored(Buffer.of(0xc5, 200, 1, 2, 3, 4).toString('base64'))),
      ...['PGP PRIVATE KEY BLOCK', 'PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'EC PRIVATE KEY'].map((kind) => Buffer.from(`x\n-----BEGIN ${kind}-----\nabc`)), Buffer.from('-----BEGIN PGP PRIVATE KEY BLOCK-----', 'utf16le'), Buffer.concat([packets, Buffer.from('-----BEGIN PRIVATE KEY-----')]),
      Buffer.concat([Buffer.from(good), Buffer.from('-----BEGIN PGP PRIVATE KEY BLOCK-----')]), Buffer.concat([Buffer.from('-----BEGIN PGP PRIVATE KEY BLOCK-----'), Buffer.alloc(70_000, 65)]), Buffer.concat([secret(5), Buffer.alloc(70_000, 1)]),
    ]) wiped(given);
  });

  it('is not seen in what only looks like one', () => {
    for (const given of [Buffer.of(0xc6, 9), Buffer.of(0x98, 9), Buffer.concat([packets, Buffer.of(0)])]) expect(take(given)).toHaveLength(given.length);
    refused('-----BEGIN PRIVATE KEYS-----', 'NOT_A_CERTIFICATE');
    const text = Uint8Array.from(Buffer.from('hello'));
    expect(() => certificateBytes(text)).toThrow();
    expect(Buffer.from(text).toString()).toBe('hello');
  });
});
