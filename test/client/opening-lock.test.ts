import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf, makeKeyPair, OpeningFailed, openLock, unlockPrivateKey, verifyManifest, type KeyPair, type UnlockedKey } from '../../client/opening.ts';
import { bodyFormatFor, inspectCertificate } from '../../server/sealing/certificate.ts';
import { generateGatewayKey, signDetached } from '../../server/sealing/gateway-signature.ts';
import { sealLock } from '../../server/sealing/lock.ts';
import { manifestBytes, type Manifest } from '../../server/sealing/manifest.ts';
import { generatePassword } from '../../server/sealing/password.ts';
import { newSessionKey, sessionKeyPackets } from '../../server/sealing/session-key.ts';

const PASSPHRASE = '鍵のファイルのための長い言葉';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const failing = (code: string, group: number | null = null): Error => expect.objectContaining({ name: 'OpeningFailed', code, group }) as Error;

let pair: KeyPair;
let key: UnlockedKey;
let certificate: Uint8Array;
beforeAll(async () => {
  pair = await makeKeyPair({ name: '田中 誠', passphrase: PASSPHRASE });
  key = await unlockPrivateKey(pair.privateKey, PASSPHRASE);
  certificate = (await inspectCertificate(new Uint8Array(Buffer.from(pair.certificate)), { now: new Date() })).binary;
});

describe('the key made in the browser', () => {
  it('is announced for SEIPD version 2 with GCM, kept under its passphrase, and known by its words', async () => {
    const facts = await inspectCertificate(new Uint8Array(Buffer.from(pair.certificate)), { now: new Date() });
    expect(facts).toMatchObject({ announcesSeipd2: 'gcm', fingerprint: pair.fingerprint, userIds: ['田中 誠'] });
    expect(bodyFormatFor([facts])).toBe('seipd2-gcm');
    expect(fingerprintOf(key)).toBe(pair.fingerprint);
    expect(pair.words).toMatch(/^\p{sc=Hiragana}+・.+ \d{4} \d{4}$/u);
    await expect(unlockPrivateKey(pair.privateKey, 'another passphrase')).rejects.toThrow(failing('PASSPHRASE_WRONG'));
    await expect(makeKeyPair({ name: 'a', passphrase: 'short' })).rejects.toThrow(RangeError);
  });

  it('opens with its passphrase typed in either Unicode form', async () => {
    const made = await makeKeyPair({ name: 'a', passphrase: 'がぎぐげござじず'.normalize('NFD') });
    expect(fingerprintOf(await unlockPrivateKey(new Uint8Array(Buffer.from(made.privateKey)), 'がぎぐげござじず'))).toBe(made.fingerprint);
  });

  it('is not taken from a file that holds none', async () => {
    await expect(unlockPrivateKey(pair.certificate, PASSPHRASE)).rejects.toThrow(failing('KEY_WRONG'));
    await expect(unlockPrivateKey(randomBytes(100), PASSPHRASE)).rejects.toThrow(failing('KEY_WRONG'));
    await expect(unlockPrivateKey('', PASSPHRASE)).rejects.toThrow(failing('KEY_WRONG'));
  });
});

describe('a lock', () => {
  const password = generatePassword(randomBytes);
  const sessionKey = newSessionKey(randomBytes);

  it('[H 43] is not tried with a mistyped password: the group is named, without a server', async () => {
    const lock = await sealLock({ form: 'password', waiting: sessionKey, password });
    const slip = (password[9] === 'A' ? 'B' : 'A');
    await expect(openLock(lock, password.slice(0, 9) + slip + password.slice(10), 'password')).rejects.toThrow(failing('PASSWORD_SLIP', 3));
    await expect(openLock(lock, password.slice(0, 9) + 'O' + password.slice(10), 'password')).rejects.toThrow(failing('PASSWORD_SLIP', 3));
    await expect(openLock(lock, password.slice(1), 'password')).rejects.toThrow(failing('PASSWORD_SLIP'));
  });

  it('of both says of every other password that it is wrong, never that the file is damaged', async () => {
    const packets = await sessionKeyPackets(sessionKey, 'seipd1', [certificate]);
    const lock = await sealLock({ form: 'both', waiting: packets, password });
    // One wrong password in 256 gives a session key that looks right: enough tries to meet several.
    for (let i = 0; i < 1200; i += 1) {
      await expect(openLock(lock, generatePassword(randomBytes), 'both')).rejects.toThrow(failing('PASSWORD_WRONG'));
    }
  });

  it('of both that was changed is damaged, and is known as such even before the password is tried', async () => {
    const packets = await sessionKeyPackets(sessionKey, 'seipd1', [certificate]);
    const lock = await sealLock({ form: 'both', waiting: packets, password });
    for (let place = 0; place < lock.length; place += 1) {
      const tampered = Uint8Array.from(lock);
      tampered[place] = (tampered[place] ?? 0) ^ 1;
      await expect(openLock(tampered, password, 'both', sha256(lock)), `byte ${place}`).rejects.toThrow(failing('FILE_DAMAGED'));
      await expect(openLock(tampered, password, 'both'), `byte ${place}`).rejects.toThrow(OpeningFailed);
    }
    const late = Uint8Array.from(lock);
    late[lock.length - 30] = (late[lock.length - 30] ?? 0) ^ 1;
    await expect(openLock(late, password, 'both')).rejects.toThrow(failing('FILE_DAMAGED'));
  });

  it('of one form is not opened as the other', async () => {
    const packets = await sessionKeyPackets(sessionKey, 'seipd1', [certificate]);
    const both = await sealLock({ form: 'both', waiting: packets, password });
    const only = await sealLock({ form: 'password', waiting: sessionKey, password });
    await expect(openLock(both, password, 'password')).rejects.toThrow(failing('FILE_DAMAGED'));
    await expect(openLock(only, password, 'both')).rejects.toThrow(failing('FILE_DAMAGED'));
  });
});

describe('the manifest', () => {
  const manifest: Manifest = {
    version: 1,
    transfer: 't-1',
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
    recipientFingerprints: ['A'.repeat(40)],
    files: [{ name: '納入通知書.csv', size: 1, sha256: '0'.repeat(64), body: 'b1', bodySize: 60, bodySha256: '1'.repeat(64) }],
  };

  it('is read when the gateway signed it, whatever the clock says', async () => {
    const gateway = await generateGatewayKey('鍵箱', new Date('2040-01-01T00:00:00Z'));
    const bytes = manifestBytes(manifest);
    expect(await verifyManifest(bytes, await signDetached(bytes, gateway.privateKey, new Date('2040-01-02T00:00:00Z')), gateway.certificate)).toEqual(manifest);
  });

  it('is refused when changed, signed by another, unsigned, or signed in another form', async () => {
    const gateway = await generateGatewayKey();
    const other = await generateGatewayKey();
    const bytes = manifestBytes(manifest);
    const signature = await signDetached(bytes, gateway.privateKey);
    const changed = new Uint8Array(Buffer.from(Buffer.from(bytes).toString().replace('みどり', 'あおい')));
    const spaced = new Uint8Array(Buffer.from(JSON.stringify(manifest, null, 1)));
    const cases: [Uint8Array, string, string][] = [
      [changed, signature, gateway.certificate],
      [bytes, await signDetached(bytes, other.privateKey), gateway.certificate],
      [bytes, '', gateway.certificate],
      [bytes, signature, other.certificate],
      [spaced, await signDetached(spaced, gateway.privateKey), gateway.certificate],
    ];
    for (const given of cases) await expect(verifyManifest(...given)).rejects.toThrow(failing('SIGNATURE_BAD'));
  });
});
