/** TLS of a witness: the gateway's own rules for certificate, versions and suites. Guarantees that a pair that cannot serve changes nothing. */
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { secureOptions } from '../../../server/http/tls.ts';

export interface TlsFiles { readonly certificate: string; readonly key: string }

const names = { certificate: '--certificate', key: '--key', origin: '--host' } as const;

/** Reads certificate and key. Throws `TlsRefused` for a pair that cannot serve, and what reading throws. Which names it bears is the asker's to check: many may lead here. */
export async function secureFrom({ certificate, key }: TlsFiles): Promise<SecureContextOptions> {
  return secureOptions({ certificate: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') }, null, Date.now(), names).options;
}

/** Reads both again whenever it is asked: new lines get the new certificate, those that stand go on. What cannot serve is told, and the old one goes on. */
export function renewOn(server: Server | SecureServer, files: TlsFiles, onRenewal: (renew: () => void) => void, out: (line: string) => void): void {
  onRenewal(() => {
    secureFrom(files).then((options) => {
      if ('setSecureContext' in server) server.setSecureContext(options);
      out('TLSの証明書を読み直しました / the TLS certificate was read again');
    }).catch((error: unknown) => { out(`TLSの証明書を替えられません。前のもので続けます / the TLS certificate could not be renewed; the old one goes on: ${error instanceof Error ? error.message : String(error)}`); });
  });
}
