// A sealed body as one stream over a line that may be cut: it is asked for again from the first byte that is missing, so that opening goes on where it
// stood and the gateway counts one whole delivery. What the parts make together is held against the signed manifest by whoever opens it.
import { ask, ComeBack, GatewayRefused, LineCut, type Fetch } from './fetching.ts';

/** Milliseconds before each try without a new byte; about two minutes in all. A byte that arrives begins the row anew. */
export const PAUSES: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

export interface Receiving {
  /** Bytes that have arrived so far, told with every piece. */
  readonly onBytes: (done: number) => void;
  /** The body is being asked for again after a pause. `asked`: milliseconds that a busy gateway asks to wait; 0 where the line was cut. */
  readonly onReconnecting: (done: number, asked: number) => void;
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
  let [tries, stopped] = [0, false];
  const isStopped = (): boolean => stopped || signal?.aborted === true;
  let part = await patiently(() => (from === undefined || done === 0 ? firstPart(address, line) : nextPart(address, { ...from, line })), comeBack);
  const { etag, size } = part;

  /** Waits for a busy gateway as long as it asks to: that is no sign of a line that is down, and counts as no try. */
  async function comeBack(milliseconds: number, asked = milliseconds): Promise<void> {
    onReconnecting(done, asked);
    await pause(milliseconds);
    if (isStopped()) throw new LineCut();
  }

  async function again(): Promise<void> {
    await part.reader.cancel().catch(() => undefined);
    for (;;) {
      const milliseconds = PAUSES[tries];
      if (milliseconds === undefined || isStopped()) throw new LineCut();
      tries += 1;
      await comeBack(milliseconds, 0);
      const next = await patiently(() => nextPart(address, { done, etag, line }), comeBack).catch((thrown: unknown) => {
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

async function patiently(asked: () => Promise<Part>, comeBack: (milliseconds: number) => Promise<void>): Promise<Part> {
  for (;;) {
    const come = await asked().catch((thrown: unknown) => {
      if (thrown instanceof ComeBack) return thrown;
      throw thrown;
    });
    if (!(come instanceof ComeBack)) return come;
    await comeBack(come.milliseconds);
  }
}

async function firstPart(address: string, line: Fetch): Promise<Part> {
  const { body, headers } = await ask(line, address);
  if (body === null || !isWhole(headers)) throw new LineCut();
  const length = headers.get('content-length');
  return { reader: body.getReader(), etag: headers.get('etag'), size: length === null ? null : Number(length) };
}

/** Not where the line broke within the head: a browser takes what came of it for the whole (over plain HTTP), and the sizes in it for true. */
const isWhole = (headers: Headers): boolean => /^(?:W\/)?".*"$/.test(headers.get('etag') ?? '');

/** The rest from byte `done` on. Throws `LineCut` where not even the head came whole, `GatewayRefused` for anything but that very rest of that very body. */
async function nextPart(address: string, { done, etag, line }: { done: number; etag: string | null; line: Fetch }): Promise<Part> {
  const { body, headers, status } = await ask(line, address, { range: `bytes=${done}-`, ...(etag === null ? {} : { 'if-range': etag }) });
  if (!isWhole(headers) || (status === 206 && !headers.has('content-range'))) {
    await body?.cancel().catch(() => undefined);
    throw new LineCut();
  }
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  const fits = status === 206 && Number(start) === done && headers.get('etag') === etag;
  if (body === null || !(fits || (status === 200 && done === 0 && headers.get('etag') === etag))) {
    await body?.cancel();
    throw new GatewayRefused(null);
  }
  return { reader: body.getReader(), etag, size: total === undefined ? null : Number(total) };
}
