// What a program remembers of uploads that it began, so that a later run goes on with them: their addresses and what their files looked like, no secret.
// Each change is a whole new file under the old name: after a crash either the old or the new one stands there. Readable by its owner alone.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hasCode, writeDurably } from './durable.ts';

const begun = z.strictObject({ address: z.string(), size: z.int(), mtimeMs: z.number(), sha256: z.string() });
export type Begun = z.infer<typeof begun>;
const memory = z.record(z.string(), begun);

export interface UploadMemory {
  get(key: string): Begun | undefined;
  put(key: string, upload: Begun): Promise<void>;
  forget(key: string): Promise<void>;
}

/** Opens the memory at `path`; none there is an empty one. Throws for a file that is no memory: it was not written by this program. */
export async function openUploadMemory(path: string): Promise<UploadMemory> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '{}';
    throw error;
  });
  const held = new Map(Object.entries(memory.parse(JSON.parse(text))));
  let writing: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    writing = writing.catch(() => undefined).then(() => writeDurably(path, JSON.stringify(Object.fromEntries(held))));
    return writing;
  };
  return {
    get: (key) => held.get(key),
    put: (key, upload) => {
      held.set(key, upload);
      return save();
    },
    forget: (key) => (held.delete(key) ? save() : Promise.resolve()),
  };
}
