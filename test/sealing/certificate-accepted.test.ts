import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { enums, generateKey, readKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyFormatFor, fingerprintWords, inspectCertificate } from '../../server/sealing/certificate.ts';
import { WORDS } from '../../server/sealing/fingerprint-words.ts';
import { sessionKeyPackets } from '../../server/sealing/session-key.ts';
import { createSha256, sha256 } from '../../server/sealing/sha256.ts';
import { makeKey, publicBytes, signAs } from './certificates.ts';
import { exportCertificate, makeGpgKey, openGpg, type Gpg } from './gpg.ts';

const now = (): Date => new Date();
const announcing = { aeadProtect: true, preferredAEADAlgorithm: enums.aead.gcm };

describe('a certificate made by GnuPG', () => {
  let gpg: Gpg;
  let curve: Uint8Array;
  let rsa: Uint8Array;
  beforeAll(async () => {
    gpg = await openGpg();
    curve = await makeGpgKey(gpg, 'Midori Curve', 'curve25519');
    rsa = await makeGpgKey(gpg, 'Midori RSA', 'rsa3072');
  });
  afterAll(() => gpg.close());

  it('with Curve25519 is accepted', async () => {
    const listed = await gpg.run(['--with-colons', '--list-keys', 'Midori Curve']);
    const facts = await inspectCertificate(curve, { now: now() });
    expect(facts).toMatchObject({ userIds: ['Midori Curve'], algorithm: 'Curve25519', strength: 128, expiresAt: null, announcesSeipd2: null });
    expect(listed.stdout.toString()).toContain(`fpr:::::::::${facts.fingerprint}:`);
  });

  it('with RSA 3072 is accepted', async () => {
    expect(await inspectCertificate(rsa, { now: now() })).toMatchObject({ algorithm: 'RSA 3072', strength: 128 });
  });

  it('gives the same facts armored, with Windows line ends, with a byte order mark, in UTF-16, and inside a letter', async () => {
    const armored = (await gpg.run(['--armor', '--export', 'Midori Curve'])).stdout.toString();
    const expected = await inspectCertificate(curve, { now: now() });
    const utf16 = Buffer.from(`\ufeff${armored.replaceAll('\n', '\r\n')}`, 'utf16le');
    for (const form of [armored, armored.replaceAll('\n', '\r\n'), `\ufeff${armored}`, `公開鍵をお送りします。\n\n${armored}\n田中`, utf16]) {
      expect(await inspectCertificate(new Uint8Array(Buffer.from(form)), { now: now() })).toEqual(expected);
    }
  });

  it('is stripped: what others signed, other subkeys and photographs are gone, and inspecting it again changes nothing', async () => {
    const fingerprint = (await inspectCertificate(curve, { now: now() })).fingerprint;
    const added = await gpg.run(['--quick-add-key', fingerprint, 'rsa2048', 'auth']);
    expect(added.code, added.stderr).toBe(0);
    const key = await readKey({ binaryKey: await exportCertificate(gpg, fingerprint) });
    const { privateKey: other } = await generateKey({ userIDs: { name: 'other' }, format: 'object' });
    const grown = (await key.signAllUsers([other])).write();
    const facts = await inspectCertificate(grown, { now: now() });
    expect(grown.length).toBeGreaterThan(facts.binary.length + 400);
    expect(facts.binary.length).toBeLessThanOrEqual(curve.length);
    const [user] = (await readKey({ binaryKey: facts.binary })).users;
    expect(user?.otherCertifications).toEqual([]);
    expect((await readKey({ binaryKey: facts.binary })).subkeys).toHaveLength(1);
    expect((await inspectCertificate(facts.binary, { now: now() })).binary).toEqual(facts.binary);
  });
});

describe('a certificate made in the browser', () => {
  it('announces SEIPD version 2 with GCM', async () => {
    const { publicKey } = await generateKey({ type: 'curve25519', userIDs: { name: '田中 誠' }, format: 'binary', config: announcing });
    expect(await inspectCertificate(publicKey, { now: now() })).toMatchObject({ userIds: ['田中 誠'], algorithm: 'Curve25519', announcesSeipd2: 'gcm' });
  });

  it('that lists GCM behind OCB is sealed to with GCM; one that lists OCB alone, with OCB; one without AES-256 suites, with neither', async () => {
    const { gcm, ocb } = enums.aead;
    const { aes128, aes256 } = enums.symmetric;
    const suites: [number[][], string | null][] = [
      [[[aes256, ocb], [aes256, gcm]], 'gcm'],
      [[[aes256, ocb], [aes128, gcm]], 'ocb'],
      [[[aes128, ocb]], null],
    ];
    for (const [preferredCipherSuites, expected] of suites) {
      const key = await makeKey();
      const [user] = key.users;
      if (user === undefined) throw new Error('no user');
      const fields = { signatureType: enums.signature.certGeneric, keyFlags: Uint8Array.of(3), features: Uint8Array.of(9), preferredCipherSuites };
      user.selfCertifications = [await signAs(key, fields, { userID: user.userID, key: key.keyPacket })];
      expect((await inspectCertificate(publicBytes(key), { now: now() })).announcesSeipd2).toBe(expected);
    }
  });

  it('[H 36] of version 6 is accepted, with its long fingerprint, and can be sealed to in each format', async () => {
    const { publicKey } = await generateKey({ type: 'curve25519', userIDs: { name: 'six' }, format: 'binary', config: { v6Keys: true, ...announcing } });
    const facts = await inspectCertificate(publicKey, { now: now() });
    expect(facts).toMatchObject({ announcesSeipd2: 'gcm', algorithm: 'Curve25519' });
    expect(facts.fingerprint).toMatch(/^[0-9A-F]{64}$/);
    for (const format of ['seipd1', 'seipd2-gcm', 'seipd2-ocb'] as const) {
      expect((await sessionKeyPackets(randomBytes(32), format, [facts.binary])).length).toBeGreaterThan(50);
    }
  });

  it('[H 39] shows line breaks and turned reading direction by number; HTML is left to the page to escape', async () => {
    const { publicKey } = await generateKey({ type: 'curve25519', userIDs: { name: '<b>請求\r\nX: 1\u202Efdp' }, format: 'binary' });
    expect((await inspectCertificate(publicKey, { now: now() })).userIds).toEqual(['<b>請求\\u{D}\\u{A}X: 1\\u{202E}fdp']);
  });
});

describe('the format of a body', () => {
  it('is SEIPD version 2 only if every certificate announces it', () => {
    expect(bodyFormatFor([])).toBe('seipd1');
    expect(bodyFormatFor([{ announcesSeipd2: 'gcm' }, { announcesSeipd2: null }])).toBe('seipd1');
    expect(bodyFormatFor([{ announcesSeipd2: 'gcm' }, { announcesSeipd2: 'gcm' }])).toBe('seipd2-gcm');
    expect(bodyFormatFor([{ announcesSeipd2: 'gcm' }, { announcesSeipd2: 'ocb' }])).toBe('seipd2-ocb');
  });
});

describe('the words of a fingerprint', () => {
  it('are three words and eight figures, the same for the same fingerprint however it is written', () => {
    const words = fingerprintWords('0123456789abcdef0123456789ABCDEF01234567');
    expect(words).toMatch(/^\p{sc=Hiragana}+・\p{sc=Hiragana}+・\p{sc=Hiragana}+ \d{4} \d{4}$/u);
    expect(fingerprintWords('0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567')).toBe(words);
    expect(fingerprintWords('0123456789abcdef0123456789ABCDEF01234568')).not.toBe(words);
  });

  it('never change, because both ends must show the same', () => {
    expect(createHash('sha256').update(WORDS.join(' ')).digest('hex')).toMatchInlineSnapshot(`"bdd23f10d43fb881f7b3cffe743a761bf3e741555e7a50f5636462170757b3fc"`);
    expect(fingerprintWords('A'.repeat(40))).toMatchInlineSnapshot(`"よもぎ・にんぎょ・ひがさ 4940 8914"`);
  });

  it('come from 256 different words', () => {
    expect(new Set(WORDS).size).toBe(256);
    expect(() => fingerprintWords('4821-9506')).toThrow(RangeError);
  });

  it('rest on a SHA-256 that agrees with the machine’s, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
        const whole = Buffer.concat(pieces);
        const hash = createSha256();
        for (const piece of pieces) hash.update(piece);
        const expected = createHash('sha256').update(whole).digest();
        expect(expected.equals(hash.digest())).toBe(true);
        expect(expected.equals(sha256(whole))).toBe(true);
      }),
    );
  });
});
