// Structured fields (RFC 9651) as signed requests need them, and nothing more: one member, one form. What is written in another way is
// refused, never guessed at: two readers who differ about a signature's input would let a request be changed between them.

export interface SignatureInput {
  readonly label: string;
  /** The covered components in their order, as they are named: `@method`, `content-digest`. */
  readonly covered: readonly string[];
  /** The member's value as it stands in the field: it is part of what was signed. */
  readonly value: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly expires: number | null;
  readonly keyId: string;
  readonly nonce: string | null;
}

const LABEL = String.raw`[a-z*][a-z0-9_.*-]{0,63}`;
const INPUT = new RegExp(String.raw`^(${LABEL})=(\(((?:"[!-~]{1,64}"(?: (?="))?)*)\)((?:;[a-z]{1,16}=(?:"[ !#-\[\]-~]{1,256}"|\d{1,12})){1,8}))$`);
const BYTES = new RegExp(`^(${LABEL})=:([A-Za-z0-9+/]{1,400}={0,2}):$`);
const COMPONENT = /^(?:@[a-z][a-z-]*|[a-z0-9!#$%&'*+.^_`|~-]+)$/;
const MOST_COMPONENTS = 20;

/** Reads one `Signature-Input` of one signature (RFC 9421 4.1). Null for anything else: several signatures, parameters of components, repetitions, unknown parameters. */
export function readSignatureInput(field: string): SignatureInput | null {
  const [, label = '', value = '', list = '', tail = ''] = INPUT.exec(field) ?? [];
  if (label === '') return null;
  const covered = list === '' ? [] : list.split(' ').map((one) => one.slice(1, -1));
  if (covered.length > MOST_COMPONENTS || new Set(covered).size !== covered.length || !covered.every((one) => COMPONENT.test(one))) return null;
  const parameters = new Map<string, string>();
  for (const [, name = '', text = ''] of tail.matchAll(/;([a-z]+)=("[^"]*"|\d+)/g)) {
    if (parameters.has(name)) return null;
    parameters.set(name, text);
  }
  return ofParameters({ label, covered, value }, parameters);
}

function ofParameters(read: Pick<SignatureInput, 'label' | 'covered' | 'value'>, parameters: ReadonlyMap<string, string>): SignatureInput | null {
  if ([...parameters.keys()].some((name) => !['created', 'expires', 'keyid', 'nonce', 'alg', 'tag'].includes(name))) return null;
  const [created, keyId] = [integer(parameters.get('created')), text(parameters.get('keyid'))];
  const [expires, nonce] = [parameters.get('expires'), parameters.get('nonce')].map((one) => one ?? null);
  const alg = parameters.get('alg');
  if (created === null || keyId === null || (alg !== undefined && alg !== '"ed25519"')) return null;
  const [expiresAt, once] = [integer(expires ?? undefined), text(nonce ?? undefined)];
  if ((expires !== null && expiresAt === null) || (nonce !== null && once === null)) return null;
  return { ...read, created, keyId, expires: expiresAt, nonce: once };
}

const integer = (value: string | undefined): number | null => (value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) : null);
const text = (value: string | undefined): string | null => (value?.startsWith('"') === true ? value.slice(1, -1) : null);

/** Reads a dictionary of exactly one byte sequence: `sig=:…:`, `sha-256=:…:`. Base64 must be the canonical form of its bytes. Null for anything else. */
export function readBytes(field: string): { readonly label: string; readonly bytes: Uint8Array } | null {
  const [, label = '', base64 = ''] = BYTES.exec(field) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  return label === '' || bytes.toString('base64') !== base64 ? null : { label, bytes };
}
