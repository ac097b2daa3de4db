// Many small files in one request, over a line that may be cut: sent again whole until the gateway has answered for each of them. What it took the first time it
// knows by the files' keys, so nothing is there twice. Page and command share it; what differs is where the bytes are and what makes a request somebody's.
import type { BatchHead, BatchView } from '../server/http/wire/batch.ts';
import { BATCH_BYTES, BATCH_FILES, batchMedia } from '../server/http/wire/batch-limits.ts';
import { isProblem, readProblem, Refused } from './calls.ts';
import { LineCut } from './fetching.ts';
import { PAUSES } from './resuming.ts';
import { passes, wait } from './trying-again.ts';

/** A gateway that has not answered by then is not reached: it waits for a place, reads, scans and seals in less. */
const SILENT_MS = 180_000;

export interface BatchFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of the bytes, hexadecimal, where it is known: what came is held against it. */
  readonly sha256?: string;
  /** 8 to 200 visible ASCII characters, the same whenever this very file is sent into this draft. */
  readonly key: string;
}
export type BatchOutcome = BatchView['files'][number];

export interface BatchLine {
  /** Sends the body to the draft's address for batches, as this person or terminal. Each call is a request of its own. */
  readonly send: (body: Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Response>;
  /** It is tried again after a pause. `asked`: milliseconds that a busy gateway asks to wait; 0 where the line is cut. */
  readonly onCut: (asked: number) => void;
  readonly signal: AbortSignal;
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Sends the files; returns what became of each, in their order. Throws `Refused` where the gateway refuses all of them, `LineCut` when the line stays down, an `AbortError` when `signal` stops it. */
export async function sendBatch(files: readonly BatchFile[], line: BatchLine): Promise<readonly BatchOutcome[]> {
  const { signal, onCut, pause = wait } = line;
  const body = frameOf(files);
  for (let tries = 0; ;) {
    const answer = await attempt(line, body, files.length);
    signal.throwIfAborted();
    if (answer instanceof Refused) throw answer;
    if (!('again' in answer)) return answer.files;
    const milliseconds = answer.again > 0 ? answer.again : PAUSES[tries];
    if (milliseconds === undefined) throw new LineCut();
    if (answer.again === 0) tries += 1;
    onCut(answer.again);
    await pause(milliseconds, signal);
    signal.throwIfAborted();
  }
}

/** What the gateway answered; `again`: to be tried again after so many milliseconds (0: where the gateway itself asks for none). */
async function attempt({ send, signal }: BatchLine, body: Uint8Array<ArrayBuffer>, count: number): Promise<Pick<BatchView, 'files'> | Refused | { readonly again: number }> {
  try {
    const response = await send(body, { 'content-type': batchMedia, accept: 'application/json' }, AbortSignal.any([signal, AbortSignal.timeout(SILENT_MS)]));
    if (response.ok) return await answerOf(response, count);
    const told: unknown = await response.json().catch(() => null);
    const refusal = isProblem(told) ? new Refused(told) : null;
    if (passes(response.status, refusal)) return { again: 1000 * Math.min(300, Number(response.headers.get('retry-after') ?? 0) || 0) };
    return refusal ?? new Refused(await readProblem({ status: response.status, json: () => Promise.reject(new Error('no problem document')) }));
  } catch {
    // Whether the gateway has them nobody knows; it does.
    return { again: 0 };
  }
}

async function answerOf(response: Response, count: number): Promise<Pick<BatchView, 'files'>> {
  const told: unknown = await response.json();
  if (typeof told === 'object' && told !== null && 'files' in told && Array.isArray(told.files) && told.files.length === count && told.files.every(isOutcome)) return { files: told.files };
  throw new TypeError('expected an answer for each file');
}

function isOutcome(value: unknown): value is BatchOutcome {
  if (typeof value !== 'object' || value === null || !('kept' in value) || !('refused' in value)) return false;
  const { kept, refused } = value;
  if (kept === null) return isProblem(refused);
  return typeof kept === 'object' && 'uploadId' in kept && typeof kept.uploadId === 'string' && 'sha256' in kept && typeof kept.sha256 === 'string' && 'size' in kept && typeof kept.size === 'number';
}

/** The body of the request: the length of the head, the head, the files. */
export function frameOf(files: readonly BatchFile[]): Uint8Array<ArrayBuffer> {
  const head: BatchHead = { files: files.map(({ name, bytes, sha256, key }) => ({ name, size: bytes.length, key, ...(sha256 === undefined ? {} : { sha256 }) })) };
  const said = new TextEncoder().encode(JSON.stringify(head));
  const body = new Uint8Array(4 + said.length + files.reduce((sum, { bytes }) => sum + bytes.length, 0));
  new DataView(body.buffer).setUint32(0, said.length);
  body.set(said, 4);
  let at = 4 + said.length;
  for (const { bytes } of files) {
    body.set(bytes, at);
    at += bytes.length;
  }
  return body;
}

/** Puts files into batches in their order, each as full as a request may be. */
export function batchesOf<T>(files: readonly T[], of: (file: T) => { readonly name: string; readonly size: number }): T[][] {
  const batches: T[][] = [];
  let room = 0;
  for (const file of files) {
    const { name, size } = of(file);
    // In the head a character takes six bytes at most, and the rest of a file's line less than this.
    const taken = size + 6 * name.length + 400;
    const last = batches.at(-1);
    if (last === undefined || last.length === BATCH_FILES || taken > room) {
      batches.push([file]);
      room = BATCH_BYTES - taken - 100;
    } else {
      last.push(file);
      room -= taken;
    }
  }
  return batches;
}
