// What a sender says of a file in Upload-Metadata (tus 1.0, "Creation"): pairs of a key and base64, read strictly; unknown keys are kept and told again, nothing else.
import { z } from 'zod';
import type { NewUpload } from '../../transfers/uploads/uploads.ts';
import { TransferRefused } from '../../transfers/refusal.ts';
import { HttpRefused } from '../refusal.ts';

const longest = 4096;
const known = z.object({
  depositId: z.string().regex(/^[0-9a-f]{1,64}$/), recipientId: z.string().regex(/^[0-9a-f]{1,64}$/).optional(), filename: z.string().max(1024),
  sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(), idempotencyKey: z.string().regex(/^[\x21-\x7e]{8,200}$/).optional(),
  lastModified: z.string().regex(/^\d{1,16}$/).transform(Number).pipe(z.int()).optional(),
});

/** `length` in bytes. Throws `HttpRefused` (TUS_REFUSED), `TransferRefused` (FILE_NAME_REFUSED for a name that is no UTF-8). */
export function readAnnounced(header: string | undefined, length: number): NewUpload {
  if (header === undefined || header.length > longest) throw refused();
  const pairs = new Map(header.split(',').map((pair) => {
    const [key = '', value = '', ...more] = pair.trim().split(' ');
    if (key === '' || more.length > 0) throw refused();
    return [key, value] as const;
  }));
  const read = known.safeParse(Object.fromEntries([...pairs].map(([key, value]) => [key, textOf(key, value)])));
  if (!read.success) throw refused();
  const { depositId, recipientId, filename, sha256, lastModified, idempotencyKey } = read.data;
  return { depositId, recipientId, length, name: filename, sha256: sha256 ?? null, lastModified: lastModified ?? null, metadata: header, key: idempotencyKey ?? null };
}

const refused = (): HttpRefused => new HttpRefused('TUS_REFUSED', { expected: 'Upload-Metadata: depositId, filename (recipientId, sha256, lastModified, idempotencyKey)' });

function textOf(key: string, value: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(value, 'base64'));
  } catch {
    if (key === 'filename') throw new TransferRefused('FILE_NAME_REFUSED');
    throw refused();
  }
}
