import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectCertificate } from '../../server/sealing/certificate.ts';
import { generateGatewayKey, readGatewayKey, signDetached, verifyDetached } from '../../server/sealing/gateway-signature.ts';
import { openGpg } from './gpg.ts';

const bytes = randomBytes(2000);
const bad = expect.objectContaining({ name: 'SealingFailed', code: 'SIGNATURE_BAD' }) as Error;

describe("the gateway's signature", () => {
  it('verifies, and not over other bytes, by another key, or when damaged', async () => {
    const key = await generateGatewayKey();
    const signature = await signDetached(bytes, key.privateKey);
    await verifyDetached(bytes, signature, key.certificate);
    await expect(verifyDetached(bytes.subarray(1), signature, key.certificate)).rejects.toThrow(bad);
    await expect(verifyDetached(bytes, signature, (await generateGatewayKey()).certificate)).rejects.toThrow(bad);
    await expect(verifyDetached(bytes, signature.replace(/[A-F]/, 'x'), key.certificate)).rejects.toThrow(bad);
    await expect(verifyDetached(bytes, '', key.certificate)).rejects.toThrow(bad);
  });

  it('verifies in GnuPG 2.2', async () => {
    const gpg = await openGpg();
    try {
      const key = await generateGatewayKey();
      await writeFile(join(gpg.home, 'manifest.json'), bytes);
      await writeFile(join(gpg.home, 'manifest.json.asc'), await signDetached(bytes, key.privateKey));
      expect((await gpg.run(['--import'], key.certificate)).code).toBe(0);
      const ran = await gpg.run(['--status-fd', '1', '--verify', 'manifest.json.asc', 'manifest.json']);
      expect(ran.code, ran.stderr).toBe(0);
      expect(ran.stdout.toString()).toContain(`VALIDSIG ${key.fingerprint}`);
    } finally {
      await gpg.close();
    }
  });

  it('comes from a key that can be read back and can do nothing else: nobody can seal to it', async () => {
    const key = await generateGatewayKey();
    expect(await readGatewayKey(key.privateKey)).toEqual(key);
    await expect(readGatewayKey('not a key')).rejects.toThrow(bad);
    await expect(inspectCertificate(new Uint8Array(Buffer.from(key.certificate)), { now: new Date() })).rejects.toMatchObject({ code: 'NO_ENCRYPTION_SUBKEY' });
  });
});
