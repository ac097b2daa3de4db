import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  makeKeyPair,
  openBody,
  OpeningFailed,
  openLock,
  openSessionKey,
  unlockPrivateKey,
  type BodyOpening,
  type KeyPair,
  type OpenedLock,
  type UnlockedKey,
} from '../../client/opening.ts';
import { createBodySealer, type BodyFormat } from '../../server/sealing/body.ts';
import { inspectCertificate } from '../../server/sealing/certificate.ts';
import { sealLock } from '../../server/sealing/lock.ts';
import { generatePassword, groups } from '../../server/sealing/password.ts';
import { newSessionKey, sessionKeyPackets } from '../../server/sealing/session-key.ts';

const FORMATS: readonly BodyFormat[] = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'];
const PASSPHRASE = '鍵のファイルのための長い言葉';
const plain = randomBytes(900_000);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const failing = (code: string, group: number | null = null): Error => expect.objectContaining({ name: 'OpeningFailed', code, group }) as Error;

let pair: KeyPair;
let key: UnlockedKey;
let certificate: Uint8Array;
beforeAll(async () => {
  pair = await makeKeyPair({ name: '田中 誠', passphrase: PASSPHRASE });
  key = await unlockPrivateKey(pair.privateKey, PASSPHRASE);
  certificate = (await inspectCertificate(new Uint8Array(Buffer.from(pair.certificate)), { now: new Date() })).binary;
});

function sealBody(sessionKey: Uint8Array, format: BodyFormat, content: Uint8Array = plain): Uint8Array {
  const sealer = createBodySealer(sessionKey, format, randomBytes);
  return new Uint8Array(Buffer.concat([...sealer.update(content), ...sealer.final()]));
}

/** A source as the network gives it: in chunks, perhaps breaking with an error after `breakAfter` bytes. */
function source(bytes: Uint8Array, size = 10_000, breakAfter = Infinity): { stream: ReadableStream<Uint8Array>; cancelled: () => boolean } {
  let offset = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (offset >= breakAfter) controller.error(new TypeError('network error'));
      else if (offset >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(offset, (offset += size)));
    },
    cancel() {
      cancelled = true;
    },
  });
  return { stream, cancelled: () => cancelled };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

function opening(sessionKey: Uint8Array, format: BodyFormat, body: Uint8Array, lockForm: 'both' | 'password' = 'both', content: Uint8Array = plain): BodyOpening {
  return { sessionKey, format, lockForm, file: { size: content.length, sha256: sha256(content), bodySha256: sha256(body) } };
}

function packetsOf(lock: OpenedLock): Uint8Array {
  if (lock.form !== 'both') throw new Error('a lock of both was expected');
  return lock.packets;
}

describe.each(FORMATS)('a transfer sealed in %s under both', (format) => {
  const password = generatePassword(randomBytes);
  const sessionKey = newSessionKey(randomBytes);
  const body = sealBody(sessionKey, format);
  let lock: Uint8Array;
  beforeAll(async () => {
    const other = await makeKeyPair({ name: '高橋 健', passphrase: PASSPHRASE });
    const second = (await inspectCertificate(new Uint8Array(Buffer.from(other.certificate)), { now: new Date() })).binary;
    lock = await sealLock({ form: 'both', waiting: await sessionKeyPackets(sessionKey, format, [second, certificate]), password });
  });

  it('opens with the password as typed from paper and the private key', async () => {
    const opened = await openLock(lock, groups(password).join(' ').toLowerCase(), 'both', sha256(lock));
    const found = await openSessionKey(packetsOf(opened), key);
    expect(Buffer.compare(found, sessionKey)).toBe(0);
    expect(plain.equals(await readAll(openBody(source(body).stream, opening(found, format, body))))).toBe(true);
  });

  it('opens whatever the chunks of the network', async () => {
    const small = randomBytes(3000);
    const sealed = sealBody(sessionKey, format, small);
    for (const size of [1, 7, 512, 100_000]) {
      expect(small.equals(await readAll(openBody(source(sealed, size).stream, opening(sessionKey, format, sealed, 'both', small))))).toBe(true);
    }
  });

  it('does not open by the private key alone, nor by the password alone', async () => {
    await expect(openSessionKey(lock, key)).rejects.toThrow(OpeningFailed);
    const stranger = await unlockPrivateKey((await makeKeyPair({ name: 'x', passphrase: PASSPHRASE })).privateKey, PASSPHRASE);
    const opened = await openLock(lock, password, 'both');
    await expect(openSessionKey(packetsOf(opened), stranger)).rejects.toThrow(failing('KEY_WRONG'));
    expect(Buffer.from(packetsOf(opened)).includes(Buffer.from(sessionKey))).toBe(false);
  });

  it('[H 42] gives no good end for a body that was changed, cut, or sealed for another transfer', async () => {
    for (const place of [0, 1, 8, 30, 131_095, 300_000, body.length - 1]) {
      const tampered = Uint8Array.from(body);
      tampered[place] = (tampered[place] ?? 0) ^ 1;
      const { stream, cancelled } = source(tampered);
      await expect(readAll(openBody(stream, opening(sessionKey, format, body))), `byte ${place}`).rejects.toThrow(failing('FILE_DAMAGED'));
      expect(typeof cancelled()).toBe('boolean');
    }
    for (const length of [0, 1, 40, 500_000, body.length - 1]) {
      await expect(readAll(openBody(source(body.subarray(0, length)).stream, opening(sessionKey, format, body)))).rejects.toThrow(failing('FILE_DAMAGED'));
    }
    const foreign = sealBody(newSessionKey(randomBytes), format);
    await expect(readAll(openBody(source(foreign).stream, opening(sessionKey, format, body)))).rejects.toThrow(failing('FILE_DAMAGED'));
  });

  it('[H 42] gives no good end for plaintext other than the signed manifest says, though the body is whole [ASVS 11.3.3]', async () => {
    const longer = sealBody(sessionKey, format, Buffer.concat([plain, Buffer.from('x')]));
    const other = sealBody(sessionKey, format, randomBytes(plain.length));
    for (const swapped of [longer, other]) {
      await expect(readAll(openBody(source(swapped).stream, opening(sessionKey, format, body)))).rejects.toThrow(failing('FILE_DAMAGED'));
    }
  });

  it('refuses a body of another format than the manifest names', async () => {
    const otherFormat = format === 'seipd1' ? 'seipd2-gcm' : 'seipd1';
    const downgraded = sealBody(sessionKey, otherFormat);
    const { stream, cancelled } = source(downgraded);
    await expect(readAll(openBody(stream, opening(sessionKey, format, body)))).rejects.toThrow(failing('FILE_DAMAGED'));
    expect(cancelled()).toBe(true);
  });

  it('tells a broken line from a damaged file: the source’s own error comes through', async () => {
    for (const after of [0, 10_000, 400_000]) {
      await expect(readAll(openBody(source(body, 10_000, after).stream, opening(sessionKey, format, body)))).rejects.toThrow('network error');
    }
  });

  it('lets go of a source that fell silent when the reader stops waiting', async () => {
    let cancelled = false;
    const silent = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(body.slice(0, 200_000));
      },
      cancel() {
        cancelled = true;
      },
    });
    const stream = openBody(silent, opening(sessionKey, format, body));
    const reader = stream.getReader();
    const reading = (async () => {
      for (let step = await reader.read(); !step.done; step = await reader.read());
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await reader.cancel();
    await reading;
    expect(cancelled).toBe(true);
  });

  it('lets go of the source when the reader stops', async () => {
    const { stream, cancelled } = source(body);
    const reader = openBody(stream, opening(sessionKey, format, body)).getReader();
    await reader.read();
    await reader.cancel();
    expect(cancelled()).toBe(true);
    const unread = source(body);
    await openBody(unread.stream, opening(sessionKey, format, body)).cancel();
    expect(unread.cancelled()).toBe(true);
  });
});

it('[H 42] a changed length inside a seipd1 packet ends in FILE_DAMAGED, though OpenPGP.js itself stands still on it', async () => {
  const sessionKey = newSessionKey(randomBytes);
  const body = sealBody(sessionKey, 'seipd1');
  // The tag and the first length of the literal packet, and its second length, found by the framing of FORMAT.md.
  for (const place of [21, 22, 131_096]) {
    for (const change of [1, 2, 0x10, 0xff]) {
      const tampered = Uint8Array.from(body);
      tampered[place] = (tampered[place] ?? 0) ^ change;
      await expect(readAll(openBody(source(tampered).stream, opening(sessionKey, 'seipd1', body))), `byte ${place}`).rejects.toThrow(failing('FILE_DAMAGED'));
    }
  }
});

describe('a transfer under the password only', () => {
  const password = generatePassword(randomBytes);
  const sessionKey = newSessionKey(randomBytes);
  const body = sealBody(sessionKey, 'seipd1');

  it('opens with the password', async () => {
    const opened = await openLock(await sealLock({ form: 'password', waiting: sessionKey, password }), password, 'password');
    if (opened.form !== 'password') throw new Error('the password form was expected');
    expect(plain.equals(await readAll(openBody(source(body).stream, opening(opened.sessionKey, 'seipd1', body, 'password'))))).toBe(true);
  });

  it('says of a wrong password that it is wrong, at the lock or at the body, and of a damaged body that it is damaged', async () => {
    const wrong = opening(randomBytes(32), 'seipd1', body, 'password');
    await expect(readAll(openBody(source(body).stream, wrong))).rejects.toThrow(failing('PASSWORD_WRONG'));
    for (const place of [2, 5, 25, 100, body.length - 5]) {
      const tampered = Uint8Array.from(body);
      tampered[place] = (tampered[place] ?? 0) ^ 1;
      await expect(readAll(openBody(source(tampered).stream, opening(sessionKey, 'seipd1', body, 'password')))).rejects.toThrow(failing('FILE_DAMAGED'));
    }
    const lock = await sealLock({ form: 'password', waiting: sessionKey, password });
    for (let i = 0; i < 20; i += 1) {
      const outcome: unknown = await openLock(lock, generatePassword(randomBytes), 'password').catch((error: unknown) => error);
      if (outcome instanceof OpeningFailed) expect(outcome.code).toBe('PASSWORD_WRONG');
    }
  });
});
