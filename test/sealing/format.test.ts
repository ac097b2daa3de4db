import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLock } from '../../client/opening.ts';
import { createBodySealer } from '../../server/sealing/body.ts';
import { readTyped } from '../../server/sealing/password.ts';
import { decrypt, readMessage } from 'openpgp';

let page: string;
let lock: Uint8Array;
let body: Uint8Array;
beforeAll(async () => {
  page = await readFile(new URL('../../server/sealing/FORMAT.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/(?:^ {4}(?:[0-9a-f]{2} ?)+\n)+/gm)].map(([block]) => new Uint8Array(Buffer.from(block.replace(/\s/g, ''), 'hex')));
  lock = blocks[0] ?? new Uint8Array(0);
  body = blocks[1] ?? new Uint8Array(0);
});

describe('FORMAT.md', () => {
  it('opens with an example that opens: by our own reader and as an ordinary message', async () => {
    const typed = readTyped(/Password `([^`]+)`/.exec(page)?.[1] ?? '');
    if (!typed.ok) throw new Error('the page has no password');
    const opened = await openLock(lock, typed.password, 'password');
    expect(opened.form).toBe('password');
    const message = await readMessage({ binaryMessage: new Uint8Array(Buffer.concat([lock, body])) });
    const read: { data: unknown } = await decrypt({ message, passwords: typed.password });
    expect(read.data).toBe('鍵箱\n');
  });

  it('tells the truth of lengths: partial lengths of 128 KiB, and a size that follows from the file', () => {
    const sealer = createBodySealer(randomBytes(32), 'seipd1', randomBytes);
    const sealed = Buffer.concat([...sealer.update(new Uint8Array(300_000)), ...sealer.final()]);
    expect([sealed[0], sealed[1], sealed[2 + 131_072]]).toEqual([0xd2, 0xe0 | 17, 0xe0 | 17]);
    expect(body.slice(0, 3)).toEqual(Uint8Array.of(0xd2, body.length - 2, 1));
  });
});
