// When the gateway was last at work, beside the database: entries alone do not say, a quiet month has none. Kept for the next start, which compares its clock with it.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LastSeen {
  /** Milliseconds since 1970 UTC; null when nothing readable is there. */
  read(): Promise<number | null>;
  /** Keeps `now` (milliseconds), at most once in ten minutes. */
  note(now: number): Promise<void>;
}

const EVERY_MS = 10 * 60_000;

/** A torn or missing file counts as none: it is replaced by renaming, and only ever makes a start ask less. */
export function createLastSeen(folder: string): LastSeen {
  const file = join(folder, 'last-seen');
  let noted = Number.NEGATIVE_INFINITY;
  return {
    read: async () => {
      const at = Date.parse((await readFile(file, 'utf8').catch(() => '')).trim());
      return Number.isNaN(at) ? null : at;
    },
    note: async (now) => {
      if (now - noted < EVERY_MS) return;
      noted = now;
      await writeFile(`${file}.next`, `${new Date(now).toISOString()}\n`, { mode: 0o600 });
      await rename(`${file}.next`, file);
    },
  };
}
