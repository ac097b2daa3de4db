// What of a draft's files has begun to arrive and is not whole yet, on the wire: enough to choose the same file again and to go on.
import { z } from 'zod';
import { id, instant } from './words.ts';

/** Where uploads in parts (tus 1.0) are begun; each has its address below it. */
export const uploadsPath = '/api/uploads';

export const unfinishedView = z.object({
  /** Its address is /api/uploads/:id. */
  id, name: z.string(), size: z.int(),
  /** Bytes that have arrived for good. */
  offset: z.int(),
  /** When the file was changed last, as its sender's computer said, in milliseconds; null where it did not say. */
  lastModified: z.int().nullable(),
  /** For whom alone it is; null for all recipients. */
  recipientId: id.nullable(),
  /** Until when it is kept. */
  until: instant,
});
export type UnfinishedView = z.infer<typeof unfinishedView>;
