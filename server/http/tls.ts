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

/** Smaller RSA keys have under 112 bits of strength (ASVS 11.2.3 asks for more of what we make; this certificate is made by others). */
const LEAST_RSA_BITS = 2048;

/** How whoever reads a refusal has named certificate, key and origin. */
export interface TlsNames { readonly certificate: string; readonly key: string; readonly origin: string }
const settingNames: TlsNames = { certificate: 'KAGIBAKO_TLS_CERTIFICATE', key: 'KAGIBAKO_TLS_KEY', origin: 'KAGIBAKO_…_ORIGIN' };

/** Takes the texts, the origin under which the listener is reached, or null where it has no name of its own, and the time in milliseconds. Returns what a secure context is made of, and when the certificate ends. Throws `TlsRefused`. */
export function secureOptions(texts: TlsTexts, origin: string | null, now: number, names: TlsNames = settingNames): { readonly options: SecureContextOptions; readonly endsAt: number } {
  const leaf = read(() => new X509Certificate(texts.certificate), `${names.certificate} の証明書を読めません。PEM形式のファイルにしてください。 / the certificate is not PEM`);
  const key = read(() => createPrivateKey(texts.key), `${names.key} の秘密鍵を読めません。パスフレーズのないPEM形式のファイルにしてください。 / the key is not PEM without a passphrase`);
  if (!leaf.checkPrivateKey(key)) throw new TlsRefused('TLSの証明書と秘密鍵が組になっていません。同じときに作った二つのファイルを設定してください。 / certificate and key do not belong together');
  const [from, endsAt] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)];
  if (now < from || now >= endsAt) throw new TlsRefused(`TLSの証明書の有効期間（${leaf.validFrom} ～ ${leaf.validTo}）の外です。証明書を更新するか、機械の時計を確かめてください。 / outside the certificate's time: renew it, or check the machine's clock`);
  const bits = leaf.publicKey.asymmetricKeyType === 'rsa' ? leaf.publicKey.asymmetricKeyDetails?.modulusLength ?? 0 : null;
  if (bits !== null && bits < LEAST_RSA_BITS) throw new TlsRefused(`TLSの鍵が短すぎます（RSA ${String(bits)}ビット）。2048ビット以上の鍵で作り直してください。 / an RSA key of 2048 bits or more is needed`);
  mustName(leaf, origin, names);
  return { options: { cert: texts.certificate, key: texts.key, minVersion: 'TLSv1.2', ciphers: suites, honorCipherOrder: true }, endsAt };
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
