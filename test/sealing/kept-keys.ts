// Keys that were made once and are kept (test/vectors/sealing/keys.json): for tests that ask much of a certificate and must not wait for keys to be made.
import { readKey, readPrivateKey, type Key, type PrivateKey } from 'openpgp';
import { STRICT } from '../../server/sealing/certificate-judgement.ts';
import keys from '../vectors/sealing/keys.json' with { type: 'json' };

export type KeptKey = Exclude<keyof typeof keys, 'about'>;

/** Read anew at each call: a test may change it. RSA below 3072 bits is read too. */
export const keptKey = (name: KeptKey): Promise<PrivateKey> => readPrivateKey({ binaryKey: new Uint8Array(Buffer.from(keys[name], 'base64')), config: { minRSABits: 1024 } });
/** Its certificate, as it is given to be judged. */
export const certificateOf = async (key: KeptKey | PrivateKey): Promise<Uint8Array> => (typeof key === 'string' ? await keptKey(key) : key).toPublic().write();
/** The certificate as it was read. */
export const readCertificate = async (key: KeptKey | PrivateKey): Promise<Key> => readKey({ binaryKey: await certificateOf(key), config: STRICT });

/** The secret packet that signs for its owner. */
export function secretPacket({ keyPacket }: PrivateKey): Parameters<PrivateKey['subkeys'][number]['revoke']>[0] {
  if (!('privateParams' in keyPacket)) throw new Error('no secret key packet');
  return keyPacket;
}
