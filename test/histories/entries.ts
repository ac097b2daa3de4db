// The entries of the ledger as a stranger to the program reads them: from their bytes alone.
import { z } from 'zod';

const parsed = z.object({
  index: z.number(), at: z.string(), act: z.string(), result: z.enum(['done', 'refused']), code: z.string().optional(),
  actor: z.union([z.object({ id: z.string() }), z.object({ system: z.literal(true) }), z.object({ strangers: z.literal(true) })]),
  municipality: z.string().optional(), engagement: z.string().optional(), transfer: z.string().optional(), contractor: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).default({}), texts: z.record(z.string(), z.string()).default({}),
});
export type Entry = z.infer<typeof parsed>;

/** Takes the bytes of an entry as they are hashed. */
export const readEntry = (bytes: unknown): Entry => parsed.parse(JSON.parse(String(bytes)));

/** Who did it: an account's id, `system` or `strangers`. */
export const actorOf = ({ actor }: Entry): string => ('id' in actor ? actor.id : 'system' in actor ? 'system' : 'strangers');
