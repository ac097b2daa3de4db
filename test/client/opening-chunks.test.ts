// Bodies sealed in chunks, opened past the library: whatever their size and however they arrive, and never to a good end when anything of them was changed.
import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createMessage, encrypt, enums } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { openBody } from '../../client/opening.ts';
import { createBodySealer } from '../../server/sealing/body.ts';

const chunk = 256 * 1024;
const part = 128 * 1024;
/** Six octets of the literal packet and its lengths stand before the content. */
const sizes = [0, 1, part - 7, part - 6, part - 5, part, chunk - 10, chunk - 9, chunk - 8, chunk - 7, chunk - 6, chunk, 2 * chunk - 12, 2 * chunk - 11, 2 * chunk - 10, 2 * chunk - 9, 3 * chunk + 12_345];
const sessionKey = randomBytes(32);
const damaged = expect.objectContaining({ name: 'OpeningFailed', code: 'FILE_DAMAGED' }) as Error;

function sealed(plain: Uint8Array): Buffer {
  const sealer = createBodySealer(sessionKey, 'seipd2-gcm', randomBytes);
  return Buffer.concat([...sealer.update(plain), ...sealer.final()]);
}

/** Opens what arrives in pieces of these lengths, over and over. */
async function opened(body: Uint8Array, plain: Uint8Array, lengths: readonly number[] = [65_536]): Promise<Buffer> {
  let [at, turn] = [0, 0];
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const length = Math.max(1, lengths[turn % lengths.length] ?? 1);
      turn += 1;
      if (at >= body.length) controller.close();
      else controller.enqueue(body.slice(at, at + length));
      at += length;
    },
  });
  const file = { size: plain.length, sha256: createHash('sha256').update(plain).digest('hex'), bodySha256: '' };
  const pieces: Uint8Array[] = [];
  for await (const piece of openBody(stream, { sessionKey, format: 'seipd2-gcm', lockForm: 'both', file })) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a body sealed in chunks', () => {
  it.each(sizes)('of %i bytes comes back as it was', async (size) => {
    const plain = randomBytes(size);
    expect((await opened(sealed(plain), plain)).equals(plain)).toBe(true);
  });

  it('comes back however it arrives', async () => {
    const plain = randomBytes(2 * chunk + 99);
    const body = sealed(plain);
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1000, max: 400_000 })), { minLength: 3, maxLength: 9 }), async (lengths) => {
      expect((await opened(body, plain, [...lengths, 50_000])).equals(plain)).toBe(true);
    }), { numRuns: 40 });
  });

  it('of another program and other sizes of chunks comes back too', async () => {
    const plain = randomBytes(300_000);
    for (const aeadChunkSizeByte of [0, 4, 12, 16]) {
      const config = { aeadProtect: true, preferredAEADAlgorithm: enums.aead.gcm, aeadChunkSizeByte, preferredCompressionAlgorithm: enums.compression.uncompressed };
      const made: unknown = await encrypt({ message: await createMessage({ binary: plain, date: new Date(0) }), sessionKey: { data: sessionKey, algorithm: 'aes256', aeadAlgorithm: 'gcm' }, format: 'binary', config });
      if (!(made instanceof Uint8Array)) throw new Error('expected bytes');
      expect((await opened(made, plain)).equals(plain)).toBe(true);
    }
  });

  it('has no good end when an octet of it is another, wherever it lies [H 42]', async () => {
    const plain = randomBytes(chunk + 40_000);
    const body = sealed(plain);
    const places = [...Array.from({ length: 60 }, (_, at) => at), part + 5, part + 6, chunk, chunk + 60, body.length - 33, body.length - 17, body.length - 16, body.length - 1];
    for (const place of places) {
      const changed = Buffer.from(body);
      changed.writeUInt8((changed[place] ?? 0) ^ 1, place);
      await expect(opened(changed, plain), `octet ${String(place)}`).rejects.toThrow(damaged);
    }
  });

  it('has no good end when it is cut, gone on with, or its chunks change places [H 42]', async () => {
    const plain = randomBytes(3 * chunk);
    const body = sealed(plain);
    for (const end of [0, 1, 2, 5, 6, 40, 41, part, part + 6, chunk, 2 * chunk + 100, body.length - 33, body.length - 16, body.length - 1]) await expect(opened(body.subarray(0, end), plain), `cut at ${String(end)}`).rejects.toThrow(damaged);
    await expect(opened(Buffer.concat([body, Buffer.of(0)]), plain)).rejects.toThrow(damaged);
    await expect(opened(Buffer.concat([body, body]), plain)).rejects.toThrow(damaged);
    // In the content of the packet, without its lengths, a chunk with its tag is so long; the header and the salt come before.
    const content = Buffer.concat(partsOf(body));
    const one = chunk + 16;
    const swapped = Buffer.concat([content.subarray(0, 36), content.subarray(36 + one, 36 + 2 * one), content.subarray(36, 36 + one), content.subarray(36 + 2 * one)]);
    await expect(opened(whole(swapped), plain)).rejects.toThrow(damaged);
    const without = Buffer.concat([content.subarray(0, 36 + one), content.subarray(36 + 2 * one)]);
    await expect(opened(whole(without), plain)).rejects.toThrow(damaged);
    expect((await opened(whole(content), plain)).equals(plain)).toBe(true);
  });
});

/** The content of a packet in partial lengths, as the gateway writes them. */
function partsOf(body: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let at = 1;
  while (body[at] === 0xf1) {
    parts.push(body.subarray(at + 1, at + 1 + part));
    at += 1 + part;
  }
  const octets = (body[at] ?? 0) < 192 ? 1 : (body[at] ?? 0) < 224 ? 2 : 5;
  return [...parts, body.subarray(at + octets)];
}

/** One packet of one definite length. */
function whole(content: Buffer): Buffer {
  const head = Buffer.from([0xd2, 0xff, 0, 0, 0, 0]);
  head.writeUInt32BE(content.length, 2);
  return Buffer.concat([head, content]);
}
