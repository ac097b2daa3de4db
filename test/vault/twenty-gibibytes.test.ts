// Sizes beyond what 32 bits hold, on a file with a hole in it: it takes neither room nor time.
import type { Request } from 'express';
import { open, truncate } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { readRange } from '../../server/http/send-body.ts';
import { arrived, cutOff, isWhole, nothing, resumedAt } from '../../server/transfers/delivered.ts';
import { openRoom, type Room } from './room.ts';

const GIB = 2 ** 30;
const size = 20 * GIB;

describe('a body of 20 GiB', () => {
  let room: Room;
  let id: string;
  beforeAll(async () => {
    room = await openRoom();
    ({ id } = await room.store(Buffer.from('begins')));
    await truncate(room.bodyPath(id), size);
    const file = await open(room.bodyPath(id), 'r+');
    for (const at of [4 * GIB - 3, size - 6]) await file.write(Buffer.from('marked'), 0, 6, at);
    await file.close();
  });
  afterAll(() => room.remove());

  const read = async (start: number, end: number): Promise<string> => {
    const pieces: Buffer[] = [];
    for await (const piece of room.vault.readBody(id, { start, end })) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString();
  };

  it('is read across 4 GiB and at its last byte, and not one beyond [ASVS 1.4.2]', async () => {
    expect(await room.vault.bodySize(id)).toBe(size);
    expect(await read(4 * GIB - 3, 4 * GIB + 2)).toBe('marked');
    expect(await read(size - 6, size - 1)).toBe('marked');
    await expect(read(size - 6, size)).rejects.toMatchObject({ code: 'BAD_RANGE' });
  });

  it('is asked for by ranges of any place in it', () => {
    const asked = (range: string) => readRange({ headers: { range } } as unknown as Request, '"e"', size);
    expect(asked('bytes=21474836474-21474836479')).toEqual({ start: size - 6, end: size - 1 });
    expect(asked('bytes=4294967296-')).toEqual({ start: 4 * GIB, end: null });
    expect(asked('bytes=-4294967297')).toEqual({ start: size - 4 * GIB - 1, end: null });
  });

  it('is whole when what came in pieces adds up, to the byte', () => {
    const almost = arrived(cutOff(nothing, [0, 5 * GIB]), [5 * GIB + 1, size]);
    expect(isWhole(resumedAt(almost, 5 * GIB), size)).toBe(false);
    expect(isWhole(arrived(resumedAt(almost, 5 * GIB), [5 * GIB, 5 * GIB + 1]), size)).toBe(true);
  });

  it('is what a gateway takes without being told otherwise', () => {
    expect(readSettings({}).maxFileBytes).toBe(size);
  });
});
