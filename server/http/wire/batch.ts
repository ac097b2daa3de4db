// Many small files in one request, on the wire: four bytes (the length of the head, big-endian), the head as JSON, then the bytes of the files one after another
// in the head's order. The answer tells of each file by itself: one that is refused takes no other with it.
import { z } from 'zod';
import { BATCH_FILE_BYTES, BATCH_FILES } from './batch-limits.ts';
import { problem } from './problem.ts';
import { id, sha256 } from './words.ts';

export const batchHead = z.strictObject({
  files: z.array(z.strictObject({
    name: z.string().max(1024), size: z.int().min(0).max(BATCH_FILE_BYTES),
    /** Of the file: what came is held against it. */
    sha256: sha256.optional(),
    /** The sender's own, the same whenever this very file is sent into this draft again: then it is there once. */
    key: z.string().regex(/^[\x21-\x7e]{8,200}$/),
  })).min(1).max(BATCH_FILES),
});
export type BatchHead = z.infer<typeof batchHead>;

/** In the order of the head: what the draft holds now, or why the file was refused. */
export const batchView = z.object({ id, files: z.array(z.object({ kept: z.object({ uploadId: id, size: z.int(), sha256 }).nullable(), refused: problem.nullable() })) });
export type BatchView = z.infer<typeof batchView>;
