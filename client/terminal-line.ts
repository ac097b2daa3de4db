// The line of an unattended terminal: each request is signed by the terminal's key (RFC 9421, Ed25519; body by RFC 9530), with a nonce that is
// never used again. A request that is tried again must be signed again: the gateway takes a signature once.
import { createHash, randomBytes, sign as signBytes } from 'node:crypto';
import type { Fetch } from './calls.ts';
import { readTerminalKey, type TerminalKey } from './terminal-key.ts';

export interface TerminalLine {
  readonly fetch: Fetch;
  /**
   * The headers that sign a request of `method` to `url` with these headers and, unless it is an upload, this body. All of them are to be sent
   * as they are. `headers` must hold every one that says what the request does (range, upload-offset, upload-length, upload-metadata, …).
   */
  sign(method: string, url: string, headers?: Readonly<Record<string, string>>, body?: string): Promise<Record<string, string>>;
  /** SHA-256 of the public key, in hexadecimal. */
  readonly fingerprint: string;
}

const covered = ['idempotency-key', 'range', 'if-range', 'if-match', 'upload-offset', 'upload-length', 'upload-defer-length', 'upload-metadata', 'upload-concat', 'content-digest'];

/** Reads the key of `keyFile` for requests to `origin`, which `by` makes. `now` in milliseconds. Throws `TerminalKeyRefused`. */
export async function terminalLine(origin: string, keyFile: string, now: () => number = Date.now, by: Fetch = fetch): Promise<TerminalLine> {
  const key = await readTerminalKey(keyFile);
  const sign: TerminalLine['sign'] = (method, url, headers = {}, body) => new Promise((resolve) => { resolve(signed(key, { method, url: new URL(url, origin), headers, body, origin, now: now() })); });
  return {
    sign, fingerprint: key.fingerprint,
    fetch: async (input, init) => {
      const { body } = init;
      if (body !== undefined && body !== null && typeof body !== 'string') throw new TypeError('expected a body of text: uploads go by their own way');
      const headers = Object.fromEntries(new Headers(init.headers));
      return by(input, { ...init, headers: { ...headers, ...await sign(init.method ?? 'GET', input, headers, body ?? undefined) }, redirect: 'error' });
    },
  };
}

interface Asked { readonly method: string; readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body: string | undefined; readonly origin: string; readonly now: number }

function signed(key: TerminalKey, { method, url, headers, body, origin, now }: Asked): Record<string, string> {
  if (url.origin !== origin) throw new TypeError(`expected a request to ${origin}, came ${url.origin}: nobody else gets a signature`);
  const added: Record<string, string> = { origin };
  // Bodies of text are JSON here; an upload is hashed on its own way.
  if (body !== undefined) added['content-digest'] = `sha-256=:${createHash('sha256').update(body, 'utf8').digest('base64')}:`;
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...headers, ...added })) fields[name.toLowerCase()] = value.trim();
  const components: [string, string][] = [['@method', method.toUpperCase()], ['@authority', url.host], ['@path', url.pathname], ['@query', url.search === '' ? '?' : url.search]];
  for (const name of covered) if (fields[name] !== undefined) components.push([name, fields[name]]);
  const parameters = `(${components.map(([name]) => `"${name}"`).join(' ')});created=${Math.floor(now / 1000)};keyid="${key.fingerprint}";alg="ed25519";nonce="${randomBytes(18).toString('base64url')}"`;
  const base = [...components.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join('\n');
  return { ...added, 'signature-input': `terminal=${parameters}`, signature: `terminal=:${signBytes(null, Buffer.from(base, 'utf8'), key.privateKey).toString('base64')}:` };
}
