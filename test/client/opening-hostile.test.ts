// Messages that the gateway never wrote, given to the recipient's side in place of its own.

import { createHash, randomBytes } from 'node:crypto';
import { createMessage, encrypt, encryptSessionKey, enums, type PartialConfig } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { openBody, openLock } from '../../client/opening.ts';
import { wholePacket } from '../../server/sealing/framing.ts';
import { generatePassword } from '../../server/sealing/password.ts';

const password = generatePassword(randomBytes);
const sessionKey = randomBytes(32);
const damaged = expect.objectContaining({ name: 'OpeningFailed', code: 'FILE_DAMAGED' }) as Error;
const refused = expect.objectContaining({ name: 'OpeningFailed' }) as Error;

async function bytesOf(made: Promise<unknown>): Promise<Uint8Array> {
  const bytes: unknown = await made;
  if (!(bytes instanceof Uint8Array)) throw new Error('bytes were expected');
  return bytes;
}

async function openWhole(body: Uint8Array, size: number, format: 'seipd1' | 'seipd2-gcm' = 'seipd1'): Promise<number> {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(body);
      controller.close();
    },
  });
  const file = { size, sha256: createHash('sha256').update(new Uint8Array(size)).digest('hex'), bodySha256: '' };
  let length = 0;
  for await (const piece of openBody(stream, { sessionKey, format, lockForm: 'both', file })) length += piece.length;
  return length;
}

const sealed = async (config: PartialConfig, content: Uint8Array): Promise<Uint8Array> =>
  bytesOf(encrypt({ message: await createMessage({ binary: content }), sessionKey: { data: sessionKey, algorithm: 'aes256' }, format: 'binary', config }));

describe('[H 42] a body that the gateway did not write', () => {
  it('is refused without integrity (SED, packet 9), in the form of GnuPG 2.4 only (packet 20), as plain literal, and as nothing', async () => {
    const literal = wholePacket(11, Buffer.concat([Buffer.from([0x62, 0, 0, 0, 0, 0]), new Uint8Array(100)]));
    for (const body of [wholePacket(9, randomBytes(200)), wholePacket(20, Buffer.concat([Buffer.from([1, 9, 2, 16]), randomBytes(200)])), literal, new Uint8Array(0)]) {
      await expect(openWhole(body, 100)).rejects.toThrow(damaged);
    }
  });

  it('of an unknown version, cipher or chunk size is refused', async () => {
    for (const head of [[3, 9, 3, 12], [2, 7, 3, 12], [2, 9, 9, 12], [2, 9, 3, 60]]) {
      await expect(openWhole(wholePacket(18, Buffer.concat([Buffer.from(head), randomBytes(300)])), 100, 'seipd2-gcm')).rejects.toThrow(damaged);
    }
  });

  it('that unpacks to more than the manifest says is stopped, not unpacked', async () => {
    const bomb = await sealed({ preferredCompressionAlgorithm: enums.compression.zlib }, new Uint8Array(200_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    await expect(openWhole(bomb, 1000)).rejects.toThrow(damaged);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});

describe('[H 42] a lock that the gateway did not write', () => {
  it('cannot ask for 1 TiB of memory (Argon2)', async () => {
    const argon2 = Buffer.concat([Buffer.from([4, 9, 4]), randomBytes(16), Buffer.from([1, 1, 30]), randomBytes(33)]);
    const started = performance.now();
    await expect(openLock(wholePacket(3, argon2), password, 'password')).rejects.toThrow(refused);
    await expect(openLock(new Uint8Array(Buffer.concat([wholePacket(3, argon2), wholePacket(18, randomBytes(100))])), password, 'both')).rejects.toThrow(refused);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is refused when it holds something else than one session-key packet and one sealed packet', async () => {
    const two = await bytesOf(encryptSessionKey({ data: sessionKey, algorithm: 'aes256', passwords: [password, generatePassword(randomBytes)], format: 'binary' }));
    for (const lock of [two, new Uint8Array(0), randomBytes(100), wholePacket(11, randomBytes(50))]) {
      await expect(openLock(lock, password, 'password')).rejects.toThrow(damaged);
      await expect(openLock(lock, password, 'both')).rejects.toThrow(damaged);
    }
  });

  it('under another cipher than AES-256 is not opened', async () => {
    const aes128 = await bytesOf(encryptSessionKey({ data: randomBytes(16), algorithm: 'aes128', passwords: password, format: 'binary' }));
    await expect(openLock(aes128, password, 'password')).rejects.toThrow(refused);
  });
});
