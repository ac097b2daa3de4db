// Signed requests: HTTP Message Signatures (RFC 9421) by Ed25519, with Content-Digest (RFC 9530). Pure: it says what was signed and whether
// the signature is the key's; whose key it is, whether it may, and whether this is a replay, is asked elsewhere.
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readBytes, readSignatureInput, type SignatureInput } from './fields.ts';

/** A request as its signature sees it. `fields`: every field line as it came, names in lower case. */
export interface SignedRequest {
  readonly method: string;
  readonly authority: string;
  /** The request target as it came: path and query. */
  readonly target: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What is wrong with the form of a signature; `expected` is told to the sender and says nothing of keys. */
export class SignatureMalformed extends Error {
  override readonly name = 'SignatureMalformed';
  readonly expected: string;
  constructor(expected: string) {
    super(`expected ${expected}`);
    this.expected = expected;
  }
}

export interface Signature { readonly input: SignatureInput; readonly bytes: Uint8Array; /** The signature base (RFC 9421 2.5). */ readonly base: string }

const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Reads the one signature of a request and builds what it signs. Throws `SignatureMalformed`. */
export function readSignature(request: SignedRequest): Signature {
  const input = readSignatureInput(fieldOf(request, 'signature-input'));
  if (input === null) throw new SignatureMalformed('one Signature-Input with created, keyid and no parameters of components');
  const signature = readBytes(fieldOf(request, 'signature'));
  if (signature?.label !== input.label || signature.bytes.length !== 64) throw new SignatureMalformed('one Signature of 64 bytes with the label of Signature-Input');
  return { input, bytes: signature.bytes, base: baseOf(request, input) };
}

/** The signature base. Throws `SignatureMalformed` for a component that is missing, repeated or not understood. */
export function baseOf(request: SignedRequest, { covered, value }: Pick<SignatureInput, 'covered' | 'value'>): string {
  return [...covered.map((name) => `"${name}": ${componentOf(request, name)}`), `"@signature-params": ${value}`].join('\n');
}

function componentOf(request: SignedRequest, name: string): string {
  const cut = request.target.indexOf('?');
  if (!request.target.startsWith('/')) throw new SignatureMalformed('a request target that begins with a slash');
  switch (name) {
    case '@method': return request.method;
    case '@authority': return request.authority.toLowerCase();
    case '@path': return cut === -1 ? request.target : request.target.slice(0, cut);
    // RFC 9421 2.2.7: an absent query is the question mark alone.
    case '@query': return cut === -1 ? '?' : request.target.slice(cut);
    default: return fieldOf(request, name);
  }
}

/** A field that came exactly once, in plain ASCII: of two lines it would be open which one the application reads. */
function fieldOf({ fields }: SignedRequest, name: string): string {
  const [first, ...more] = fields.filter(([known]) => known === name).map(([, value]) => value.trim());
  if (first === undefined || more.length > 0 || name.startsWith('@') || !/^[\x20-\x7e]*$/.test(first)) throw new SignatureMalformed(`the covered component ${name.slice(0, 40)} once`);
  return first;
}

/** Reads a raw Ed25519 public key of 32 bytes. Throws for bytes that are none. */
export function publicKeyOf(raw: Uint8Array): KeyObject {
  if (raw.length !== 32) throw new Error(`expected an Ed25519 public key of 32 bytes, came ${raw.length}`);
  return createPublicKey({ key: Buffer.concat([ED25519_SPKI, raw]), format: 'der', type: 'spki' });
}

/** True if `key` made this signature. */
export function isSignedBy({ base, bytes }: Pick<Signature, 'base' | 'bytes'>, key: KeyObject): boolean {
  return verify(null, Buffer.from(base, 'utf8'), key, bytes);
}

/** True if the one digest of a Content-Digest field (sha-256 or sha-512) is that of `body`. */
export function isDigestOf(field: string, body: Uint8Array): boolean {
  const digest = readBytes(field);
  const algorithm = { 'sha-256': 'sha256', 'sha-512': 'sha512' }[digest?.label ?? ''];
  return digest !== null && algorithm !== undefined && createHash(algorithm).update(body).digest().equals(digest.bytes);
}
