import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enums, readKey, revokeKey, type PrivateKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectCertificate } from '../../server/sealing/certificate.ts';
import { code, copy, makeKey, now, publicBytes, refusal, signAs, YEAR_IN_SECONDS } from './certificates.ts';
import { exportCertificate, makeGpgKey, openGpg, type Gpg } from './gpg.ts';

let certificate: Uint8Array;
let gpg: Gpg;
beforeAll(async () => {
  certificate = publicBytes(await makeKey());
  gpg = await openGpg();
});
afterAll(() => gpg.close());

describe('[H 32] time', () => {
  it('an expired certificate is refused with the date', async () => {
    const expiring = publicBytes(await makeKey({ keyExpirationTime: YEAR_IN_SECONDS }));
    const refused = await refusal(expiring, { now: new Date('2027-04-02T00:00:00Z') });
    expect(refused).toMatchObject({ code: 'EXPIRED', date: new Date('2027-04-01T00:00:00Z') });
    expect(refused.message).toContain('2027-04-01');
  });

  it('a certificate that expires before the transfer ends is refused with the date, and accepted where it lasts', async () => {
    const expiring = publicBytes(await makeKey({ keyExpirationTime: YEAR_IN_SECONDS }));
    const refused = await refusal(expiring, { now, notExpiringBefore: new Date('2027-04-02T00:00:00Z') });
    expect(refused).toMatchObject({ code: 'EXPIRES_TOO_SOON', date: new Date('2027-04-01T00:00:00Z') });
    const facts = await inspectCertificate(expiring, { now, notExpiringBefore: new Date('2027-03-31T00:00:00Z') });
    expect(facts.expiresAt).toEqual(new Date('2027-04-01T00:00:00Z'));
  });

  it('an expired or too short encryption subkey is refused though the primary key lives', async () => {
    const short = publicBytes(await makeKey({ subkeys: [{ keyExpirationTime: YEAR_IN_SECONDS }] }));
    expect(await code(short, { now: new Date('2027-04-02T00:00:00Z') })).toBe('EXPIRED');
    expect(await code(short, { now, notExpiringBefore: new Date('2027-05-01T00:00:00Z') })).toBe('EXPIRES_TOO_SOON');
  });

  it('a certificate dated ahead of the clock is refused', async () => {
    expect(await code(certificate, { now: new Date('2026-03-31T00:00:00Z') })).toBe('NOT_YET_VALID');
  });
});

describe('[H 33] revocation', () => {
  it('a revoked certificate is refused', async () => {
    const { publicKey } = await revokeKey({ key: await makeKey(), date: now, format: 'object' });
    expect(await code(publicKey.write())).toBe('REVOKED');
  });

  it('a revocation counts though it was made with SHA-1, or is dated ahead', async () => {
    const reason = { flag: enums.reasonForRevocation.keyRetired };
    const revoked = await makeKey({ type: 'rsa', rsaBits: 3072 });
    const fields = { signatureType: enums.signature.keyRevocation, hashAlgorithm: enums.hash.sha1, reasonForRevocationFlag: enums.reasonForRevocation.keyCompromised };
    revoked.revocationSignatures = [await signAs(revoked, fields, { key: revoked.keyPacket })];
    const ahead = await revokeKey({ key: await makeKey(), date: new Date('2026-08-01T00:00:00Z'), reasonForRevocation: reason, format: 'object' });
    expect(await code(publicBytes(revoked))).toBe('REVOKED');
    expect(await code(ahead.publicKey.write())).toBe('REVOKED');
  });

  it('a revoked encryption subkey is refused', async () => {
    const revoking = await makeKey();
    const [subkey] = revoking.subkeys;
    if (subkey === undefined) throw new Error('no subkey');
    revoking.subkeys = [await subkey.revoke(secretPacket(revoking), {}, now)];
    expect(await code(publicBytes(revoking))).toBe('SUBKEY_REVOKED');
  });

  it('a certificate whose every user id is revoked is refused; one revoked of two is left out', async () => {
    const revoking = await makeKey({ userIDs: [{ name: 'old' }, { name: 'new' }] });
    const [old, current] = revoking.users;
    if (old === undefined || current === undefined) throw new Error('no user');
    const revoked = await old.revoke(secretPacket(revoking), {}, now);
    revoking.users = [revoked, current];
    expect((await inspectCertificate(publicBytes(revoking), { now })).userIds).toEqual(['new']);
    revoking.users = [revoked];
    expect(await code(publicBytes(revoking))).toBe('USER_ID_REVOKED');
  });

  it('one revoked by GnuPG is refused', async () => {
    await makeGpgKey(gpg, 'Revoked', 'curve25519');
    const path = join(gpg.home, 'openpgp-revocs.d', `${await fingerprintOf('Revoked')}.rev`);
    const revocation = (await readFile(path, 'utf8')).replace(':-----BEGIN', '-----BEGIN');
    expect((await gpg.run(['--import'], revocation)).code).toBe(0);
    expect(await code(await exportCertificate(gpg, 'Revoked'), { now: new Date() })).toBe('REVOKED');
  });
});

async function fingerprintOf(name: string): Promise<string> {
  return (await readKey({ binaryKey: await exportCertificate(gpg, name) })).getFingerprint().toUpperCase();
}

function secretPacket(owner: PrivateKey): Parameters<PrivateKey['subkeys'][number]['revoke']>[0] {
  const { keyPacket } = owner;
  if (!('privateParams' in keyPacket)) throw new Error('no secret key packet');
  return keyPacket;
}

describe('[H 34] a usable encryption subkey', () => {
  it('is demanded: none at all', async () => {
    expect(await code(publicBytes(await makeKey({ subkeys: [] })))).toBe('NO_ENCRYPTION_SUBKEY');
  });

  it('is demanded: one for signing does not do', async () => {
    expect(await code(publicBytes(await makeKey({ subkeys: [{ sign: true }] })))).toBe('NO_ENCRYPTION_SUBKEY');
  });

  it('is demanded: a primary key that may encrypt does not do', async () => {
    const parameters = ['%no-protection', 'Key-Type: RSA', 'Key-Length: 3072', 'Key-Usage: sign,encrypt', 'Name-Real: Single', 'Expire-Date: 0', '%commit', ''];
    expect((await gpg.run(['--full-gen-key'], parameters.join('\n'))).code).toBe(0);
    expect(await code(await exportCertificate(gpg, 'Single'), { now: new Date() })).toBe('NO_ENCRYPTION_SUBKEY');
  });

  it.each([
    ['without key flags', null],
    ['flagged for authentication only', Uint8Array.of(0x20)],
  ])('is demanded: one %s does not do', async (_, flags) => {
    const unflagged = await makeKey();
    const [subkey] = unflagged.subkeys;
    if (subkey === undefined) throw new Error('no subkey');
    const fields = { signatureType: enums.signature.subkeyBinding, keyFlags: flags };
    const binding = await signAs(unflagged, fields, { key: unflagged.keyPacket, bind: subkey.keyPacket });
    subkey.bindingSignatures = [binding];
    expect(await code(publicBytes(unflagged))).toBe('NO_ENCRYPTION_SUBKEY');
  });
});

describe('[H 35] strength', () => {
  it.each([1024, 2048])('RSA %i is refused', async (rsaBits) => {
    expect(await code(publicBytes(await makeKey({ type: 'rsa', rsaBits, config: { minRSABits: 1024 } })))).toBe('TOO_WEAK');
  });

  it('a strong primary key with an RSA 2048 encryption subkey is refused', async () => {
    await makeGpgKey(gpg, 'Mixed', 'curve25519');
    const added = await gpg.run(['--quick-add-key', await fingerprintOf('Mixed'), 'rsa2048', 'encrypt', '0']);
    expect(added.code, added.stderr).toBe(0);
    // Both subkeys may be of one second, and the newest is used: leave the weak one alone.
    const both = await readKey({ binaryKey: await exportCertificate(gpg, 'Mixed') });
    both.subkeys = both.subkeys.filter((subkey) => subkey.getAlgorithmInfo().bits === 2048);
    expect(await code(both.write(), { now: new Date() })).toBe('TOO_WEAK');
  });

  it.each([
    ['DSA and ElGamal', ['Key-Type: DSA', 'Key-Length: 1024', 'Subkey-Type: ELG', 'Subkey-Length: 1024']],
    ['secp256k1', ['Key-Type: ECDSA', 'Key-Curve: secp256k1', 'Subkey-Type: ECDH', 'Subkey-Curve: secp256k1']],
  ])('%s is refused', async (name, algorithm) => {
    const parameters = ['%no-protection', ...algorithm, `Name-Real: ${name}`, 'Expire-Date: 0', '%commit', ''];
    const ran = await gpg.run(['--full-gen-key'], parameters.join('\n'));
    expect(ran.code, ran.stderr).toBe(0);
    expect(await code(await exportCertificate(gpg, name), { now: new Date() })).toBe('ALGORITHM_REFUSED');
  });

  it('self-signatures with SHA-1 are refused [ASVS 11.4.3]', async () => {
    const old = await makeGpgKey(gpg, 'Sha One', 'rsa3072', ['--cert-digest-algo', 'SHA1']);
    expect(await code(old, { now: new Date() })).toBe('HASH_REFUSED');
  });

  it('an encryption subkey bound with SHA-1 is refused', async () => {
    const old = await makeKey({ type: 'rsa', rsaBits: 3072 });
    const [subkey] = old.subkeys;
    if (subkey === undefined) throw new Error('no subkey');
    const fields = { signatureType: enums.signature.subkeyBinding, hashAlgorithm: enums.hash.sha1, keyFlags: Uint8Array.of(0x0c) };
    subkey.bindingSignatures = [await signAs(old, fields, { key: old.keyPacket, bind: subkey.keyPacket })];
    expect(await code(publicBytes(old))).toBe('HASH_REFUSED');
  });

  it('preferences that leave AES-256 out are refused', async () => {
    await makeGpgKey(gpg, 'Old Ciphers', 'curve25519', ['--default-preference-list', 'AES SHA256']);
    expect(await code(await exportCertificate(gpg, 'Old Ciphers'), { now: new Date() })).toBe('CIPHER_NOT_ACCEPTED');
  });

  it('RSA with exponent 1 is refused before anything is encrypted to it', async () => {
    const rsa = await makeKey({ type: 'rsa', rsaBits: 3072 });
    const bytes = Buffer.from(publicBytes(rsa));
    const exponent = bytes.indexOf(Buffer.from([0x00, 0x11, 0x01, 0x00, 0x01]));
    bytes.set([0x00, 0x11, 0x01, 0x00, 0x02], exponent);
    expect(await code(new Uint8Array(bytes))).toBe('TOO_WEAK');
  });
});

describe('[H 36] versions and algorithms', () => {
  it.each([0, 2, 3, 5, 7, 255])('a key of version %i is refused', async (version) => {
    const changed = copy(certificate);
    changed[2] = version;
    expect(await code(changed)).toBe('VERSION_REFUSED');
  });

  it.each([0, 2, 3, 16, 17, 20, 24, 99, 110])('a key of algorithm %i is refused', async (algorithm) => {
    const changed = copy(certificate);
    changed[7] = algorithm;
    expect(await code(changed)).toBe('ALGORITHM_REFUSED');
  });
});
