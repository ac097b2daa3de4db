import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { decrypt, readMessage } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBodySealer, type BodyFormat } from '../../server/sealing/body.ts';
import { openGpg, runProgram, type Gpg } from './gpg.ts';

const FORMATS: readonly BodyFormat[] = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'];
const SIZES = [0, 1, 511, 512, 65_535, 65_536, 65_537, 131_066, 131_072, 131_073, 262_138, 262_144, 262_145, 5_000_000];

function seal(plain: Uint8Array, key: Uint8Array, format: BodyFormat, cuts: readonly number[] = []): Uint8Array {
  const sealer = createBodySealer(key, format, randomBytes);
  const edges = [0, ...cuts.map((cut) => cut % (plain.length + 1)).sort((a, b) => a - b), plain.length];
  const pieces = edges.slice(1).flatMap((end, i) => sealer.update(plain.subarray(edges[i], end)));
  return new Uint8Array(Buffer.concat([...pieces, ...sealer.final()]));
}

async function openStrictly(body: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const message = await readMessage({ binaryMessage: body });
  const opened: { data: unknown } = await decrypt({ message, sessionKeys: { data: key, algorithm: 'aes256' }, format: 'binary' });
  if (!(opened.data instanceof Uint8Array)) throw new Error('expected bytes');
  return opened.data;
}

describe.each(FORMATS)('a body in %s', (format) => {
  it.each(SIZES)('of %i bytes is read back by OpenPGP.js', async (size) => {
    const key = randomBytes(32);
    const plain = randomBytes(size);
    const opened = await openStrictly(seal(plain, key, format), key);
    expect(Buffer.compare(opened, plain)).toBe(0);
  });

  it('reads back however the upload was cut, and its size does not depend on the cuts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.array(fc.nat(), { maxLength: 8 }), async (plain, cuts) => {
        const key = randomBytes(32);
        const body = seal(plain, key, format, cuts);
        expect(body.length).toBe(seal(plain, key, format).length);
        expect(Buffer.compare(await openStrictly(body, key), plain)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('[H 42] is refused when any one byte was changed, or its end is missing [ASVS 11.3.3]', async () => {
    const key = randomBytes(32);
    const body = seal(randomBytes(300), key, format);
    for (let place = 0; place < body.length; place += 1) {
      const tampered = Uint8Array.from(body);
      tampered[place] = (tampered[place] ?? 0) ^ 1;
      await expect(openStrictly(tampered, key), `byte ${place}`).rejects.toThrow();
    }
    for (const length of [body.length - 1, body.length - 20, body.length - 100]) {
      await expect(openStrictly(body.subarray(0, length), key)).rejects.toThrow();
    }
  });

  it('is never the same twice, and holds no plaintext [ASVS 11.3.4]', () => {
    const key = randomBytes(32);
    const plain = Buffer.from('介護保険料 納入通知書 '.repeat(40_000));
    const first = Buffer.from(seal(plain, key, format));
    expect(first.equals(seal(plain, key, format))).toBe(false);
    expect(first.includes('介護保険料')).toBe(false);
  });

  it('takes nothing after its end, and no key of another size', () => {
    const sealer = createBodySealer(randomBytes(32), format, randomBytes);
    sealer.final();
    expect(() => sealer.update(new Uint8Array(1))).toThrow(expect.objectContaining({ code: 'BODY_CLOSED' }));
    expect(() => sealer.final()).toThrow(expect.objectContaining({ code: 'BODY_CLOSED' }));
    expect(() => createBodySealer(randomBytes(16), format, randomBytes)).toThrow(expect.objectContaining({ code: 'KEY_SIZE' }));
  });
});

it('[H 42] a seipd2 body is refused when whole chunks are cut off or exchanged', async () => {
  const key = randomBytes(32);
  const plain = randomBytes(3 * 2 ** 18 - 100);
  for (const format of ['seipd2-gcm', 'seipd2-ocb'] as const) {
    const body = seal(plain, key, format);
    const middle = Uint8Array.from(body);
    middle.copyWithin(40_000, 40_000 + 2 ** 18 + 16, 40_000 + 2 ** 18 + 16 + 1000);
    await expect(openStrictly(middle, key)).rejects.toThrow();
  }
});

describe('foreign programs', () => {
  let gpg: Gpg;
  let folder: string;
  beforeAll(async () => {
    gpg = await openGpg();
    folder = await mkdtemp(join(tmpdir(), 'kagibako-body-'));
  });
  afterAll(async () => {
    await gpg.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(SIZES)('GnuPG reads a seipd1 body of %i bytes with the session key', async (size) => {
    const key = randomBytes(32);
    const plain = randomBytes(size);
    const file = join(folder, `g${size}`);
    await writeFile(`${file}.body`, seal(plain, key, 'seipd1'));
    const ran = await gpg.run(['--override-session-key', `9:${key.toString('hex').toUpperCase()}`, '-o', file, '-d', `${file}.body`]);
    expect(ran.stderr).not.toMatch(/WARNING: (?!multiple)/);
    expect(ran.code).toBe(0);
    expect(Buffer.compare(await readFile(file), plain)).toBe(0);
  });

  it.each([0, 1, 512, 131_072, 5_000_000])('sq reads a seipd1 body of %i bytes with the session key', async (size) => {
    const key = randomBytes(32);
    const plain = randomBytes(size);
    const file = join(folder, `s${size}`);
    await writeFile(`${file}.body`, seal(plain, key, 'seipd1'));
    const ran = await runProgram('sq', ['decrypt', '--session-key', key.toString('hex').toUpperCase(), '-o', file, `${file}.body`]);
    expect(ran.stderr).not.toMatch(/rror/);
    expect(ran.code).toBe(0);
    expect(Buffer.compare(await readFile(file), plain)).toBe(0);
  });
});
