// Reads back what a pipeline has sealed so far and not finished: decrypted in memory, chunk by chunk. Plaintext never touches the disk on the way.
import { createHash } from 'node:crypto';
import type { BodyFormat } from '../sealing/formats.ts';
import { openUnfinished } from '../sealing/unfinished.ts';
import type { BodyPart, Vault } from '../vault/vault.ts';

/** The key and format of the lane, what a checkpoint told of it, and the newest bytes before `offset`. */
export interface ReadBack { readonly sessionKey: Uint8Array; readonly format: BodyFormat; readonly part: BodyPart | null; readonly newest: Uint8Array; readonly offset: number }

/** Hands on the first `offset` bytes of the file, in order. Returns false where what lies there is not what was sealed: what was handed on is then worth nothing. Throws `SealingFailed`, `VaultFailed`, and what `take` throws. */
export async function readBack(vault: Pick<Vault, 'readPart'>, { sessionKey, format, part, newest, offset }: ReadBack, take: (plain: Uint8Array) => Promise<void>): Promise<boolean> {
  const hash = createHash('sha256');
  let read = 0;
  if (part !== null && part.size > 0) {
    for await (const plain of openUnfinished(sessionKey, format, hashed(vault.readPart(part.id, part.size), hash))) {
      read += plain.length;
      await take(plain);
    }
  }
  // seipd1 shows a change only at its end, which this body does not have.
  if (part !== null && hash.digest('hex') !== part.sha256) return false;
  const missing = offset - read;
  if (missing < 0 || missing > newest.length) return false;
  if (missing > 0) await take(newest.subarray(newest.length - missing));
  return true;
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
