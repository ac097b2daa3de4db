// The client certificate of a request's own TLS line (H 71, ASVS 12.1.3): counts only if an authority of the settings signed it and it is of this moment. Taken from
// the line alone; no header is read for it, and what comes through a proxy shows none, whatever certificate the proxy itself has.
import { X509Certificate } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { TLSSocket } from 'node:tls';
import { TlsRefused } from './tls.ts';

const shown = new WeakMap<IncomingMessage, string | null>();

/** SHA-256 of the certificate in small hexadecimal letters; null: none that counts; undefined: this line could show none. */
export const clientCertificate = (request: IncomingMessage): string | null | undefined => shown.get(request);

/** For a listener that asks for certificates. `now` in milliseconds. */
export function noteCertificates(application: RequestListener, now: () => number): RequestListener {
  return (request, response) => {
    shown.set(request, trustedOn(request.socket, now()));
    application(request, response);
  };
}

function trustedOn(socket: unknown, now: number): string | null {
  // A line that was taken up again was judged when it began: its certificate may have ended since.
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined || now < Date.parse(certificate.validFrom) || now >= Date.parse(certificate.validTo)) return null;
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}

/** The authorities whose certificates are taken, as PEM. Throws `TlsRefused` for a text without one, or with one that cannot be read. */
export function readAuthorities(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0 && blocks.every((block) => new X509Certificate(block).raw.length > 0)) return blocks;
  } catch (cause) {
    throw new TlsRefused(wrong, { cause });
  }
  throw new TlsRefused(wrong);
}

const wrong = 'KAGIBAKO_CONTRACTOR_CLIENT_CA の証明書を読めません。クライアント証明書を発行した認証局の証明書を、PEM形式で並べたファイルにしてください。 / the authorities of client certificates are not PEM certificates';
