// Reads the beginning of a body that was never finished (body.ts seals it): as much of the plaintext as its bytes hold. Only for going on with an upload:
// a seipd1 body proves itself at its end alone, so whoever stored the part compares its hash.
import { createDecipheriv, hkdfSync } from 'node:crypto';
import { SealingFailed } from './failure.ts';
import { SESSION_KEY_BYTES, type BodyFormat } from './formats.ts';

const TAG_LITERAL = 11;
const TAG_SEIPD = 18;
const TAG_BYTES = 16;
/** RFC 9580 5.9: format, an empty name, no date. */
const LITERAL_HEAD = 6;
/** RFC 9580 5.13.1: a version, then sixteen random octets and two of them again. */
const CFB_PREFIX = 18;
const AEAD = {
  'seipd2-ocb': { cipher: 'aes-256-ocb', nonceBytes: 15 },
  'seipd2-gcm': { cipher: 'aes-256-gcm', nonceBytes: 12 },
} as const;

type Step = (bytes: Uint8Array) => Uint8Array[];

/**
 * The plaintext in the first bytes of a body, in order; ends where they end. `sealed` must be cut nowhere but at its end.
 * Throws SealingFailed PART_DAMAGED where it is no body of this format and key.
 */
export async function* openUnfinished(sessionKey: Uint8Array, format: BodyFormat, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const outer = unframe(TAG_SEIPD);
  const decrypt = format === 'seipd1' ? withoutMdc(sessionKey) : inChunks(sessionKey, format);
  const inner = unframe(TAG_LITERAL);
  const head = skip(LITERAL_HEAD);
  for await (const chunk of sealed) {
    for (const content of outer(chunk)) for (const packet of decrypt(content)) for (const literal of inner(packet)) yield* head(literal).filter((plain) => plain.length > 0);
  }
}

/** A key for what is kept beside a part: derived, so that no nonce of the one can meet one of the other. */
export function besideKey(sessionKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', sessionKey, new Uint8Array(0), 'kagibako beside an unfinished body', SESSION_KEY_BYTES));
}

const damaged = (): SealingFailed => new SealingFailed('PART_DAMAGED', 'What is left of an unfinished upload cannot be read. It is to be sent again from its beginning.');

function skip(count: number): Step {
  let left = count;
  return (bytes) => {
    const from = Math.min(left, bytes.length);
    left -= from;
    return [bytes.subarray(from)];
  };
}

/** The content of one packet of equal partial lengths (RFC 9580 4.2.1.4): an unfinished one has no other. */
function unframe(tag: number): Step {
  let begun = false;
  let left = 0;
  return (bytes) => {
    const content: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const octet = bytes[at] ?? 0;
      if (left > 0) {
        const part = bytes.subarray(at, at + left);
        content.push(part);
        left -= part.length;
        at += part.length;
      } else {
        if (begun ? octet < 224 || octet === 255 : octet !== (0xc0 | tag)) throw damaged();
        if (begun) left = 2 ** (octet & 0x1f);
        begun = true;
        at += 1;
      }
    }
    return content;
  };
}

function withoutMdc(sessionKey: Uint8Array): Step {
  const version = skip(1);
  const prefix = skip(CFB_PREFIX);
  const cipher = createDecipheriv('aes-256-cfb', sessionKey, new Uint8Array(16));
  return (bytes) => version(bytes).flatMap((rest) => prefix(cipher.update(rest)));
}

/** RFC 9580 5.13.2. A chunk is given only when its tag is right. */
function inChunks(sessionKey: Uint8Array, format: keyof typeof AEAD): Step {
  let held = Buffer.alloc(0);
  let open: ((sealed: Uint8Array) => Uint8Array) | undefined;
  let size = 0;
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    if (open === undefined) {
      if (held.length < 36) return [];
      size = 2 ** ((held[3] ?? 0) + 6) + TAG_BYTES;
      open = chunkOpener(sessionKey, format, held.subarray(0, 36));
      held = held.subarray(36);
    }
    const plain: Uint8Array[] = [];
    let at = 0;
    for (; held.length - at >= size; at += size) plain.push(open(held.subarray(at, at + size)));
    held = held.subarray(at);
    return plain;
  };
}

function chunkOpener(sessionKey: Uint8Array, format: keyof typeof AEAD, head: Uint8Array): (sealed: Uint8Array) => Uint8Array {
  const mode = AEAD[format];
  const header = Buffer.from([0xc0 | TAG_SEIPD, ...head.subarray(0, 4)]);
  const derived = new Uint8Array(hkdfSync('sha256', sessionKey, head.slice(4, 36), header, SESSION_KEY_BYTES + mode.nonceBytes - 8));
  const nonce = Buffer.alloc(mode.nonceBytes);
  nonce.set(derived.subarray(SESSION_KEY_BYTES));
  let index = 0n;
  return (sealed) => {
    nonce.writeBigUInt64BE(index, mode.nonceBytes - 8);
    index += 1n;
    const key = derived.subarray(0, SESSION_KEY_BYTES);
    const options = { authTagLength: TAG_BYTES };
    const cipher = mode.cipher === 'aes-256-gcm' ? createDecipheriv(mode.cipher, key, nonce, options) : createDecipheriv(mode.cipher, key, nonce, options);
    const plainLength = sealed.length - TAG_BYTES;
    cipher.setAAD(header, { plaintextLength: plainLength });
    cipher.setAuthTag(sealed.subarray(plainLength));
    const plain = cipher.update(sealed.subarray(0, plainLength));
    try {
      return Buffer.concat([plain, cipher.final()]);
    } catch {
      throw damaged();
    }
  };
}
