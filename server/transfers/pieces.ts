// Gathers what comes into pieces of one size: somebody who sends byte by byte must not make us hold thousands of small buffers. Guarantees: a piece
// handed on is not written to again until it is given back, so whoever got it may keep it that long.

/** Larger pieces cost fewer calls: the cipher and the disk both work best from a quarter megabyte on. */
export const pieceBytes = 256 * 1024;

export interface Pieces {
  /** Copies the chunk; hands on each piece that is full, one after another. */
  add(chunk: Uint8Array): Promise<void>;
  /** What is gathered and not yet handed on: a view. */
  readonly rest: Uint8Array;
  /** Takes back a piece that nobody reads any more: it is filled again in place of a new one. */
  giveBack(piece: Uint8Array): void;
  /** Hands on what is left, if anything. */
  end(): Promise<void>;
}

export function createPieces(take: (piece: Uint8Array) => Promise<void>): Pieces {
  const spare: Uint8Array[] = [];
  let piece: Uint8Array = new Uint8Array(0);
  let filled = 0;
  const hand = async (): Promise<void> => {
    const full = piece.subarray(0, filled);
    piece = new Uint8Array(0);
    filled = 0;
    await take(full);
  };
  return {
    get rest() {
      return piece.subarray(0, filled);
    },
    async add(chunk) {
      for (let taken = 0; taken < chunk.length;) {
        // Not a Buffer: whoever keeps a part by `slice` has a copy, not a view of what is filled again.
        if (piece.length === 0) piece = spare.pop() ?? new Uint8Array(pieceBytes);
        const part = chunk.subarray(taken, taken + pieceBytes - filled);
        piece.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled === pieceBytes) await hand();
      }
    },
    giveBack: (given) => {
      if (given.length === pieceBytes) spare.push(given);
    },
    end: async () => {
      if (filled > 0) await hand();
    },
  };
}
