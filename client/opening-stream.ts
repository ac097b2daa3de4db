// Small pieces of web streams that opening needs, in browser, worker and Node alike. Backpressure is kept throughout.

/** A source whose own error (a broken line) can be told from the errors of what reads it. */
export interface WatchedSource {
  /** The first bytes: `count` of them unless the source is shorter. They are still part of `whole`. */
  readonly head: Uint8Array;
  readonly whole: ReadableStream<Uint8Array>;
  /** The error with which the source itself broke, wrapped so that even `undefined` shows. */
  readonly broken: () => { readonly error: unknown } | null;
  /** How many bytes the source gave, or null while it is being waited for. */
  readonly given: () => number | null;
}

/** Reads the first `count` bytes and gives the source back whole. Throws the source's own error if it breaks before. */
export async function watchSource(reader: ReadableStreamDefaultReader<Uint8Array>, count: number): Promise<WatchedSource> {
  let broken: { readonly error: unknown } | null = null;
  let given = 0;
  let isWaiting = false;
  const read = async (): Promise<Uint8Array | null> => {
    isWaiting = true;
    try {
      const { done, value } = await reader.read();
      given += value?.length ?? 0;
      return done ? null : value;
    } catch (error) {
      broken = { error };
      throw error;
    } finally {
      isWaiting = false;
    }
  };
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const chunk = await read();
    if (chunk === null) break;
    first.push(chunk);
    length += chunk.length;
  }
  const head = concat(first);
  const whole = streamOf(
    (async function* () {
      if (head.length > 0) yield head;
      for (let chunk = await read(); chunk !== null; chunk = await read()) yield chunk;
    })(),
  );
  return {
    head: head.subarray(0, count),
    whole,
    broken: () => broken,
    given: () => (isWaiting ? null : given),
  };
}

/**
 * A stream that asks the generator only when its reader asks. Cancelling calls `release` first: a generator that waits for a silent source
 * ends only when that lets go. (ReadableStream.from is not everywhere.)
 */
export function streamOf(chunks: AsyncGenerator<Uint8Array, void, undefined>, release?: () => Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await release?.();
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The pieces of a stream, one after another. (Not every browser lets a stream be walked by itself.) */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, undefined, undefined> {
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  return undefined;
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
