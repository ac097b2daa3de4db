// What can be read back of a body that was cut off: a true beginning, and never further behind than `heldBackBytes`.
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createBodySealer } from '../../server/sealing/body.ts';
import { heldBackBytes, type BodyFormat } from '../../server/sealing/formats.ts';
import { openUnfinished } from '../../server/sealing/unfinished.ts';

const formats: readonly BodyFormat[] = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'];
const key = randomBytes(32);
const plain = randomBytes(3 * 1024 * 1024);

/** The pieces that a sealer gives for the first `count` bytes, without its end. */
function sealed(format: BodyFormat, count: number, step = 200_000): Buffer {
  const sealer = createBodySealer(key, format, randomBytes);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < count; at += step) pieces.push(...sealer.update(plain.subarray(at, Math.min(at + step, count))));
  return Buffer.concat(pieces);
}

async function read(format: BodyFormat, bytes: Buffer, step = 99_991): Promise<Buffer> {
  const chunks = (function* () {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  })();
  const read: Uint8Array[] = [];
  for await (const piece of openUnfinished(key, format, Readable.from(chunks))) read.push(Buffer.from(piece));
  return Buffer.concat(read);
}

describe.each(formats)('an unfinished body, %s', (format) => {
  it('gives back a beginning of the plaintext, at most the held-back bytes short of what was sealed', async () => {
    for (const count of [0, 1, 1000, 131_072, 131_073, 262_144, 262_145, 524_288, 655_360, 786_433, 1_048_576, 1_500_001, plain.length]) {
      const found = await read(format, sealed(format, count));
      expect(count - found.length).toBeLessThanOrEqual(heldBackBytes);
      expect(found.equals(plain.subarray(0, found.length))).toBe(true);
    }
  });

  it('gives a true beginning wherever the disk stopped', async () => {
    const whole = sealed(format, plain.length);
    let before = 0;
    for (let cut = 1; cut < whole.length; cut += 40_009) {
      const found = await read(format, whole.subarray(0, cut));
      expect(found.length).toBeGreaterThanOrEqual(before);
      expect(createHash('sha256').update(found).digest('hex')).toBe(createHash('sha256').update(plain.subarray(0, found.length)).digest('hex'));
      before = found.length;
    }
    expect(before).toBeGreaterThan(2 * 1024 * 1024);
  });

  it('refuses what is no beginning of such a body', async () => {
    await expect(read(format, randomBytes(4).fill(7))).rejects.toMatchObject({ code: 'PART_DAMAGED' });
    if (format === 'seipd1') return;
    const changed = sealed(format, plain.length);
    changed.writeUInt8((changed[700_000] ?? 0) ^ 1, 700_000);
    await expect(read(format, changed)).rejects.toMatchObject({ code: 'PART_DAMAGED' });
  });
});
