// Certificates good and bad, made for the tests of certificate acceptance, and the refusals they meet.

import { config, enums, generateKey, SignaturePacket, type PrivateKey } from 'openpgp';
import { expect } from 'vitest';
import { CertificateRefused, inspectCertificate, type CertificateRefusal, type InspectionTimes } from '../../server/sealing/certificate.ts';

export const YEAR_IN_SECONDS = 365 * 24 * 3600;
export const made = new Date('2026-04-01T00:00:00Z');
export const now = new Date('2026-07-01T00:00:00Z');

export async function refusal(input: Uint8Array, times: InspectionTimes = { now }): Promise<CertificateRefused> {
  // Of the processor: how busy the machine is decides nothing.
  const started = process.cpuUsage();
  const outcome: unknown = await inspectCertificate(input, times).catch((error: unknown) => error);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1000, 'refused within a second').toBeLessThan(1000);
  if (!(outcome instanceof CertificateRefused)) throw new Error('a refusal was expected', { cause: outcome });
  return outcome;
}
export const code = async (input: Uint8Array, times?: InspectionTimes): Promise<CertificateRefusal> => (await refusal(input, times)).code;
export const copy = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);
export const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));

export async function makeKey(options: Partial<Parameters<typeof generateKey>[0]> = {}): Promise<PrivateKey> {
  const { privateKey } = await generateKey({ type: 'ecc', userIDs: { name: '田中 誠' }, date: made, ...options, format: 'object' });
  return privateKey;
}
export const publicBytes = (key: PrivateKey): Uint8Array => key.toPublic().write();

/** A packet in the current format, with a five-octet length. */
export function packet(tag: number, body: Uint8Array): Uint8Array {
  const head = Buffer.alloc(6);
  head[0] = 0xc0 | tag;
  head[1] = 0xff;
  head.writeUInt32BE(body.length, 2);
  return new Uint8Array(Buffer.concat([head, body]));
}

/** Signs as the owner of `owner`, with any hash and any fields: what a program of another age would write. */
export async function signAs(owner: PrivateKey, fields: Partial<SignaturePacket> & { preferredCipherSuites?: number[][] }, data: object): Promise<SignaturePacket> {
  const signature = new SignaturePacket();
  Object.assign(signature, { publicKeyAlgorithm: owner.keyPacket.algorithm, hashAlgorithm: enums.hash.sha256 }, fields);
  const sign: unknown = Reflect.get(signature, 'sign');
  if (typeof sign !== 'function') throw new Error('no sign');
  // The library's types leave out its last argument.
  await Reflect.apply(sign, signature, [owner.keyPacket, data, made, false, { ...config, nonDeterministicSignaturesViaNotation: false }]);
  return signature;
}
