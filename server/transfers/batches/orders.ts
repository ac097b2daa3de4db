// What the gateway asks of a thread that seals many small files, and what the thread answers. One order, one crossing each way: the plain files change hands,
// and what comes back is what the vault holds of them by then.
import { SealingFailed } from '../../sealing/failure.ts';
import type { BodyFormat } from '../../sealing/formats.ts';
import type { Trouble } from '../../vault/write-together.ts';

/** A body to be: `file` of the order's files, under the key of one of its transfers. */
export interface BodyOrder { readonly file: number; readonly key: number; readonly start: Uint8Array; readonly incoming: string; readonly path: string }

export interface BatchOrder {
  /** Plain; overwritten by the thread. */
  readonly files: readonly Uint8Array<ArrayBuffer>[];
  readonly keys: readonly { readonly bytes: Uint8Array; readonly format: BodyFormat }[];
  readonly bodies: readonly BodyOrder[];
}

/** For each body its size in bytes and its SHA-256 (lower-case hexadecimal). */
export interface BatchAnswer { readonly trouble: Trouble | null; readonly bodies: readonly { readonly size: number; readonly sha256: string }[] }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isBody = (value: unknown): value is BatchAnswer['bodies'][number] => isObject(value) && typeof value['size'] === 'number' && typeof value['sha256'] === 'string';
const isTrouble = (value: unknown): value is Trouble => isObject(value) && ['write', 'confirm', 'name'].includes(String(value['stage'])) && typeof value['code'] === 'string' && typeof value['done'] === 'number';

/** Reads an answer. Throws SealingFailed THREAD_LOST for what is none. */
export function readAnswer(told: unknown): BatchAnswer {
  if (isObject(told) && Array.isArray(told['bodies']) && told['bodies'].every(isBody) && (told['trouble'] === null || isTrouble(told['trouble']))) return { trouble: told['trouble'], bodies: told['bodies'] };
  throw threadLost();
}

export function threadLost(): SealingFailed {
  return new SealingFailed('THREAD_LOST', 'The thread that sealed these files ended before it was through. Nothing of them is kept. Send them again; if that happens again, look at the memory of the machine.');
}
