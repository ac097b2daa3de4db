// Bytes from outside in front of the rules that read them, without a gateway around: names, certificates, bundles, notes, addresses.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../server/addresses/address.ts';
import { readNetworks } from '../../server/addresses/networks.ts';
import { asciiName } from '../../server/http/file-headers.ts';
import { parseStrictJson } from '../../server/http/strict-json.ts';
import { parseHeader, parseLine } from '../../server/ledger/bundle.ts';
import { parseNote } from '../../server/ledger/note.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { BundleUnreadable, verifyBundle } from '../../server/ledger/verify.ts';
import { inspectCertificate } from '../../server/sealing/certificate.ts';
import { readBytes, readSignatureInput } from '../../server/signatures/fields.ts';
import { cleanFileName, distinctFrom } from '../../server/transfers/file-name.ts';

const ends = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.name : 'no error';
  }
};

describe('a file name', () => {
  it.each(['\u2028', '\u2029', '\u00AD', '\u3164', '\u115F', '\u{E0041}', '\u180E', '\uFFF9'])('holds no character that nobody sees: %j [H 142]', (hidden) => {
    const { name } = cleanFileName(`請求${hidden}書.csv`) ?? { name: '' };
    expect(name).toBe('請求書.csv');
  });

  it('of marks that have nothing to stand on, or stacked by the hundred, stays within its bytes and is not empty [H 143]', () => {
    for (const given of ['\u0301'.repeat(500), `a${'\u0300'.repeat(1_000)}.csv`, '\uFE0F'.repeat(100), '👨‍👩‍👧‍👦'.repeat(50), '葛\u{E0100}'.repeat(80), '\u3099\u309A.csv']) {
      const { name } = cleanFileName(given) ?? { name: '' };
      expect(name.trim().length).toBeGreaterThan(0);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name).toBe(name.normalize('NFC'));
      expect(Buffer.from(name).toString()).toBe(name);
    }
  });

  it('that comes thirty times is told apart thirty times, however long it is, and keeps its extension [H 144]', () => {
    for (const given of ['名'.repeat(90) + '.csv', 'a.csv', '.gitignore', 'a.tar.gz', 'x'.repeat(300)]) {
      const names = new Set<string>();
      for (let i = 0; i < 30; i += 1) {
        const clean = cleanFileName(given);
        if (clean === null) throw new Error('expected a name');
        const { name } = distinctFrom(clean, new Set([...names].map((one) => one.normalize('NFC').toLowerCase())));
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        names.add(name);
      }
      expect(names.size).toBe(30);
    }
  });

  it('in a header is plain ASCII in quotes that nothing closes [H 145] [ASVS 1.2.1] [ASVS 5.4.2]', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (given) => {
      expect(asciiName(cleanFileName(given)?.name ?? 'x')).toMatch(/^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/);
    }), { numRuns: 2_000 });
  });
});

describe('a certificate', () => {
  it('that is a page, an archive, a message, a signature or noise is refused by a name, never by a fault [H 146]', async () => {
    const times = { now: new Date('2026-07-02T05:00:00Z') };
    for (const bytes of ['<html></html>', 'PK\u0003\u0004', '-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----\n', '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n=AAAA\n-----END PGP SIGNATURE-----\n', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI', '', ' '.repeat(100_000)]) {
      expect([bytes.slice(0, 30), await ends(() => inspectCertificate(Buffer.from(bytes), times))]).toEqual([bytes.slice(0, 30), 'CertificateRefused']);
    }
    for (let i = 0; i < 100; i += 1) expect(await ends(() => inspectCertificate(Buffer.concat([Buffer.from([0xc6, i]), randomBytes(i * 3)]), times))).toBe('CertificateRefused');
  });
});

describe('a bundle of the ledger', () => {
  const verify = (bytes: Uint8Array) => verifyBundle((async function* () { yield await Promise.resolve(bytes); })(), { sha256, verifyEd25519, vkeys: [] });

  it('of any bytes is unreadable or found false, and nothing else [H 147]', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.json().map((text) => Buffer.from(`${text}\n`)), fc.constantFrom('{"header":{}}\n', '{"header":{"__proto__":{}}}\n', '\n', '\r\n', '\u0000', '[]\n', '{"header":{"format":"kagibako-ledger-export@2","size":1e308}}\n').map((text) => Buffer.from(text))), async (bytes) => {
      const verdict = await verify(bytes).then((one) => JSON.stringify(one), (error: unknown) => (error instanceof BundleUnreadable ? 'unreadable' : `fault ${String(error)}`));
      expect(verdict).not.toMatch(/^fault|"ok":true/);
    }), { numRuns: 500 });
  });

  it('with a line that has no end is given up before it fills the memory [H 148]', async () => {
    const before = process.memoryUsage().rss;
    const endless = verifyBundle((async function* () { for (let i = 0; i < 400; i += 1) yield await Promise.resolve(Buffer.alloc(1 << 20, 'x')); })(), { sha256, verifyEd25519, vkeys: [] });
    expect(await ends(() => endless)).toBe('BundleUnreadable');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  it('and its lines, notes and headers are read by parsers that refuse and do not fall [H 149]', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map((text) => Buffer.from(text))), (bytes) => {
      for (const parse of [parseHeader, parseLine]) {
        try {
          parse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(error).not.toBeInstanceOf(TypeError);
          expect(error).not.toBeInstanceOf(RangeError);
        }
      }
    }), { numRuns: 2_000 });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      try {
        parseNote(text);
      } catch (error) {
        expect((error as Error).name).toBe('NoteRefused');
      }
    }), { numRuns: 2_000 });
  });
});

describe('headers and bodies', () => {
  it('signature fields of any text are read or are none, in time that grows no faster than they do [H 150] [ASVS 1.3.12]', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      for (const read of [readSignatureInput, readBytes]) expect(['object']).toContain(typeof read(text));
    }), { numRuns: 2_000 });
    const begun = performance.now();
    for (const hostile of [`sig=(${'"a" '.repeat(10_000)}`, `sig=("a")${';a='.repeat(10_000)}`, `sig=:${'A'.repeat(100_000)}`, `${'a'.repeat(100_000)}=(`]) {
      expect(readSignatureInput(hostile)).toBeNull();
      expect(readBytes(hostile)).toBeNull();
    }
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('JSON that is taken says the same when it is written and read again [H 151] [ASVS 1.5.3]', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => {
      let taken: unknown;
      try {
        taken = parseStrictJson(text);
      } catch {
        return;
      }
      expect(parseStrictJson(JSON.stringify(taken))).toEqual(taken);
    }), { numRuns: 2_000 });
  });

  it('addresses that sockets never name lie in no network [H 152]', () => {
    const all = readNetworks('0.0.0.0/0,::/0');
    const own = readNetworks('10.0.0.0/8');
    for (const odd of ['', '10.0.0.1\n', ' 10.0.0.1', '010.0.0.1', '10.1', '0x0a000001', '167772161', '10.0.0.1/8', '::ffff:10.0.0.1.1', '10.0.0.1%eth0', 'localhost', '10.0.0.256']) expect([odd, own(odd), all(odd)]).toEqual([odd, false, false]);
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      expect(all(address)).toBe(true);
      expect(networkOf(address).length).toBeGreaterThan(0);
    }), { numRuns: 500 });
  });
});
