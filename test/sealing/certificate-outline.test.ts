// The outline of a certificate, packet by packet, before any library reads it; and the time of one of the gateway.
import { describe, expect, it } from 'vitest';
import { checkAlgorithm, checkOutline, checkRsaExponent } from '../../server/sealing/certificate-outline.ts';
import { isInItsTime, type DatedCertificate } from '../../server/sealing/certificate-period.ts';
import type { CertificateRefusal } from '../../server/sealing/certificate-refused.ts';
import { wholePacket } from '../../server/sealing/framing.ts';

const [SIGNATURE, KEY, MARKER, TRUST, USER, SUBKEY, PHOTO, PADDING] = [2, 6, 10, 12, 13, 14, 17, 21] as const;
const keyOf = (version = 4, algorithm = 22): Uint8Array => Uint8Array.of(version, 1, 2, 3, 4, algorithm, 9);
const outline = (...packets: (readonly [number, Uint8Array])[]): Uint8Array => Buffer.concat(packets.map(([tag, body]) => wholePacket(tag, body)));
const many = (count: number, tag: number, body = Uint8Array.of(1)): (readonly [number, Uint8Array])[] => Array.from({ length: count }, () => [tag, body] as const);
const key = [KEY, keyOf()] as const;
const refused = (act: () => void, code: CertificateRefusal, words: string): void => {
  expect(act).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) as string }) as Error);
};

describe('the outline', () => {
  it('is that of one certificate, with what belongs to it and what is passed over', () => {
    for (const bytes of [outline(key), outline(key, ...many(10, USER, new Uint8Array(1024)), ...many(200, SIGNATURE), ...many(20, SUBKEY)), outline(key, ...[MARKER, TRUST, PHOTO, PADDING].flatMap((tag) => many(2, tag)))]) expect(() => { checkOutline(bytes); }).not.toThrow();
  });

  it.each<[string, Uint8Array, CertificateRefusal, string]>([
    ['nothing', new Uint8Array(), 'NOT_A_CERTIFICATE', 'nothing came'], ['another packet first', outline([USER, Uint8Array.of(1)], key), 'NOT_A_CERTIFICATE', 'packet 13 came'], ['a marker first', outline([MARKER, Uint8Array.of(1)], key), 'NOT_A_CERTIFICATE', 'packet 10 came'], ['a packet that has no place', outline(key, [11, Uint8Array.of(1)]), 'NOT_A_CERTIFICATE', 'Packet 11 has no place'],
    ['two keys', outline(key, key), 'SEVERAL_CERTIFICATES', 'one at a time'], ['eleven user ids', outline(key, ...many(11, USER)), 'TOO_MANY_USER_IDS', 'At most 10 user ids'], ['a long user id', outline(key, [USER, new Uint8Array(1025)]), 'USER_ID_TOO_LONG', '1024 bytes, 1025 came'],
    ['201 signatures', outline(key, ...many(201, SIGNATURE)), 'TOO_MANY_SIGNATURES', 'At most 200 signatures'], ['21 subkeys', outline(key, ...many(21, SUBKEY)), 'TOO_MANY_SUBKEYS', 'At most 20 subkeys'], ['version 3', outline([KEY, keyOf(3)]), 'VERSION_REFUSED', 'version 3 came'], ['version 5', outline([KEY, keyOf(5)]), 'VERSION_REFUSED', 'version 5 came'],
    ['a key of DSA', outline([KEY, keyOf(4, 17)]), 'ALGORITHM_REFUSED', 'DSA and ElGamal keys are not accepted'], ['a key cut short', outline([KEY, Uint8Array.of(4, 1, 2)]), 'UNREADABLE', 'Byte 5'], ['bytes that are no packet', Uint8Array.of(1, 2), 'UNREADABLE', 'Byte 0'],
  ])('is refused: %s', (_name, bytes, code, words) => {
    refused(() => { checkOutline(bytes); }, code, words);
  });

  it('takes version 6', () => {
    expect(() => { checkOutline(outline([KEY, keyOf(6, 27)])); }).not.toThrow();
  });
});

describe('algorithms', () => {
  it.each([1, 18, 19, 22, 25, 26, 27, 28])('%i is taken', (algorithm) => {
    expect(() => { checkAlgorithm(algorithm); }).not.toThrow();
  });

  it.each([0, 2, 3, 21, 23, 24, 29, 99])('%i is not known', (algorithm) => {
    refused(() => { checkAlgorithm(algorithm); }, 'ALGORITHM_REFUSED', `public-key algorithm ${algorithm} is not known here`);
  });

  it.each([16, 17, 20])('%i is weak by nature', (algorithm) => {
    refused(() => { checkAlgorithm(algorithm); }, 'ALGORITHM_REFUSED', 'DSA and ElGamal');
  });
});

describe('the exponent of RSA', () => {
  /** A modulus of `modulusBits`, then an exponent: two octets of bits and its own. */
  const rsa = (exponentBits: number, exponent: number[], version = 4, modulusBits = 20, algorithm = 1): Uint8Array =>
    Uint8Array.of(version, 1, 2, 3, 4, algorithm, ...(version === 6 ? [0, 0, 0, 30] : []), modulusBits >> 8, modulusBits & 255, ...Array<number>(Math.ceil(modulusBits / 8)).fill(0xee), exponentBits >> 8, exponentBits & 255, ...exponent);

  it('is odd and at least 65,537, in keys of version 4 and 6', () => {
    for (const version of [4, 6]) for (const modulus of [16, 17, 300]) {
      for (const taken of [rsa(17, [1, 0, 1], version, modulus), rsa(32, [255, 0, 0, 3], version, modulus)]) expect(() => { checkRsaExponent(taken); }).not.toThrow();
      for (const weak of [rsa(1, [1], version, modulus), rsa(16, [255, 255], version, modulus), rsa(17, [1, 0, 0], version, modulus), rsa(17, [1, 0, 2], version, modulus)]) refused(() => { checkRsaExponent(weak); }, 'TOO_WEAK', 'An odd RSA exponent of at least 65537');
    }
  });

  it('is asked of RSA alone', () => {
    expect(() => { checkRsaExponent(rsa(1, [1], 4, 20, 22)); }).not.toThrow();
    refused(() => { checkRsaExponent(rsa(17, [1, 0])); }, 'UNREADABLE', 'Byte');
  });
});

describe('the time of a certificate of the gateway', () => {
  const of = (over: Partial<DatedCertificate>): DatedCertificate => ({ certificate: '', from: '2026-04-01T00:00:00.500Z', until: '2026-05-01T00:00:00.500Z', state: 'retired', ...over });
  const at = (time: string, over: Partial<DatedCertificate> = {}): boolean => isInItsTime(of(over), new Date(time));

  it('has the second of a change on either side', () => {
    expect(['2026-03-31T23:59:59.999Z', '2026-04-01T00:00:00.000Z', '2026-04-15T00:00:00.000Z', '2026-05-01T00:00:00.999Z', '2026-05-01T00:00:01.000Z'].map((time) => at(time))).toEqual([false, true, true, true, false]);
  });

  it('is open where no time is written, and has not begun for one that is announced', () => {
    expect([at('1999-01-01T00:00:00.000Z', { from: null }), at('2099-01-01T00:00:00.000Z', { until: null, state: 'current' }), at('2026-04-15T00:00:00.000Z', { state: 'next' })]).toEqual([true, true, false]);
  });
});
