// Private keys that were not made in the browser, and keys that are past their time.

import { randomBytes } from 'node:crypto';
import { enums, generateKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { openSessionKey, unlockPrivateKey } from '../../client/opening.ts';
import { inspectCertificate } from '../../server/sealing/certificate.ts';
import { sessionKeyPackets } from '../../server/sealing/session-key.ts';
import { makeGpgKey, openGpg } from '../sealing/gpg.ts';

const sessionKey = randomBytes(32);

describe('a private key file', () => {
  it.each(['rsa3072', 'curve25519'] as const)('of GnuPG (%s), under a passphrase, opens what was sealed to it', async (kind) => {
    const gpg = await openGpg();
    try {
      const { binary } = await inspectCertificate(await makeGpgKey(gpg, 'Midori', kind), { now: new Date() });
      const changed = await gpg.run(['--command-fd', '0', '--passphrase', 'a long passphrase', '--change-passphrase', 'Midori'], 'a long passphrase\n');
      expect(changed.code, changed.stderr).toBe(0);
      const file = (await gpg.run(['--passphrase', 'a long passphrase', '--export-secret-keys', 'Midori'])).stdout;
      await expect(unlockPrivateKey(new Uint8Array(file), 'another')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
      const packets = await sessionKeyPackets(sessionKey, 'seipd1', [binary]);
      expect(Buffer.compare(await openSessionKey(packets, await unlockPrivateKey(new Uint8Array(file), 'a long passphrase')), sessionKey)).toBe(0);
    } finally {
      await gpg.close();
    }
  });

  it('[H 44] that expired since still opens what was sealed to it, alone or among the keys of its owner', async () => {
    const begin = new Date(Date.now() - 2 * 24 * 3600 * 1000);
    const made = await generateKey({ type: 'curve25519', userIDs: { name: 'old' }, date: begin, keyExpirationTime: 24 * 3600, format: 'binary', config: { aeadProtect: true, preferredAEADAlgorithm: enums.aead.gcm } });
    const current = await generateKey({ type: 'curve25519', userIDs: { name: 'new' }, format: 'binary' });
    const then = new Date(begin.getTime() + 3600 * 1000);
    const { binary } = await inspectCertificate(made.publicKey, { now: then });
    const keys = [await unlockPrivateKey(current.privateKey, ''), await unlockPrivateKey(made.privateKey, '')];
    for (const format of ['seipd1', 'seipd2-gcm'] as const) {
      const packets = await sessionKeyPackets(sessionKey, format, [binary], then);
      expect(Buffer.compare(await openSessionKey(packets, keys), sessionKey)).toBe(0);
    }
  });
});
