// The judgement of a certificate, rule by rule, on keys that were made once: which code, which date, which words, and which subkey is taken.
import { enums, PublicKeyPacket, revokeKey, type PrivateKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { checkStrength, judgePrimary, judgeSubkey, signingSubkeys, validUsers, type InspectionTimes } from '../../server/sealing/certificate-judgement.ts';
import type { CertificateRefusal } from '../../server/sealing/certificate-refused.ts';
import { made, now, signAs } from './certificates.ts';
import { keptKey, readCertificate, secretPacket, type KeptKey } from './kept-keys.ts';

const ends = new Date('2027-04-01T00:00:00Z');
const at = (time: string): InspectionTimes => ({ now: new Date(time) });
const primary = async (key: KeptKey | PrivateKey, times: InspectionTimes = { now }): Promise<void> => { await judgePrimary(await readCertificate(key), times); };
const subkey = async (key: KeptKey | PrivateKey, times: InspectionTimes = { now }): Promise<string> => (await judgeSubkey(await readCertificate(key), times)).getKeyID().toHex();
const refused = (code: CertificateRefusal, words: string, date?: Date): Error => expect.objectContaining({ name: 'CertificateRefused', code, message: expect.stringContaining(words) as string, ...(date === undefined ? {} : { date }) }) as Error;
const changed = async (name: KeptKey, change: (key: PrivateKey) => void | Promise<void>): Promise<PrivateKey> => {
  const key = await keptKey(name);
  await change(key);
  return key;
};
/** The key's first subkey bound anew, with other fields; SHA-1 where it is asked for. */
const bound = (name: KeptKey, fields: object): Promise<PrivateKey> => changed(name, async (key) => {
  const [first] = key.subkeys;
  if (first === undefined) throw new Error('no subkey');
  first.bindingSignatures = [await signAs(key, { signatureType: enums.signature.subkeyBinding, keyFlags: Uint8Array.of(0x0c), created: made, ...fields }, { key: key.keyPacket, bind: first.keyPacket })];
});
const sha1 = { hashAlgorithm: enums.hash.sha1 };
/** The user ids certified anew. */
const certified = (name: KeptKey, fields: object): Promise<PrivateKey> => changed(name, async (key) => {
  for (const user of key.users) user.selfCertifications = [await signAs(key, { signatureType: enums.signature.certGeneric, keyFlags: Uint8Array.of(3), created: made, ...fields }, { userID: user.userID, key: key.keyPacket })];
});

describe('the primary key', () => {
  it('is strong, in its time and named', async () => {
    for (const name of ['plain', 'two', 'rsa3072', 'curve448', 'expiring'] as const) await expect(primary(name), name).resolves.toBeUndefined();
    await expect(primary('rsa2048')).rejects.toThrow(refused('TOO_WEAK', 'RSA of at least 3072 bits was expected; 2048 came.'));
    await expect(primary(await changed('plain', (key) => { key.users = []; }))).rejects.toThrow(refused('NO_USER_ID', 'A certificate with a name was expected'));
  });

  it('is not dated ahead of the clock', async () => {
    await expect(primary('plain', { now: made })).resolves.toBeUndefined();
    await expect(primary('plain', at('2026-03-31T23:59:59Z'))).rejects.toThrow(refused('NOT_YET_VALID', 'dated 2026-04-01, ahead of this clock', made));
  });

  it('lasts: until the end of what it is for', async () => {
    const expired = refused('EXPIRED', 'The certificate expired on 2027-04-01. Have its validity prolonged', ends);
    for (const time of ['2027-04-01T00:00:00Z', '2027-04-02T00:00:00Z']) await expect(primary('expiring', at(time))).rejects.toThrow(expired);
    await expect(primary('expiring', { ...at('2027-03-31T23:59:59Z'), notExpiringBefore: ends })).resolves.toBeUndefined();
    await expect(primary('expiring', { now, notExpiringBefore: new Date('2027-04-01T00:00:01Z') })).rejects.toThrow(refused('EXPIRES_TOO_SOON', 'The certificate must be valid until 2027-04-01; it expires on 2027-04-01. Have its', ends));
    await expect(primary('plain', { now, notExpiringBefore: new Date('2099-01-01T00:00:00Z') })).resolves.toBeUndefined();
    // A user id may expire alone.
    await expect(primary(await certified('plain', { signatureExpirationTime: 3600, signatureNeverExpires: false }))).rejects.toThrow(refused('EXPIRED', 'The certificate expired on 2026-04-01', new Date('2026-04-01T01:00:00Z')));
  });

  it('is not revoked, whenever and with whatever hash that was said', async () => {
    const words = refused('REVOKED', 'Its owner revoked this certificate. Ask for the new one.');
    for (const date of [now, new Date('2026-08-01T00:00:00Z')]) {
      const { privateKey } = await revokeKey({ key: await keptKey('plain'), date, reasonForRevocation: { flag: enums.reasonForRevocation.keyRetired }, format: 'object' });
      await expect(primary(privateKey)).rejects.toThrow(words);
    }
    await expect(primary(await changed('rsa3072', async (key) => { key.revocationSignatures = [await signAs(key, { signatureType: enums.signature.keyRevocation, reasonForRevocationFlag: enums.reasonForRevocation.keyCompromised, ...sha1 }, { key: key.keyPacket })]; }))).rejects.toThrow(words);
    // Another's word revokes nothing.
    await expect(primary(await changed('plain', async (key) => { key.revocationSignatures = [await signAs(await keptKey('other'), { signatureType: enums.signature.keyRevocation }, { key: key.keyPacket })]; }))).resolves.toBeUndefined();
  });

  it('has a user id that its owner signed, not revoked, not with SHA-1', async () => {
    await expect(primary(await certified('rsa3072', sha1))).rejects.toThrow(refused('HASH_REFUSED', 'Its own signatures use SHA-1 or older. Renew them'));
    await expect(primary(await certified('plain', {}))).resolves.toBeUndefined();
    const stolen = await changed('plain', async (key) => { key.users = (await keptKey('other')).users; });
    await expect(primary(stolen)).rejects.toThrow(refused('SELF_SIGNATURE_BAD', 'Its own signatures do not verify: it was damaged or changed on the way.'));
    const revoked = await changed('two', async (key) => { key.users = await Promise.all(key.users.map((user) => user.revoke(secretPacket(key), {}, now))); });
    await expect(primary(revoked)).rejects.toThrow(refused('USER_ID_REVOKED', 'Its owner revoked every user id of this certificate. Ask for the new one.'));
    const half = await changed('two', async (key) => { key.users = [await key.users[0]!.revoke(secretPacket(key), {}, new Date('2026-08-01T00:00:00Z')), key.users[1]!]; });
    await expect(primary(half)).resolves.toBeUndefined();
    const ahead = await changed('plain', async (key) => { key.users = [await key.users[0]!.revoke(secretPacket(key), {}, new Date('2026-08-01T00:00:00Z'))]; });
    await expect(primary(ahead)).rejects.toThrow(refused('USER_ID_REVOKED', 'every user id'));
    const withSha1 = await changed('rsa3072', async (key) => { for (const user of key.users) user.revocationSignatures = [await signAs(key, { signatureType: enums.signature.certRevocation, ...sha1 }, { userID: user.userID, key: key.keyPacket })]; });
    await expect(primary(withSha1)).rejects.toThrow(refused('USER_ID_REVOKED', 'every user id'));
  });
});

describe('the user ids that count', () => {
  it('are those certified and not revoked, without what others said', async () => {
    const other = await keptKey('other');
    const key = await readCertificate(await changed('two', async (mine) => {
      const [old, current] = mine.users;
      current!.otherCertifications = [await signAs(other, { signatureType: enums.signature.certGeneric, created: made }, { userID: current!.userID, key: mine.keyPacket })];
      mine.users = [await old!.revoke(secretPacket(mine), {}, now), current!];
    }));
    expect(key.users[1]?.otherCertifications).toHaveLength(1);
    await judgePrimary(key, { now });
    const users = await validUsers(key, now);
    expect(users.map(({ userID, otherCertifications, revocationSignatures }) => [userID?.userID, otherCertifications, revocationSignatures])).toEqual([['new', [], []]]);
    const stolen = await readCertificate(await changed('plain', (mine) => { mine.users = [...mine.users, ...other.users]; }));
    expect((await validUsers(stolen, now)).map(({ userID }) => userID?.userID)).toEqual(['田中 誠']);
  });
});

describe('the subkey that is encrypted to', () => {
  const none = refused('NO_ENCRYPTION_SUBKEY', 'A valid subkey marked for encryption was expected; there is none. Add one (gpg --quick-add-key)');
  const keyIdOf = async (name: KeptKey, place = 0): Promise<string | undefined> => (await keptKey(name)).subkeys[place]?.getKeyID().toHex();

  it('is one of the certificate, strong', async () => {
    for (const name of ['plain', 'signing', 'rsa3072', 'curve448'] as const) expect(await subkey(name)).toBe(await keyIdOf(name));
    await expect(subkey('mixed')).rejects.toThrow(refused('TOO_WEAK', '2048 came'));
  });

  it('is demanded: none, one that signs, one without its flag', async () => {
    await expect(subkey('bare')).rejects.toThrow(none);
    await expect(subkey('onlySigning')).rejects.toThrow(none);
    for (const keyFlags of [null, Uint8Array.of(0x20)]) await expect(subkey(await bound('plain', { keyFlags }))).rejects.toThrow(none);
    // Bound by another, it is nobody's.
    await expect(subkey(await changed('plain', async (key) => { key.subkeys = (await keptKey('other')).subkeys; }))).rejects.toThrow(none);
  });

  it('lasts', async () => {
    const words = refused('EXPIRED', 'The encryption subkey expired on 2027-04-01.', ends);
    for (const time of ['2027-04-01T00:00:00Z', '2027-05-01T00:00:00Z']) await expect(subkey('shortSubkey', at(time))).rejects.toThrow(words);
    await expect(subkey('shortSubkey', { now, notExpiringBefore: new Date('2027-05-01T00:00:00Z') })).rejects.toThrow(refused('EXPIRES_TOO_SOON', 'The encryption subkey must be valid until 2027-05-01; it expires on 2027-04-01.', ends));
    expect(await subkey('shortSubkey', { now, notExpiringBefore: ends })).toBe(await keyIdOf('shortSubkey'));
  });

  it('is not revoked, whenever that was said; another one goes in its place', async () => {
    const words = refused('SUBKEY_REVOKED', 'Its owner revoked the encryption subkey. Ask for the certificate with the new one.');
    const without = (name: KeptKey, place: number, date: Date): Promise<PrivateKey> => changed(name, async (key) => { key.subkeys = await Promise.all(key.subkeys.map(async (one, i) => (i === place ? await one.revoke(secretPacket(key), {}, date) : one))); });
    for (const date of [now, new Date('2026-08-01T00:00:00Z')]) {
      await expect(subkey(await without('plain', 0, date))).rejects.toThrow(words);
      for (const place of [0, 1]) expect(await subkey(await without('twoSubkeys', place, date))).toBe(await keyIdOf('twoSubkeys', 1 - place));
    }
    await expect(subkey(await changed('rsa3072', async (key) => { key.subkeys[0]!.revocationSignatures = [await signAs(key, { signatureType: enums.signature.subkeyRevocation, ...sha1 }, { key: key.keyPacket, bind: key.subkeys[0]!.keyPacket })]; }))).rejects.toThrow(words);
  });

  it('is bound with a hash that holds', async () => {
    await expect(subkey(await bound('rsa3072', sha1))).rejects.toThrow(refused('HASH_REFUSED', 'use SHA-1 or older'));
    expect(await subkey(await bound('plain', {}))).toBe(await keyIdOf('plain'));
  });
});

describe('subkeys that only sign', () => {
  const found = async (key: KeptKey | PrivateKey): Promise<(string | undefined)[]> => (await signingSubkeys(await readCertificate(key), now)).map((one) => one.getKeyID().toHex());

  it('are taken, and none that encrypts or is none of the owner\'s', async () => {
    const [, signing] = (await keptKey('signing')).subkeys;
    expect([await found('signing'), await found('plain'), await found('bare')]).toEqual([[signing?.getKeyID().toHex()], [], []]);
    expect(await found(await changed('plain', async (key) => { key.subkeys = [...key.subkeys, ...(await keptKey('onlySigning')).subkeys]; }))).toEqual([]);
    expect(await found(await changed('signing', async (key) => { key.subkeys = await Promise.all(key.subkeys.map((one) => one.revoke(secretPacket(key), {}, now))); }))).toEqual([]);
  });
});

describe('the strength of a key', () => {
  const rsa = (bits: number, exponent = Uint8Array.of(1, 0, 1)): PublicKeyPacket => {
    const packet = new PublicKeyPacket();
    packet.algorithm = enums.publicKey.rsaEncryptSign;
    Reflect.set(packet, 'publicParams', { n: new Uint8Array(bits / 8).fill(0xff), e: exponent });
    return packet;
  };

  it('is named, in bits of the table', async () => {
    expect([3072, 7672, 7680].map((bits) => checkStrength(rsa(bits)))).toEqual([{ name: 'RSA 3072', strength: 128 }, { name: 'RSA 7672', strength: 128 }, { name: 'RSA 7680', strength: 192 }]);
    const [plain, curve448] = [await keptKey('plain'), await keptKey('curve448')];
    expect([plain.keyPacket, plain.subkeys[0]!.keyPacket, curve448.keyPacket, curve448.subkeys[0]!.keyPacket].map(checkStrength)).toEqual([{ name: 'Ed25519', strength: 128 }, { name: 'Curve25519', strength: 128 }, { name: 'Ed448', strength: 224 }, { name: 'Curve448', strength: 224 }]);
  });

  it('is enough, or the key is refused', () => {
    expect(() => checkStrength(rsa(3064))).toThrow(refused('TOO_WEAK', '3064 came. Make a new key, best with Curve25519.'));
    expect(() => checkStrength(rsa(3072, Uint8Array.of(3)))).toThrow(refused('TOO_WEAK', 'exponent'));
    const dsa = rsa(3072);
    dsa.algorithm = enums.publicKey.dsa;
    expect(() => checkStrength(dsa)).toThrow(refused('ALGORITHM_REFUSED', 'DSA and ElGamal'));
    const strange = new PublicKeyPacket();
    strange.algorithm = enums.publicKey.ecdsa;
    Reflect.set(strange, 'publicParams', { oid: { getName: () => 'secp256k1' } });
    expect(() => checkStrength(strange)).toThrow(refused('ALGORITHM_REFUSED', 'Curve25519 or RSA of at least 3072 bits was expected; secp256k1 came. Make a new key with Curve25519.'));
  });
});
