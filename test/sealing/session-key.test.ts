// The session-key packets of a recipient's certificates, and the signature of a receipt: on keys that were made once.
import { randomBytes } from 'node:crypto';
import { createMessage, decryptSessionKeys, enums, readMessage, readSignature, sign, type Message, type PrivateKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { armoredCertificate, verifyByRecipient } from '../../server/sealing/recipient-signature.ts';
import { newSessionKey, sessionKeyPackets } from '../../server/sealing/session-key.ts';
import { made, now, signAs } from './certificates.ts';
import { certificateOf, keptKey } from './kept-keys.ts';

const sessionKey = Uint8Array.from({ length: 32 }, (_, i) => 3 * i + 1);
const unusable = (what: string): Error => expect.objectContaining({ name: 'SealingFailed', code: 'CERTIFICATE_UNUSABLE', message: `The session key cannot be sealed: ${what}. Have the recipient's certificates checked.` }) as Error;

describe('session-key packets', () => {
  it('open with the key of each certificate, of the version that the body asks for', async () => {
    const certificates = [await certificateOf('plain'), await certificateOf('other')];
    for (const [format, version] of [['seipd1', 3], ['seipd2-gcm', 6], ['seipd2-ocb', 6]] as const) {
      const packets = await sessionKeyPackets(sessionKey, format, certificates, now);
      expect([packets[0], packets[2]]).toEqual([0xc1, version]);
      expect((await readMessage({ binaryMessage: packets })).packets).toHaveLength(2);
      for (const name of ['plain', 'other'] as const) {
        const [opened] = await decryptSessionKeys({ message: await readMessage({ binaryMessage: packets }), decryptionKeys: await keptKey(name), date: now });
        expect(Buffer.from(opened?.data ?? [])).toEqual(Buffer.from(sessionKey));
      }
    }
  });

  it('are made of a whole session key, for at least one certificate', async () => {
    for (const size of [0, 31, 33]) await expect(sessionKeyPackets(new Uint8Array(size), 'seipd1', [await certificateOf('plain')], now)).rejects.toMatchObject({ code: 'KEY_SIZE', message: `A session key has 32 bytes, ${size} came.` });
    await expect(sessionKeyPackets(sessionKey, 'seipd1', [], now)).rejects.toThrow(unusable('the recipient has no certificate; use the password form of the lock'));
  });

  it('are refused where a certificate cannot be read, is out of its time or shares its key with another', async () => {
    const plain = await certificateOf('plain');
    await expect(sessionKeyPackets(sessionKey, 'seipd1', [plain, new Uint8Array(9)], now)).rejects.toThrow(unusable('a stored certificate cannot be read'));
    const expiring = await keptKey('expiring');
    await expect(sessionKeyPackets(sessionKey, 'seipd1', [plain, await certificateOf(expiring)], new Date('2027-04-02T00:00:00Z'))).rejects.toThrow(unusable(`certificate ${expiring.getFingerprint().toUpperCase()} has no encryption key valid at this time`));
    await expect(sessionKeyPackets(sessionKey, 'seipd1', [plain, plain], now)).rejects.toThrow(unusable('two certificates of the recipient share one encryption key id'));
    await expect(sessionKeyPackets(sessionKey, 'seipd1', [await certificateOf('mixed')], now)).rejects.toThrow(expect.objectContaining({ code: 'CERTIFICATE_UNUSABLE' }) as Error);
    await expect(sessionKeyPackets(sessionKey, 'seipd1', [plain])).resolves.toBeInstanceOf(Uint8Array);
  });

  it('are refused where the library can encrypt nothing to the point of a key', async () => {
    const key = await keptKey('plain');
    const [subkey] = key.subkeys;
    if (subkey === undefined) throw new Error('no subkey');
    // Zero has a low order: what is agreed upon with it is known to everybody. Bound by its owner all the same.
    const point = new Uint8Array(33);
    point[0] = 0x40;
    Reflect.set(subkey.keyPacket.publicParams, 'Q', point);
    subkey.bindingSignatures = [await signAs(key, { signatureType: enums.signature.subkeyBinding, keyFlags: Uint8Array.of(0x0c), created: made }, { key: key.keyPacket, bind: subkey.keyPacket })];
    await expect(sessionKeyPackets(sessionKey, 'seipd1', [await certificateOf('other'), await certificateOf(key)], now)).rejects.toThrow(unusable('the session key could not be encrypted to one of the certificates'));
  });

  it('hold a key that was drawn', () => {
    expect(newSessionKey(randomBytes)).toHaveLength(32);
    expect(() => newSessionKey(() => new Uint8Array(32))).toThrow(expect.objectContaining({ code: 'RANDOM_FAILED' }) as Error);
  });
});

describe('the signature of a receipt', () => {
  const statement = new TextEncoder().encode('{"received":2}');
  async function armoredOf(signing: { message: Message<string | Uint8Array>; signingKeys: PrivateKey | PrivateKey[]; date: Date }): Promise<string> {
    const armored: unknown = await sign({ ...signing, detached: true, format: 'armored' });
    if (typeof armored !== 'string') throw new Error('expected an armored signature');
    return armored;
  }
  const signed = async (keys: PrivateKey | PrivateKey[], date = now, bytes = statement): Promise<string> => armoredOf({ message: await createMessage({ binary: bytes }), signingKeys: keys, date });
  const bad = expect.objectContaining({ name: 'SealingFailed', code: 'SIGNATURE_BAD', message: 'One detached binary signature over exactly these bytes was expected. Sign the statement again, unchanged.' }) as Error;

  it('is of one of the certificates, and tells whose and when', async () => {
    const [plain, signing] = [await keptKey('plain'), await keptKey('signing')];
    const certificates = [await certificateOf('other'), await certificateOf(plain), await certificateOf(signing)];
    for (const key of [plain, signing]) expect(await verifyByRecipient(statement, await signed(key), certificates)).toEqual({ fingerprint: key.getFingerprint().toUpperCase(), madeAt: now });
  });

  it('is of none that is not known', async () => {
    for (const certificates of [[], [await certificateOf('other')]]) await expect(verifyByRecipient(statement, await signed(await keptKey('plain')), certificates)).rejects.toMatchObject({ name: 'SealingFailed', code: 'SIGNER_UNKNOWN', message: 'The signature was made by a key that is not among the confirmed certificates of this party.' });
  });

  it('is over exactly these bytes, one, binary, and of a time in which its key might sign', async () => {
    const [plain, other] = [await keptKey('plain'), await keptKey('other')];
    const certificates = [await certificateOf(plain), await certificateOf(other)];
    const text = await armoredOf({ message: await createMessage({ text: '{"received":2}' }), signingKeys: plain, date: now });
    expect((await readSignature({ armoredSignature: text })).packets[0]?.signatureType).toBe(enums.signature.text);
    for (const wrong of [await signed(plain, now, statement.with(0, 1)), await signed([plain, other]), await signed([plain, plain]), text, 'nothing', '']) await expect(verifyByRecipient(statement, wrong, certificates)).rejects.toThrow(bad);
    const expiring = await keptKey('expiring');
    const [inTime, later] = [await signed(expiring, new Date('2027-03-31T00:00:00Z')), await signed(await keptKey('plain'), new Date('2027-04-02T00:00:00Z'))];
    expect(await verifyByRecipient(statement, inTime, [await certificateOf(expiring)])).toMatchObject({ madeAt: new Date('2027-03-31T00:00:00Z') });
    expect(await verifyByRecipient(statement, later, certificates)).toMatchObject({ madeAt: new Date('2027-04-02T00:00:00Z') });
  });

  it('comes beside a certificate as gpg reads it: with a checksum', async () => {
    const armored = armoredCertificate(await certificateOf('plain'));
    expect(armored).toMatch(/^-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n\r?\n[^]*\r?\n=[A-Za-z0-9+/]{4}\r?\n-----END PGP PUBLIC KEY BLOCK-----\r?\n$/);
  });
});
