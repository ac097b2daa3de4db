import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestBytes, parseManifest, type Manifest } from '../../server/sealing/manifest.ts';

const manifest: Manifest = {
  version: 1,
  transfer: 't-4821',
  number: '4821-9506',
  municipality: '中央区',
  sender: '介護保険課',
  recipient: '株式会社みどり印刷',
  engagement: '納入通知書の印刷',
  form: '納入通知書 印字データ',
  purpose: '印刷・封入',
  sealedAt: '2026-07-02T05:05:00.000Z',
  lockForm: 'both',
  bodyFormat: 'seipd1',
  recipientFingerprints: ['A'.repeat(40), 'B'.repeat(64)],
  files: [{ name: '髙﨑𠮷.csv', size: 5_000_000_000, sha256: '0'.repeat(64), body: 'b1', bodySize: 5_000_000_060, bodySha256: '1'.repeat(64) }],
};
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const refused = expect.objectContaining({ name: 'SealingFailed', code: 'MANIFEST_FORM' }) as Error;
const reversed = (value: object): object => Object.fromEntries(Object.entries(value).reverse());

describe('the manifest', () => {
  it('has one form only: sorted keys, no spaces (RFC 8785), whatever the order in which it was built', () => {
    const text = new TextDecoder().decode(manifestBytes(manifest));
    expect(text).toMatch(/^\{"bodyFormat":"seipd1","engagement":"納入通知書の印刷","files":\[\{"body":"b1","bodySha256":/);
    expect(new TextDecoder().decode(manifestBytes(reversed(manifest) as Manifest))).toBe(text);
  });

  it('reads back as it was written, whatever the names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.maxSafeNat(), (name, size) => {
        const files = manifest.files.map((file) => ({ ...file, name, size }));
        expect(parseManifest(manifestBytes({ ...manifest, files }))).toEqual({ ...manifest, files });
      }),
    );
  });

  it('is refused in another order, with spaces, with escapes or a byte order mark', () => {
    const text = new TextDecoder().decode(manifestBytes(manifest));
    for (const other of [JSON.stringify(reversed(JSON.parse(text) as object)), ` ${text}`, `${text}\n`, text.replace('印', '\\u5370'), `\ufeff${text}`, text.replace('5000000000', '5e9')]) {
      expect(() => parseManifest(new TextEncoder().encode(other))).toThrow(refused);
    }
  });

  it('is refused with a field missing, unknown, doubled or of another type', () => {
    for (const name of Object.keys(manifest)) {
      expect(() => parseManifest(bytesOf({ ...manifest, [name]: undefined })), name).toThrow(refused);
      expect(() => parseManifest(bytesOf({ ...manifest, [name]: 7.5 })), name).toThrow(refused);
    }
    const text = new TextDecoder().decode(manifestBytes(manifest));
    const wrong = [{ ...manifest, extra: 1 }, { ...manifest, files: [] }, { ...manifest, version: 2 }, [], null, 'x'];
    for (const value of wrong) expect(() => parseManifest(bytesOf(value))).toThrow(refused);
    for (const size of [-1, 1.5, 2 ** 53]) {
      expect(() => manifestBytes({ ...manifest, files: manifest.files.map((file) => ({ ...file, size })) })).toThrow(refused);
    }
    expect(() => parseManifest(new TextEncoder().encode(text.replace('{', '{"__proto__":{},')))).toThrow(refused);
    expect(() => manifestBytes({ ...manifest, sender: '\ud800' })).toThrow(refused);
    expect(() => parseManifest(Uint8Array.of(0xff, 0xfe))).toThrow(refused);
  });

  it('says who can open: without a recipient key only in the password form, which needs seipd1', () => {
    expect(() => manifestBytes({ ...manifest, recipientFingerprints: [] })).toThrow(refused);
    expect(() => manifestBytes({ ...manifest, lockForm: 'password' })).toThrow(refused);
    expect(() => manifestBytes({ ...manifest, lockForm: 'password', recipientFingerprints: [], bodyFormat: 'seipd2-gcm' })).toThrow(refused);
    expect(manifestBytes({ ...manifest, lockForm: 'password', recipientFingerprints: [] }).length).toBeGreaterThan(100);
  });
});
