// Opens what the gateway sealed, on the recipient's side: in a browser, a worker or Node. Only this and receipt.ts import openpgp in the client.
// The password, the passphrase and every key stay here; nothing is sent anywhere.

import {
  config,
  createMessage,
  decrypt,
  decryptKey,
  decryptSessionKeys,
  enums,
  generateKey,
  readKey,
  readMessage,
  readPrivateKey,
  readSignature,
  verify,
  type PrivateKey,
} from 'openpgp';
import { isInItsTime, type DatedCertificate } from '../server/sealing/certificate-period.ts';
import { fingerprintWords } from '../server/sealing/fingerprint-words.ts';
import type { BodyFormat, LockForm } from '../server/sealing/formats.ts';
import { parseManifest, type Manifest, type ManifestFile } from '../server/sealing/manifest.ts';
import { safeSettings } from '../server/sealing/openpgp-config.ts';
import { readTyped } from '../server/sealing/password.ts';
import { createSha256, hex, sha256 } from '../server/sealing/sha256.ts';
import { OpeningFailed } from './opening-failed.ts';
import { checkHead, FIT_BYTES, fitsSessionKey } from './opening-fit.ts';
import { readUnlessStalled } from './opening-stall.ts';
import { openChunks } from './opening-chunks.ts';
import { concat, piecesOf, streamOf, watchSource, type WatchedSource } from './opening-stream.ts';

export { OpeningFailed, type OpeningFailure } from './opening-failed.ts';

/** A private key whose passphrase was given. Keep it in memory only. */
export type UnlockedKey = PrivateKey;

/** What the password opened: session-key packets that still need a private key (both), or the session key itself (password). */
export type OpenedLock = { readonly form: 'both'; readonly packets: Uint8Array } | { readonly form: 'password'; readonly sessionKey: Uint8Array };

/** A fresh key of a recipient. `privateKey` is armored and under the passphrase: the file that its owner keeps. */
export interface KeyPair {
  readonly privateKey: string;
  readonly certificate: string;
  readonly fingerprint: string;
  /** For the telephone (UI 3.10). */
  readonly words: string;
}

/** What openBody needs. `file` is the signed manifest's, and is what the plaintext is held against. */
export interface BodyOpening {
  readonly sessionKey: Uint8Array;
  readonly format: BodyFormat;
  readonly lockForm: LockForm;
  readonly file: Pick<ManifestFile, 'size' | 'sha256' | 'bodySha256'>;
}

const SAFE = { ...config, ...safeSettings(enums) };
/** SEIPD version 1 is authenticated only at its end; openBody's stream fails there, and its taker commits nothing before (DESIGN). */
const STREAMED = { ...SAFE, allowUnauthenticatedStream: true };
/** S2K octet of a private key file: 33,554,432 octets hashed (RFC 9580 3.7.1.3). */
const KEY_FILE_S2K_COUNT = 240;

/** One certificate of the gateway (armored), whatever its time; or all that it ever had: then a signature holds only under the one of its time. */
export type GatewayCertificates = string | readonly DatedCertificate[];

/**
 * Checks the manifest's signature by the gateway's certificate (the caller knows it by its fingerprint), and reads it.
 * The reader's clock is not asked: a wrong one must not look like a forgery. Throws OpeningFailed SIGNATURE_BAD.
 */
export async function verifyManifest(manifestBytes: Uint8Array, signatureArmored: string, certificates: GatewayCertificates): Promise<Manifest> {
  try {
    await verifyByGateway(manifestBytes, signatureArmored, certificates);
    return parseManifest(manifestBytes);
  } catch {
    throw new OpeningFailed('SIGNATURE_BAD');
  }
}

async function verifyByGateway(bytes: Uint8Array, signatureArmored: string, certificates: GatewayCertificates): Promise<void> {
  const dated = typeof certificates === 'string' ? null : certificates;
  const armored = typeof certificates === 'string' ? [certificates] : certificates.map((one) => one.certificate);
  const keys = await Promise.all(armored.map(async (armoredKey) => (await readKey({ armoredKey, config: SAFE })).toPublic()));
  const signature = await readSignature({ armoredSignature: signatureArmored, config: SAFE });
  const { signatures } = await verify({ message: await createMessage({ binary: bytes }), signature, verificationKeys: keys, date: null, expectSigned: true, format: 'binary', config: SAFE });
  if (signatures.length === 0) throw new Error('no signature');
  for (const one of signatures) {
    await one.verified;
    if (dated === null) continue;
    const own = dated[keys.findIndex((key) => key.getKeys(one.keyID).length > 0)];
    const made = (await one.signature).packets.map((packet) => packet.created);
    if (own === undefined || made.length === 0 || !made.every((at) => at !== null && isInItsTime(own, at))) throw new Error('not in its time');
  }
}

/**
 * Opens a lock with what the person typed. `lockSha256` (hexadecimal, from the gateway) lets damage be told from a wrong password
 * in every case. Throws OpeningFailed PASSWORD_SLIP (with the group), PASSWORD_WRONG or FILE_DAMAGED.
 */
export async function openLock(lockBytes: Uint8Array, password: string, form: LockForm, lockSha256?: string): Promise<OpenedLock> {
  const typed = readTyped(password);
  if (!typed.ok) throw new OpeningFailed('PASSWORD_SLIP', typed.group ?? null);
  if (lockSha256 !== undefined && hex(sha256(lockBytes)) !== lockSha256) throw new OpeningFailed('FILE_DAMAGED');
  // A session-key packet without data is no message to the library; an empty SEIPD packet makes it one.
  const message = await readMessage({ binaryMessage: form === 'both' ? lockBytes : concat([lockBytes, STUB]), config: SAFE }).catch(damaged);
  const tags = message.packets.map((packet): unknown => Reflect.get(packet.constructor, 'tag'));
  if (tags.length !== 2 || tags[0] !== enums.packet.symEncryptedSessionKey || tags[1] !== enums.packet.symEncryptedIntegrityProtectedData) return await damaged();
  const [key] = await decryptSessionKeys({ message, passwords: typed.password, config: SAFE }).catch(() => []);
  if (key?.algorithm !== 'aes256') throw new OpeningFailed('PASSWORD_WRONG');
  if (form === 'password') return { form, sessionKey: key.data };
  // The session-key packet is shorter than 192 octets: its length is one octet (RFC 9580 4.2.1.1).
  if (!(await fitsSessionKey(lockBytes.subarray(2 + (lockBytes[1] ?? 0)), key.data))) throw new OpeningFailed('PASSWORD_WRONG');
  const opened: { data: unknown } = await decrypt({ message, sessionKeys: { data: key.data, algorithm: 'aes256' }, format: 'binary', config: SAFE }).catch(damaged);
  return opened.data instanceof Uint8Array ? { form, packets: opened.data } : await damaged();
}

/** SEIPD version 1 with no content. */
const STUB = Uint8Array.of(0xd2, 1, 1);

/**
 * Opens a private key file (armored or binary) with its passphrase. Throws OpeningFailed PASSPHRASE_WRONG, or KEY_WRONG when the file is
 * no private key.
 */
export async function unlockPrivateKey(file: Uint8Array | string, passphrase: string): Promise<UnlockedKey> {
  const armored = typeof file === 'string' ? file : ((file[0] ?? 0) & 0x80) === 0 ? new TextDecoder().decode(file) : null;
  const read = armored === null ? readPrivateKey({ binaryKey: concat([typeof file === 'string' ? new Uint8Array(0) : file]), config: SAFE }) : readPrivateKey({ armoredKey: armored, config: SAFE });
  const privateKey = await read.catch(() => {
    throw new OpeningFailed('KEY_WRONG');
  });
  if (privateKey.isDecrypted()) return privateKey;
  // The same kana can be typed in two Unicode forms, depending on the machine that made the file. One after another: each try takes some 100 MB for the hash.
  for (const form of new Set([passphrase.normalize('NFC'), passphrase, passphrase.normalize('NFD')])) {
    const opened = await decryptKey({ privateKey, passphrase: form, config: SAFE }).catch(() => null);
    if (opened !== null) return opened;
  }
  throw new OpeningFailed('PASSPHRASE_WRONG');
}

/** The fingerprint of a private key, upper-case hexadecimal: to be compared with the manifest's recipientFingerprints. */
export function fingerprintOf(key: UnlockedKey): string {
  return key.getFingerprint().toUpperCase();
}

/** Opens the session key from the packets of a lock of both. Expired and rotated keys still open (HOSTILE 44). Throws OpeningFailed KEY_WRONG. */
export async function openSessionKey(packets: Uint8Array, keys: UnlockedKey | readonly UnlockedKey[]): Promise<Uint8Array> {
  const decryptionKeys = 'length' in keys ? [...keys] : [keys];
  const message = await readMessage({ binaryMessage: concat([packets, STUB]), config: SAFE }).catch(damaged);
  const [opened] = await decryptSessionKeys({ message, decryptionKeys, config: SAFE }).catch(() => []);
  if (opened?.data.length !== 32) throw new OpeningFailed('KEY_WRONG');
  return opened.data;
}

/**
 * Opens one body as a stream of plaintext. It ends without error only if the body is whole and its plaintext is what the signed manifest says:
 * until then nothing of it may be kept (pipe it into a file that is committed on close and dropped on abort).
 * Fails with OpeningFailed FILE_DAMAGED, PASSWORD_WRONG (password form only), or with the source's own error if the line breaks.
 */
export function openBody(body: ReadableStream<Uint8Array>, opening: BodyOpening): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const release = (): Promise<void> => reader.cancel().catch(() => undefined);
  return streamOf(plaintext(reader, opening, release), release);
}

async function* plaintext(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  opening: BodyOpening,
  release: () => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = await watchSource(reader, FIT_BYTES);
  const hash = createSha256();
  let length = 0;
  try {
    await checkHead(source, opening.format, opening.lockForm === 'password' ? opening : null);
    for await (const piece of opened(source, opening)) {
      hash.update(piece);
      length += piece.length;
      if (length > opening.file.size) throw new OpeningFailed('FILE_DAMAGED');
      yield piece;
    }
  } catch (error) {
    const broken = source.broken();
    if (broken !== null) throw broken.error;
    throw error instanceof OpeningFailed ? error : new OpeningFailed('FILE_DAMAGED');
  } finally {
    await release();
  }
  if (length !== opening.file.size || hex(hash.digest()) !== opening.file.sha256) throw new OpeningFailed('FILE_DAMAGED');
}

/** What is sealed in chunks with GCM, as every recent certificate asks for, goes past the library: its streams cost several times what the cipher does. */
function opened({ whole, given }: WatchedSource, opening: BodyOpening): AsyncGenerator<Uint8Array, void, undefined> {
  return opening.format === 'seipd2-gcm' ? openChunks(piecesOf(whole), opening.sessionKey) : readUnlessStalled(decryptStream(whole, opening), given);
}

async function decryptStream(whole: ReadableStream<Uint8Array>, { sessionKey, format }: BodyOpening): Promise<ReadableStream<Uint8Array>> {
  const message = await readMessage({ binaryMessage: whole, config: SAFE });
  const opened: { data: unknown } = await decrypt({
    message,
    sessionKeys: { data: sessionKey, algorithm: 'aes256' },
    format: 'binary',
    config: format === 'seipd1' ? STREAMED : SAFE,
  });
  if (!(opened.data instanceof ReadableStream)) throw new OpeningFailed('FILE_DAMAGED');
  return opened.data;
}

/**
 * Makes a Curve25519 key for a recipient, in the version 4 form that GnuPG 2.2 reads, so that gpg verifies what it signs; its certificate announces
 * SEIPD version 2 with GCM. Throws RangeError for a passphrase under
 * eight characters.
 */
export async function makeKeyPair(owner: { readonly name: string; readonly passphrase: string }, now: Date = new Date()): Promise<KeyPair> {
  if (Array.from(owner.passphrase).length < 8) throw new RangeError('A passphrase of at least eight characters was expected.');
  const { privateKey, publicKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: { name: owner.name },
    passphrase: owner.passphrase.normalize('NFC'),
    date: now,
    format: 'object',
    config: { ...SAFE, aeadProtect: true, preferredAEADAlgorithm: enums.aead.gcm, s2kIterationCountByte: KEY_FILE_S2K_COUNT },
  });
  const fingerprint = publicKey.getFingerprint().toUpperCase();
  return { privateKey: privateKey.armor(), certificate: publicKey.armor(), fingerprint, words: fingerprintWords(fingerprint) };
}

function damaged(): Promise<never> {
  return Promise.reject(new OpeningFailed('FILE_DAMAGED'));
}
