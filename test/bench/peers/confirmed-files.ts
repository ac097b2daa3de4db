// What the disk alone takes: small files written one by one, each confirmed (fsync) by itself, eight at once, and nothing else done to them.
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { timed } from './openssh.ts';

const lanes = 8;

/** Writes `count` files of these bytes into a folder of its own and removes them again. Returns the seconds until the last was confirmed, its name too. */
export async function confirmedFiles(folder: string, count: number, bytes: Uint8Array): Promise<number> {
  const place = join(folder, 'confirmed');
  await mkdir(place);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next; at < count; at = next) {
      next += 1;
      const file = await open(join(place, String(at)), 'wx', 0o600);
      await file.write(bytes);
      await file.sync();
      await file.close();
    }
  };
  const seconds = await timed(async () => {
    await Promise.all(Array.from({ length: lanes }, lane));
    const names = await open(place);
    await names.sync();
    await names.close();
  });
  await rm(place, { recursive: true });
  return seconds;
}
