/**
 * One request to a witness over HTTP (c2sp.org/tlog-witness, `add-checkpoint`), as a log makes it.
 * Guarantees that it ends within its time, reads no more than a small answer, and follows no redirect.
 */
import { formatAddCheckpoint } from './add-checkpoint.ts';
import type { AddCheckpoint } from './add-checkpoint.ts';

/** What a witness answered, before anything of it is believed. */
export type WitnessAnswer =
  | { readonly kind: 'lines'; readonly lines: string }
  /** 409: the size of the newest head it cosigned. */
  | { readonly kind: 'size'; readonly size: number }
  /** 422: our proof does not lead from its head to ours. */
  | { readonly kind: 'inconsistent' }
  /** 403 or 404: it does not know our key or our log. */
  | { readonly kind: 'unknown' }
  /** Not reached, too slow, or an answer that no witness gives. */
  | { readonly kind: 'silent' };

const PATIENCE_MS = 10_000;
/** Some hundred bytes are the rule; 100 lines of the longest known kind would still fit. */
const MOST_BYTES = 512 * 1024;

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = response.body?.getReader();
  let [text, bytes] = ['', 0];
  for (;;) {
    const chunk: unknown = (await reader?.read())?.value;
    if (!(chunk instanceof Uint8Array)) return text + decoder.decode();
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('expected a short answer of the witness, a long one came');
    text += decoder.decode(chunk, { stream: true });
  }
}

/** Takes the witness's address (submission prefix), the request and what ends it early; returns the answer. Never throws for what the other side does. */
export async function askWitness(url: string, request: AddCheckpoint, stop: AbortSignal): Promise<WitnessAnswer> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST', body: formatAddCheckpoint(request), headers: { 'content-type': 'text/plain; charset=utf-8' }, redirect: 'error', signal: AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]),
    });
    return answerOf(response.status, await readText(response));
  } catch {
    return { kind: 'silent' };
  }
}

/** Tells the witness of a change of the log's key. True if it follows; a witness of another make has no such address. Never throws for what the other side does. */
export async function tellLogKey(url: string, body: string, stop: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/add-log-key`, {
      method: 'POST', body, headers: { 'content-type': 'text/plain; charset=utf-8' }, redirect: 'error', signal: AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await readText(response);
    return response.status === 200;
  } catch {
    return false;
  }
}

function answerOf(status: number, text: string): WitnessAnswer {
  switch (status) {
    case 200: return { kind: 'lines', lines: text };
    case 403: case 404: return { kind: 'unknown' };
    case 409: {
      const [, size] = /^(0|[1-9][0-9]{0,15})\n?$/.exec(text) ?? [];
      return size === undefined || !Number.isSafeInteger(Number(size)) ? { kind: 'silent' } : { kind: 'size', size: Number(size) };
    }
    case 422: return { kind: 'inconsistent' };
    default: return { kind: 'silent' };
  }
}
