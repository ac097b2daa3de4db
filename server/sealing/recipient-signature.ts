// A recipient's detached OpenPGP signature over a statement of receipt: by one of the certificates that the caller trusts, over exactly these bytes.
import { armor, config, createMessage, enums, readKey, readSignature, verify, type Signature } from 'openpgp';
import { SealingFailed } from './failure.ts';
import { safeSettings } from './openpgp-config.ts';

export interface RecipientSignature {
  /** Of the certificate's primary key, upper-case hexadecimal. */
  readonly fingerprint: string;
  /** When it was made, as the signer's clock had it. */
  readonly madeAt: Date;
}

const CONFIG = { ...config, ...safeSettings(enums) };
const bad = (): SealingFailed => new SealingFailed('SIGNATURE_BAD', 'One detached binary signature over exactly these bytes was expected. Sign the statement again, unchanged.');

/**
 * Verifies one armored detached signature over `bytes` by one of `certificates` (binary, as they were accepted). The certificate must have been valid and allowed to sign
 * at the time that the signature names. Throws SealingFailed SIGNATURE_BAD, or SIGNER_UNKNOWN if none of the certificates made it.
 */
export async function verifyByRecipient(bytes: Uint8Array, armored: string, certificates: readonly Uint8Array[]): Promise<RecipientSignature> {
  const signature = await readOne(armored);
  const [packet] = signature.packets;
  const keys = await Promise.all(certificates.map(async (binaryKey) => (await readKey({ binaryKey, config: CONFIG })).toPublic()));
  const signer = keys.find((key) => packet !== undefined && key.getKeys(packet.issuerKeyID).length > 0);
  if (signer === undefined) throw new SealingFailed('SIGNER_UNKNOWN', 'The signature was made by a key that is not among the confirmed certificates of this party.');
  try {
    const { signatures } = await verify({ message: await createMessage({ binary: bytes }), signature, verificationKeys: signer, date: null, expectSigned: true, format: 'binary', config: CONFIG });
    await Promise.all(signatures.map((one) => one.verified));
  } catch {
    throw bad();
  }
  const madeAt = packet?.created ?? null;
  if (madeAt === null) throw bad();
  return { fingerprint: signer.getFingerprint().toUpperCase(), madeAt };
}

/** Several signatures, or one over text whose line ends may differ, prove less than they seem to. */
async function readOne(armored: string): Promise<Signature> {
  const signature = await readSignature({ armoredSignature: armored, config: CONFIG }).catch(() => {
    throw bad();
  });
  if (signature.packets.length !== 1 || signature.packets[0]?.signatureType !== enums.signature.binary) throw bad();
  return signature;
}

/** A stored certificate as the file that gpg imports. GnuPG 2.2 misreads armor that has neither checksum nor padding: it bears the checksum. */
export const armoredCertificate = (binary: Uint8Array): string => armor(enums.armor.publicKey, binary, undefined, undefined, undefined, true, CONFIG);
