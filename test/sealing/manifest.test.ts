import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, type JsonValue } from '../../server/ledger/canonical.ts';
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

  const [file] = manifest.files;
  const hash = '0'.repeat(64);
  it.each<[string, object, string]>([
    ['another version', { version: 2 }, 'version 1 was expected'], ['version as text', { version: '1' }, 'version 1 was expected'], ['an unknown lock', { lockForm: 'none' }, 'lockForm or bodyFormat is unknown'], ['an unknown body', { bodyFormat: 'seipd3' }, 'lockForm or bodyFormat is unknown'],
    ['both unknown', { lockForm: '', bodyFormat: '' }, 'lockForm or bodyFormat is unknown'], ['an unknown field', { extra: 1 }, 'a field that version 1 does not know'], ['no files', { files: [] }, 'at least one file'], ['files that are no list', { files: {} }, 'files must be a list'], ['a file that is text', { files: ['x'] }, 'an object was expected'],
    ['a file that is null', { files: [null] }, 'an object was expected'], ['a file that is a list', { files: [[]] }, 'an object was expected'], ['a file with an unknown field', { files: [{ ...file, more: 1 }] }, 'a field that version 1 does not know'], ['a number for a name', { files: [{ ...file, name: 1 }] }, 'name must be text'],
    ['a size as text', { files: [{ ...file, size: '5' }] }, 'size must be a number of bytes'], ['a negative size', { files: [{ ...file, bodySize: -1 }] }, 'bodySize must be a number of bytes'], ['a broken size', { files: [{ ...file, size: 1.5 }] }, 'size must be a number of bytes'], ['a short hash', { files: [{ ...file, sha256: '0' }] }, 'sha256 is not in its form'],
    ['an upper-case hash', { files: [{ ...file, bodySha256: 'A'.repeat(64) }] }, 'bodySha256 is not in its form'], ['a hash too long', { files: [{ ...file, sha256: `${hash}0` }] }, 'sha256 is not in its form'], ['a hash that is a list', { files: [{ ...file, sha256: [hash] }] }, 'sha256 is not in its form'],
    ['a time with an offset', { sealedAt: '2026-07-02T05:05:00.000+09:00' }, 'sealedAt is not in its form'], ['a time without milliseconds', { sealedAt: '2026-07-02T05:05:00Z' }, 'sealedAt is not in its form'], ['a time behind a word', { sealedAt: 'x2026-07-02T05:05:00.000Z' }, 'sealedAt is not in its form'],
    ['a short fingerprint', { recipientFingerprints: ['A'.repeat(39)] }, 'recipientFingerprints is not in its form'], ['a lower-case one', { recipientFingerprints: ['a'.repeat(40)] }, 'recipientFingerprints is not in its form'], ['one of 41', { recipientFingerprints: ['A'.repeat(41)] }, 'recipientFingerprints is not in its form'],
    ['fingerprints as text', { recipientFingerprints: 'A'.repeat(40) }, 'recipientFingerprints must be a list'], ['none of both locks', { recipientFingerprints: [] }, 'must be empty in the password form, and only there'], ['some of the password form', { lockForm: 'password' }, 'must be empty in the password form, and only there'],
    ['the password form of another body', { lockForm: 'password', recipientFingerprints: [], bodyFormat: 'seipd2-gcm' }, 'the password form needs seipd1 bodies'],
    ...(['transfer', 'number', 'municipality', 'sender', 'recipient', 'engagement', 'form', 'purpose'] as const).map((name): [string, object, string] => [`a ${name} that is a number`, { [name]: 1 }, `${name} must be text`]),
  ])('is refused by that alone, though its bytes are canonical: %s', (_, over, words) => {
    const bytes = new TextEncoder().encode(canonical({ ...manifest, ...over } as unknown as JsonValue));
    expect(() => parseManifest(bytes)).toThrow(expect.objectContaining({ code: 'MANIFEST_FORM', message: expect.stringMatching(new RegExp(`^The manifest cannot be read: .*${words}.*Collect it again`)) as string }) as Error);
  });

  it('says why bytes are no manifest, and takes what is canonical in every form of lock and body', () => {
    const parse = (text: string) => parseManifest(new TextEncoder().encode(text));
    for (const value of ['null', '[]', '"x"', '1']) expect(() => parse(value), value).toThrow('an object was expected');
    for (const value of ['', '{', '\ufeff{}']) expect(() => parse(value), value).toThrow('UTF-8 JSON was expected');
    expect(() => parse(` ${canonical(manifest as unknown as JsonValue)}`)).toThrow('its bytes are not canonical (RFC 8785)');
    for (const bodyFormat of ['seipd1', 'seipd2-gcm', 'seipd2-ocb'] as const) expect(parse(canonical({ ...manifest, bodyFormat } as unknown as JsonValue)).bodyFormat).toBe(bodyFormat);
    const empty = { ...manifest, files: manifest.files.map((one) => ({ ...one, size: 0 })) };
    expect(parse(canonical(empty as unknown as JsonValue))).toEqual(empty);
  });
});
