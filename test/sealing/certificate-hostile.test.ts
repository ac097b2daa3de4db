import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { generateKey, readPrivateKey, type PrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateRefused, inspectCertificate } from '../../server/sealing/certificate.ts';
import { sessionKeyPackets } from '../../server/sealing/session-key.ts';
import { code, copy, makeKey, now, packet, publicBytes, refusal, text, YEAR_IN_SECONDS } from './certificates.ts';
import { makeGpgKey, openGpg, type Gpg } from './gpg.ts';

let key: PrivateKey;
let certificate: Uint8Array;
let gpg: Gpg;
beforeAll(async () => {
  key = await makeKey();
  certificate = publicBytes(key);
  gpg = await openGpg();
});
afterAll(() => gpg.close());

describe('[H 37] a secret key given for a public one', () => {
  const zeroed = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

  it('is refused in every form, its bytes are overwritten, and the message holds nothing of it', async () => {
    const armored = key.armor();
    const forms: Record<string, Uint8Array> = {
      armored: text(armored),
      'with Windows line ends': text(armored.replaceAll('\n', '\r\n')),
      'in a letter': text(`公開鍵です。\n${armored}`),
      'UTF-16': new Uint8Array(Buffer.from(`\ufeff${armored}`, 'utf16le')),
      'cut off': text(armored.slice(0, 200)),
      'with the wrong header': text(armored.replaceAll('PRIVATE', 'PUBLIC')),
      binary: key.write(),
      'binary, cut off': key.write().subarray(0, 40),
      'binary, after a public key': new Uint8Array(Buffer.concat([certificate, key.write()])),
      'very large': text(armored + ' '.repeat(10_000_000)),
      'of SSH': text('-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n'),
      'of TLS': text('-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----\n'),
    };
    const secretLine = armored.split('\n')[4] ?? '';
    for (const [form, given] of Object.entries(forms)) {
      const bytes = copy(given);
      const refused = await refusal(bytes);
      expect(refused.code, form).toBe('SECRET_KEY_GIVEN');
      expect(zeroed(bytes), form).toBe(true);
      expect(`${refused.message}${refused.stack ?? ''}`).not.toContain(secretLine);
      expect(refused.message).toContain('revoke');
    }
  });

  it('is recognised under a passphrase and as exported by GnuPG', async () => {
    await makeGpgKey(gpg, 'Secret', 'curve25519');
    const exported = await gpg.run(['--export-secret-keys', 'Secret']);
    const bytes = new Uint8Array(exported.stdout);
    expect(await code(bytes)).toBe('SECRET_KEY_GIVEN');
    expect(zeroed(bytes)).toBe(true);
    const { privateKey } = await generateKey({ userIDs: { name: 'a' }, passphrase: 'hidden from all', format: 'binary' });
    expect(await code(privateKey)).toBe('SECRET_KEY_GIVEN');
  });
});

describe('[H 38] size and damage', () => {
  it('10 MB are refused', async () => {
    expect(await code(new Uint8Array(10_000_000).fill(0x20))).toBe('TOO_BIG');
    expect(await code(new Uint8Array(Buffer.concat([certificate, new Uint8Array(10_000_000)])))).toBe('TOO_BIG');
    expect(await code(text(`-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${'A'.repeat(10_000_000)}`))).toBe('TOO_BIG');
  });

  it('10,000 user ids are refused', async () => {
    const ids = Array.from({ length: 10_000 }, () => packet(13, text('x')).slice(0, 7));
    const tiny = Array.from({ length: 10_000 }, () => Uint8Array.of(0xcd, 1, 0x78));
    expect(await code(new Uint8Array(Buffer.concat([certificate, ...ids])))).toBe('TOO_BIG');
    expect(await code(new Uint8Array(Buffer.concat([certificate, ...tiny])))).toBe('TOO_MANY_USER_IDS');
  });

  it('a key flooded with signatures or subkeys is refused', async () => {
    const signature = packet(2, randomBytes(200));
    expect(await code(new Uint8Array(Buffer.concat([certificate, ...Array.from({ length: 300 }, () => signature)])))).toBe('TOO_MANY_SIGNATURES');
    const subkey = packet(14, randomBytes(50));
    expect(await code(new Uint8Array(Buffer.concat([certificate, ...Array.from({ length: 50 }, () => subkey)])))).toBe('TOO_MANY_SUBKEYS');
  });

  it('a user id of 5 kB is refused', async () => {
    expect(await code(new Uint8Array(Buffer.concat([certificate, packet(13, text('長'.repeat(1700)))])))).toBe('USER_ID_TOO_LONG');
  });

  it('two certificates in one file are refused, binary or armored', async () => {
    const armored = key.toPublic().armor();
    expect(await code(new Uint8Array(Buffer.concat([certificate, certificate])))).toBe('SEVERAL_CERTIFICATES');
    expect(await code(text(armored + armored))).toBe('SEVERAL_CERTIFICATES');
  });

  it('a certificate without a user id is refused', async () => {
    const bare = key.toPublic();
    bare.users = [];
    expect(await code(bare.write())).toBe('NO_USER_ID');
  });

  it('a certificate cut at any byte, binary or armored, is refused', async () => {
    const armored = text(key.toPublic().armor());
    for (let length = 0; length < certificate.length; length += 1) await refusal(certificate.slice(0, length));
    for (let length = 0; length < armored.length - 40; length += 7) await refusal(armored.slice(0, length));
  });

  it('malformed numbers in a key are refused', async () => {
    const changed = copy(certificate);
    changed.fill(0xff, 8, 40);
    expect(['UNREADABLE', 'ALGORITHM_REFUSED', 'SELF_SIGNATURE_BAD']).toContain(await code(changed));
  });

  it('any change of a byte is refused or leaves the same key; nothing but a refusal is ever thrown', async () => {
    const fingerprint = key.getFingerprint().toUpperCase();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: certificate.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = copy(certificate);
        changed[at] = (changed[at] ?? 0) ^ change;
        const outcome: unknown = await inspectCertificate(changed, { now }).catch((error: unknown) => error);
        if (!(outcome instanceof CertificateRefused)) expect(outcome).toMatchObject({ fingerprint });
      }),
      { numRuns: 300 },
    );
  });

  it('any bytes at all are refused, as bytes and as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await refusal(copy(bytes));
        await refusal(new Uint8Array(Buffer.concat([Buffer.from([0xc6]), bytes])));
        await refusal(text(`-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${Buffer.from(bytes).toString('base64')}\n-----END PGP PUBLIC KEY BLOCK-----\n`));
      }),
      { numRuns: 150 },
    );
  });

  it('another kind of OpenPGP object, or none, is named as such', async () => {
    expect(await code(new Uint8Array(0))).toBe('NOT_A_CERTIFICATE');
    expect(await code(text('こんにちは'))).not.toBe('SELF_SIGNATURE_BAD');
    expect(await code(text('-----BEGIN PGP MESSAGE-----\n\nwcBM\n-----END PGP MESSAGE-----\n'))).toBe('NOT_A_CERTIFICATE');
    expect(await code(packet(11, text('literal')))).toBe('NOT_A_CERTIFICATE');
  });

  it('a user id that its owner did not sign is never taken over', async () => {
    const forged = new Uint8Array(Buffer.concat([certificate, packet(13, text('市長'))]));
    const outcome: unknown = await inspectCertificate(forged, { now }).catch((error: unknown) => error);
    if (!(outcome instanceof CertificateRefused)) expect(outcome).toMatchObject({ userIds: ['田中 誠'] });
  });

  it('a subkey bound by another key is never encrypted to', async () => {
    const other = await makeKey();
    const stolen = key.toPublic();
    const [foreign] = other.toPublic().subkeys;
    if (foreign === undefined) throw new Error('no subkey');
    stolen.subkeys = [foreign];
    expect(await code(stolen.write())).toBe('NO_ENCRYPTION_SUBKEY');
  });
});

describe('[H 40] certificates of one recipient', () => {
  it('sharing a key id are refused when sealing', async () => {
    const { binary } = await inspectCertificate(certificate, { now });
    const unusable = expect.objectContaining({ code: 'CERTIFICATE_UNUSABLE' }) as Error;
    await expect(sessionKeyPackets(randomBytes(32), 'seipd1', [binary, copy(binary)], now)).rejects.toThrow(unusable);
    await expect(sessionKeyPackets(randomBytes(32), 'seipd1', [], now)).rejects.toThrow(unusable);
  });

  it('[H 32] expired since they were accepted are refused when sealing', async () => {
    const { binary } = await inspectCertificate(publicBytes(await makeKey({ keyExpirationTime: YEAR_IN_SECONDS })), { now });
    await expect(sessionKeyPackets(randomBytes(32), 'seipd1', [binary], new Date('2027-05-01T00:00:00Z'))).rejects.toThrow(/valid at this time/);
  });
});

it('a private key read back by OpenPGP.js is the one whose certificate was accepted', async () => {
  const facts = await inspectCertificate(certificate, { now });
  expect((await readPrivateKey({ binaryKey: key.write() })).getFingerprint().toUpperCase()).toBe(facts.fingerprint);
});
