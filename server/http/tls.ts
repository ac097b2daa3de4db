// TLS of a listener: which versions and suites (ASVS 12.1.1, 12.1.2), and whether certificate and key are ones with which it can be reached at all. What would
// fail at the first browser is refused at the start, or at the exchange while the old certificate goes on serving.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { SecureContextOptions } from 'node:tls';

/** PEM texts: the chain, the listener's own certificate first, and its private key. */
export interface TlsTexts { readonly certificate: string; readonly key: string; /** The authorities that sign client certificates; left out or null: none is asked for. */ readonly clientAuthorities?: string | null }

/** Certificate or key cannot serve; the message says why and what to do. */
export class TlsRefused extends Error {
  override readonly name = 'TlsRefused';
}

/** Forward secrecy and authenticated encryption only, TLS 1.3 and 1.2. */
const suites = [
  'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/** Smaller RSA keys have under 112 bits of strength. */
const LEAST_RSA_BITS = 2048;
/** 128 bits of strength (NIST SP 800-57 part 1, table 2), which ASVS 11.2.3 asks for. */
const STRONG_RSA_BITS = 3072;
/**
 * 112 bits are told and taken until then, and refused for a certificate that would go on longer (SP 800-131A: acceptable through 2030). Not refused at once: authorities of closed networks,
 * LGWAN's among them, may sign nothing else, and without a certificate there would be no TLS. What passed stays closed even if such a key is broken later: each line has a key exchange of its own.
 */
const WEAK_UNTIL = Date.parse('2031-01-01T00:00:00Z');
/** 128 bits and more; a smaller or less usual curve has less, or is not spoken by browsers. */
const curves = ['prime256v1', 'secp384r1', 'secp521r1'];

/** `endsAt` in milliseconds; `isWeak`: under 128 bits, to be told as long as it serves. */
export interface ServedCertificate { readonly endsAt: number; readonly isWeak: boolean }

/** How whoever reads a refusal has named certificate, key and origin. */
export interface TlsNames { readonly certificate: string; readonly key: string; readonly origin: string }
const settingNames: TlsNames = { certificate: 'KAGIBAKO_TLS_CERTIFICATE', key: 'KAGIBAKO_TLS_KEY', origin: 'KAGIBAKO_…_ORIGIN' };

/** Takes the texts, the origin under which the listener is reached, or null where it has no name of its own, and the time in milliseconds. Returns what a secure context is made of, when the certificate ends, and whether its key has less than 128 bits of strength. Throws `TlsRefused`. */
export function secureOptions(texts: TlsTexts, origin: string | null, now: number, names: TlsNames = settingNames): { readonly options: SecureContextOptions; readonly certificate: ServedCertificate } {
  const leaf = read(() => new X509Certificate(texts.certificate), `${names.certificate} の証明書を読めません。PEM形式のファイルにしてください。 / the certificate is not PEM`);
  const key = read(() => createPrivateKey(texts.key), `${names.key} の秘密鍵を読めません。パスフレーズのないPEM形式のファイルにしてください。 / the key is not PEM without a passphrase`);
  if (!leaf.checkPrivateKey(key)) throw new TlsRefused('TLSの証明書と秘密鍵が組になっていません。同じときに作った二つのファイルを設定してください。 / certificate and key do not belong together');
  const [from, endsAt] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)];
  if (now < from || now >= endsAt) throw new TlsRefused(`TLSの証明書の有効期間（${leaf.validFrom} ～ ${leaf.validTo}）の外です。証明書を更新するか、機械の時計を確かめてください。 / outside the certificate's time: renew it, or check the machine's clock`);
  const isWeak = mustBeStrong(leaf, endsAt);
  mustName(leaf, origin, names);
  return { options: { cert: texts.certificate, key: texts.key, minVersion: 'TLSv1.2', ciphers: suites, honorCipherOrder: true }, certificate: { endsAt, isWeak } };
}

/** Returns whether it is only just strong enough. Throws `TlsRefused` for a key that is not. */
function mustBeStrong(leaf: X509Certificate, endsAt: number): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: { modulusLength: bits = 0, namedCurve = '' } = {} } = leaf.publicKey;
  if (type === 'ed25519' || type === 'ed448' || (type === 'ec' && curves.includes(namedCurve))) return false;
  if (type !== 'rsa' && type !== 'rsa-pss') throw new TlsRefused(`TLSの鍵の種類（${type ?? '?'} ${namedCurve}）は使えません。P-256、P-384 か、RSA 3072ビット以上の鍵で作り直してください。 / this kind of key is not taken: P-256, P-384, or RSA of 3072 bits or more`);
  if (bits < LEAST_RSA_BITS) throw new TlsRefused(`TLSの鍵が短すぎます（RSA ${String(bits)}ビット）。P-256 か、RSA 3072ビット以上の鍵で作り直してください。 / too short an RSA key: make one of P-256, or RSA of 3072 bits or more`);
  if (bits < STRONG_RSA_BITS && endsAt > WEAK_UNTIL) throw new TlsRefused(`RSA ${String(bits)}ビットの証明書は、2030年末までに切れるものだけを受け付けます（${leaf.validTo}）。P-256 か、RSA 3072ビット以上の鍵で作り直してください。 / an RSA key under 3072 bits is taken until the end of 2030 only: make one of P-256, or RSA of 3072 bits or more`);
  return bits < STRONG_RSA_BITS;
}

/** A certificate for another host would be refused by each browser, and teach people to click such warnings away. */
function mustName(leaf: X509Certificate, origin: string | null, names: TlsNames): void {
  if (origin === null) return;
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  const named = isIP(host) === 0 ? leaf.checkHost(host) : leaf.checkIP(host);
  if (named === undefined) {
    throw new TlsRefused(`TLSの証明書は ${host} のものではありません（${leaf.subjectAltName ?? leaf.subject}）。その名前の証明書を設定するか、${names.origin} を直してください。 / the certificate does not name the host of this origin`);
  }
}

function read<T>(make: () => T, message: string): T {
  try {
    return make();
  } catch (cause) {
    throw new TlsRefused(message, { cause });
  }
}
