// Certificates (OpenPGP, binary and armored), changed at random: refused by a name, or the same key as before.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { CertificateRefused, inspectCertificate } from '../../server/sealing/certificate.ts';
import { certificateBytes } from '../../server/sealing/certificate-input.ts';
import { cases } from './cases.ts';
import { course } from './course.ts';
import { edited, edits, type Edit } from './edits.ts';

const now = new Date('2026-07-02T05:00:00.000Z');
let armored: Buffer;
let binary: Uint8Array;
let fingerprint = '';

beforeAll(async () => {
  const { certificate } = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, now);
  armored = Buffer.from(certificate);
  binary = certificateBytes(Uint8Array.from(armored));
  ({ fingerprint } = await inspectCertificate(Uint8Array.from(armored), { now }));
});

const inspected = async (bytes: Uint8Array): Promise<void> => {
  const outcome: unknown = await inspectCertificate(Uint8Array.from(bytes), { now }).catch((error: unknown) => error);
  if (!(outcome instanceof CertificateRefused)) expect(outcome).toMatchObject({ fingerprint });
};

describe('a certificate that was changed', () => {
  it('in its packets is refused, or is the same key [H 40] [H 146]', async () => {
    await fc.assert(fc.asyncProperty(edits, (all: readonly Edit[]) => inspected(edited(binary, all))), course<[Edit[]]>(cases.certificates));
  });

  it('in its armor is refused, or is the same key', async () => {
    await fc.assert(fc.asyncProperty(edits, (all: readonly Edit[]) => inspected(edited(armored, all))), course<[Edit[]]>(cases.certificates));
  });

  it('into anything is refused', async () => {
    const packet = fc.tuple(fc.constantFrom(0xc6, 0xc5, 0x99, 0xcd, 0xc2, 0xce), fc.uint8Array({ maxLength: 120 })).map(([tag, body]) => Buffer.concat([Buffer.from([tag, body.length]), body]));
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.array(packet, { maxLength: 4 }).map((all) => Buffer.concat(all))), async (bytes) => {
      await expect(inspectCertificate(Uint8Array.from(bytes), { now })).rejects.toBeInstanceOf(CertificateRefused);
    }), course());
  });
});
