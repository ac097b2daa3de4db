// A body while it grows: what a checkpoint promises, what goes past the page cache and what does not, and who sums.

import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRoom, sha256, type Room } from './room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.remove());

it('what a checkpoint tells of is in the file, and what follows it joins without a seam, wherever it was cut', async () => {
  const bytes = randomBytes(4_000_000);
  const writer = await room.vault.writeBody();
  let from = 0;
  for (const to of [1, 30_000, 40_000, 524_288, 524_289, 1_300_000, 3_999_999]) {
    await writer.write(bytes.subarray(from, to));
    const part = await writer.checkpoint();
    expect(part).toMatchObject({ size: to, sha256: sha256(bytes.subarray(0, to)) });
    expect(Buffer.compare(await readFile(join(room.folder, 'incoming', part.id)), bytes.subarray(0, to))).toBe(0);
    from = to;
  }
  await writer.write(bytes.subarray(from));
  const stored = await writer.commit();
  expect(stored).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
  expect(sha256(await buffer(room.vault.readBody(stored.id)))).toBe(sha256(bytes));
});

it('the sum may be that of a caller who sees the bytes anyway', async () => {
  const hash = createHash('sha256');
  const writer = await room.vault.writeBody({ update: () => undefined, sum: () => Promise.resolve(hash.copy().digest('hex')) });
  const bytes = randomBytes(2_000_000);
  hash.update(bytes);
  await writer.write(bytes);
  expect(await writer.commit()).toMatchObject({ size: bytes.length, sha256: sha256(bytes) });
});
