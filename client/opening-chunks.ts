// Opens a body that was sealed in chunks with AES-256-GCM (RFC 9580 5.13.2) on WebCrypto, whose cipher is not JavaScript: one copy of each chunk in, one out.
// The form is the gateway's own and no other: one encrypted packet, one literal packet in it. Guarantees: no octet is given before its chunk was authentic, and the
// stream ends without error only if nothing was cut off, added or moved. What it throws has no words of its own: whoever calls knows it for damage.
import { openPacket } from './opening-packets.ts';

const AES_256 = 9;
const GCM = 3;
const TAG_BYTES = 16;
/** RFC 9580 5.13.2: octets of a chunk are 2^(c+6), c no more than 16. */
const MOST_CHUNK_OCTET = 16;
const HEADER = Uint8Array.of(0xd2, 2, AES_256, GCM);
/** The literal packet as the gateway writes it: binary, without a name or a time (RFC 9580 5.9). */
const LITERAL = 0xcb;
const LITERAL_HEAD = Uint8Array.of(0x62, 0, 0, 0, 0, 0);

/** Takes the whole packet, from its tag on, and gives the content of the literal packet. Throws an Error for anything but an authentic body. */
export async function* openChunks(pieces: AsyncIterator<Uint8Array, undefined>, sessionKey: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  const packet = openPacket(pieces, HEADER[0] ?? 0);
  const start = new Uint8Array(4 + 32);
  if (await packet.fill(start) < start.length) throw new Error('expected a header and a salt');
  const chunkOctet = start[3] ?? 255;
  if (start[0] !== 2 || start[1] !== AES_256 || start[2] !== GCM || chunkOctet > MOST_CHUNK_OCTET) throw new Error('expected AES-256 in GCM');
  const keys = await deriveKeys(sessionKey, start.subarray(4), Uint8Array.of(...HEADER, chunkOctet));
  const literal = openPacket(chunksOf(packet.fill, keys, 2 ** (chunkOctet + 6)), LITERAL);
  const head = new Uint8Array(LITERAL_HEAD.length);
  if (await literal.fill(head) < head.length || head.some((octet, at) => octet !== LITERAL_HEAD[at])) throw new Error('expected the head of a literal packet');
  for (let content = await literal.take(Infinity); content.length > 0; content = await literal.take(Infinity)) yield content;
}

type Cipher = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
interface Keys { readonly cipher: Cipher; /** What a nonce begins with; the number of the chunk follows. */ readonly nonce: Uint8Array; readonly header: Uint8Array<ArrayBuffer> }

/** RFC 9580 5.13.2: HKDF with SHA-256 of the session key, the salt, and the first five octets of the packet. */
async function deriveKeys(sessionKey: Uint8Array, salt: Uint8Array, header: Uint8Array<ArrayBuffer>): Promise<Keys> {
  const secret = await crypto.subtle.importKey('raw', new Uint8Array(sessionKey), 'HKDF', false, ['deriveBits']);
  const derived = new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(salt), info: header }, secret, (32 + 4) * 8));
  const cipher = await crypto.subtle.importKey('raw', derived.slice(0, 32), 'AES-GCM', false, ['decrypt']);
  return { cipher, nonce: derived.slice(32), header };
}

/** The authentic chunks. The next is read while one is opened; WebCrypto takes a copy when it is asked, so that one buffer is enough. */
async function* chunksOf(fill: (into: Uint8Array) => Promise<number>, keys: Keys, chunkSize: number): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  // A chunk with its tag, and what may be the last tag of all behind it.
  const buffer = new Uint8Array(chunkSize + 2 * TAG_BYTES);
  let [held, index, total, isLast] = [0, 0, 0, false];
  let opening: Promise<Uint8Array<ArrayBuffer>> | null = null;
  while (!isLast) {
    held += await fill(buffer.subarray(held));
    isLast = held < buffer.length;
    const end = held - TAG_BYTES;
    if (end < 0) throw new Error('expected the last tag');
    const before = opening;
    opening = end === 0 ? null : decrypt(keys, index, buffer.subarray(0, end), keys.header);
    // Awaited below; until then it must not count as nobody's.
    opening?.catch(() => undefined);
    buffer.copyWithin(0, end, held);
    held = TAG_BYTES;
    if (opening !== null) [index, total] = [index + 1, total + end - TAG_BYTES];
    if (before !== null) yield await before;
  }
  if (opening !== null) yield await opening;
  await decrypt(keys, index, buffer.subarray(0, TAG_BYTES), Uint8Array.of(...keys.header, ...octets(total)));
  return undefined;
}

async function decrypt({ cipher, nonce }: Keys, index: number, sealed: Uint8Array<ArrayBuffer>, additionalData: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: Uint8Array.of(...nonce, ...octets(index)), additionalData, tagLength: TAG_BYTES * 8 }, cipher, sealed));
}

/** Eight octets, the most significant first. */
function octets(count: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(count));
  return bytes;
}
