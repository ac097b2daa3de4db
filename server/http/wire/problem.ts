// What every refusal looks like on the wire: RFC 9457, with a stable code and a sentence in each language that says what to do.
import { z } from 'zod';

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.object({ ja: z.string(), en: z.string() }),
  /** What was expected and what came, where it can be said: field names, limits in bytes, times. Never a secret. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});
export type Problem = z.infer<typeof problem>;
