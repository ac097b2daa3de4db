// An unfinished body octet by octet, put together here from its forms (RFC 9580 4.2.1.4, 5.9, 5.13) and not by the sealer: small, so that every boundary is met.
import { createCipheriv, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BodyFormat } from '../../server/sealing/formats.ts';
import { besideKey, openUnfinished } from '../../server/sealing/unfinished.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 3);
const salt = Uint8Array.from({ length: 32 }, (_, i) => 250 - i);
const plain = Buffer.from(Array.from({ length: 507 }, (_, i) => (i * 31) & 0xff));
/** A packet in parts of 2^power octets, as far as it goes. */
function framed(tag: number, body: Uint8Array, power: number): Buffer {
  const parts: Uint8Array[] = [Uint8Array.of(0xc0 | tag)];
  for (let at = 0; at < body.length; at += 2 ** power) parts.push(Uint8Array.of(0xe0 | power), body.subarray(at, at + 2 ** power));
  return Buffer.concat(parts);
}
const literal = framed(11, Buffer.concat([Buffer.from('b\0\0\0\0\0'), plain]), 5);

/** Of the literal packet, what a body of each format holds of it. */
const bodies: Readonly<Record<BodyFormat, Buffer>> = { seipd1: cfb(), 'seipd2-gcm': aead('gcm'), 'seipd2-ocb': aead('ocb') };

function cfb(): Buffer {
  const cipher = createCipheriv('aes-256-cfb', key, new Uint8Array(16));
  return framed(18, Buffer.concat([Buffer.of(1), cipher.update(Buffer.concat([salt.subarray(0, 18), literal]))]), 6);
}

/** In chunks of 2^(1 + 6) octets, each with its tag; the last of the literal's octets wait for a chunk of their own. */
function aead(mode: 'gcm' | 'ocb'): Buffer {
  const size = 128;
  const head = Buffer.from([2, 9, mode === 'gcm' ? 3 : 2, 1]);
  const header = Buffer.from([0xd2, ...head]);
  const nonceBytes = mode === 'gcm' ? 12 : 15;
  const derived = Buffer.from(hkdfSync('sha256', key, salt, header, 32 + nonceBytes - 8));
  const chunks: Buffer[] = [head, Buffer.from(salt)];
  for (let index = 0; (index + 1) * size <= literal.length; index += 1) {
    const nonce = Buffer.alloc(nonceBytes);
    derived.copy(nonce, 0, 32);
    nonce.writeUInt32BE(index, nonceBytes - 4);
    const cipher = mode === 'gcm' ? createCipheriv('aes-256-gcm', derived.subarray(0, 32), nonce, { authTagLength: 16 }) : createCipheriv('aes-256-ocb', derived.subarray(0, 32), nonce, { authTagLength: 16 });
    cipher.setAAD(header, { plaintextLength: size });
    chunks.push(cipher.update(literal.subarray(index * size, (index + 1) * size)), cipher.final(), cipher.getAuthTag());
  }
  return framed(18, Buffer.concat(chunks), 6);
}

async function* given(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
async function read(format: BodyFormat, bytes: Uint8Array, step = bytes.length || 1, with_ = key): Promise<Uint8Array[]> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => bytes.subarray(i * step, (i + 1) * step));
  const found: Uint8Array[] = [];
  for await (const piece of openUnfinished(with_, format, given(...pieces))) found.push(Buffer.from(piece));
  return found;
}
const text = async (...what: Parameters<typeof read>): Promise<Buffer> => Buffer.concat(await read(...what));
const damaged = { name: 'SealingFailed', code: 'PART_DAMAGED', message: 'What is left of an unfinished upload cannot be read. It is to be sent again from its beginning.' };
/** So many octets of the plaintext are in a literal of so many: a tag, a length before each part, six octets of head. */
const inside = (octets: number): number => Math.max(0, octets - 1 - Math.ceil((octets - 1) / 33) - 6);

describe.each(['seipd1', 'seipd2-gcm', 'seipd2-ocb'] as const)('what is left of a body, %s', (format) => {
  const whole = format === 'seipd1' ? plain.length : inside(128 * Math.floor(literal.length / 128));

  it('gives what its octets hold, in pieces of any size, none of them empty', async () => {
    for (const step of [1, 2, 7, 36, 37, 64, 65, 1000]) {
      const pieces = await read(format, bodies[format], step);
      expect(Buffer.concat(pieces)).toEqual(plain.subarray(0, whole));
      expect(pieces.every(({ length }) => length > 0)).toBe(true);
    }
  });

  it('gives a true beginning wherever it was cut', async () => {
    let before = 0;
    for (let cut = 0; cut < bodies[format].length; cut += cut < 72 ? 1 : 41) {
      const found = await text(format, bodies[format].subarray(0, cut));
      expect(found).toEqual(plain.subarray(0, found.length));
      expect(found.length).toBeGreaterThanOrEqual(before);
      before = found.length;
    }
    expect(whole - before).toBeLessThan(128);
  });

  it('refuses another packet, and lengths that are not partial', async () => {
    const [body, cases] = [bodies[format], [[0, 0xd3], [0, 0x52], [1, 0xdf], [1, 0xff], [66, 0xdf], [66, 0xff], [66, 0]]];
    for (const [at = 0, octet = 0] of cases) await expect(text(format, Buffer.from(body).fill(octet, at, at + 1)), `${at}: ${octet}`).rejects.toMatchObject(damaged);
    await expect(text(format, Buffer.from(body).fill(0xff, 1, 2).subarray(0, 66))).rejects.toMatchObject(damaged);
    // The smallest is of one octet.
    expect(await text(format, Buffer.of(0xd2, ...[...body.subarray(2, 66)].flatMap((octet) => [0xe0, octet])))).toHaveLength(format === 'seipd1' ? inside(64 - 19) : 0);
    // The largest of the partial lengths may be one that is not full yet.
    expect(await text(format, Buffer.from(body).fill(0xfe, 1, 2).subarray(0, 66))).toHaveLength(format === 'seipd1' ? inside(64 - 19) : 0);
  });

  it('refuses what is under another key', async () => {
    await expect(text(format, bodies[format], undefined, key.map((byte) => byte ^ 1))).rejects.toMatchObject(damaged);
  });
});

describe.each(['seipd2-gcm', 'seipd2-ocb'] as const)('each chunk of %s', (format) => {
  it('proves itself: an octet changed in it, its tag, the head or the salt is found, and the chunks before it are given', async () => {
    const firstChunkEnds = 1 + 36 + 144 + Math.ceil((36 + 144) / 64);
    for (const [at, good] of [[3, 0], [4, 0], [6, 0], [20, 0], [60, 0], [firstChunkEnds - 1, 0], [firstChunkEnds + 9, inside(128)], [firstChunkEnds + 140, inside(128)]] as const) {
      const changed = Buffer.from(bodies[format]);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const found: Uint8Array[] = [];
      const reading = (async () => { for await (const piece of openUnfinished(key, format, given(changed.subarray(0, firstChunkEnds), changed.subarray(firstChunkEnds)))) found.push(Buffer.from(piece)); })();
      await expect(reading, String(at)).rejects.toMatchObject(damaged);
      expect(Buffer.concat(found)).toEqual(plain.subarray(0, good));
    }
  });
});

describe('the key for what is kept beside', () => {
  it('is derived from the body\'s and is another', () => {
    expect(Buffer.from(besideKey(key))).toEqual(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'kagibako beside an unfinished body', 32)));
    expect(Buffer.from(besideKey(key))).not.toEqual(Buffer.from(key));
  });
});
