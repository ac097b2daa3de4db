// A sealed body as one stream over a line that may be cut: it is asked for again from the first byte that is missing, so that opening goes on where it
// stood and the gateway counts one whole delivery. What the parts make together is held against the signed manifest by whoever opens it.
import { ask, GatewayRefused, LineCut, type Fetch } from './fetching.ts';

/** Milliseconds before each try without a new byte; about two minutes in all. A byte that arrives begins the row anew. */
export const PAUSES: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

export interface Receiving {
  /** Bytes that have arrived so far, told with every piece. */
  readonly onBytes: (done: number) => void;
  /** The line was cut; the body is being asked for again. */
  readonly onReconnecting: (done: number) => void;
  readonly line: Fetch;
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** Where an earlier run stood: bytes that are held already, and the entity tag of the body that they are of. */
  readonly from?: { readonly done: number; readonly etag: string };
  /** Ends the waiting for a line that is down; what is being read ends with its reader. */
  readonly signal?: AbortSignal;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Part { readonly reader: ReadableStreamDefaultReader<Uint8Array>; readonly etag: string | null; readonly size: number | null }

/**
 * Asks for a body and returns it as a stream that outlives cuts. Throws `LineCut` where not even the first answer came, `GatewayRefused` where it was no;
 * the stream ends in one of the two when the line stays down, or when what the gateway now gives is not the same body.
 */
export async function sealedBody(address: string, { onBytes, onReconnecting, line, pause = wait, from, signal }: Receiving): Promise<ReadableStream<Uint8Array>> {
  let done = from?.done ?? 0;
  let tries = 0;
  let stopped = false;
  let part = from === undefined || done === 0 ? await firstPart(address, line) : await nextPart(address, { ...from, line });
  const { etag, size } = part;

  async function again(): Promise<void> {
    await part.reader.cancel().catch(() => undefined);
    for (;;) {
      const milliseconds = PAUSES[tries];
      if (milliseconds === undefined || stopped || signal?.aborted === true) throw new LineCut();
      tries += 1;
      onReconnecting(done);
      await pause(milliseconds);
      const next = await nextPart(address, { done, etag, line }).catch((thrown: unknown) => {
        if (thrown instanceof LineCut) return null;
        throw thrown;
      });
      if (next === null) continue;
      part = next;
      return;
    }
  }

  /** The next piece; null at the end of the body. */
  async function read(): Promise<Uint8Array | null> {
    for (;;) {
      const step = await part.reader.read().catch(() => null);
      if (step?.done === false) return step.value;
      // A line that ends early can look like an end; the size that was promised tells.
      if (done === size || (step?.done === true && size === null)) return null;
      await again();
    }
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await read();
      if (piece === null) {
        controller.close();
        return;
      }
      done += piece.length;
      tries = 0;
      onBytes(done);
      controller.enqueue(piece);
    },
    cancel: (reason) => {
      stopped = true;
      return part.reader.cancel(reason);
    },
  }, { highWaterMark: 0 });
}

async function firstPart(address: string, line: Fetch): Promise<Part> {
  const { body, headers } = await ask(line, address);
  if (body === null) throw new LineCut();
  const length = headers.get('content-length');
  return { reader: body.getReader(), etag: headers.get('etag'), size: length === null ? null : Number(length) };
}

/** The rest from byte `done` on. Throws `GatewayRefused` for anything but that very rest of that very body. */
async function nextPart(address: string, { done, etag, line }: { done: number; etag: string | null; line: Fetch }): Promise<Part> {
  const { body, headers, status } = await ask(line, address, { range: `bytes=${done}-`, ...(etag === null ? {} : { 'if-range': etag }) });
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  const fits = status === 206 && Number(start) === done && headers.get('etag') === etag;
  if (body === null || !(fits || (status === 200 && done === 0 && headers.get('etag') === etag))) {
    await body?.cancel();
    throw new GatewayRefused(null);
  }
  return { reader: body.getReader(), etag, size: total === undefined ? null : Number(total) };
}
