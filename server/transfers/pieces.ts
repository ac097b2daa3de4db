// Gathers what comes into pieces of one size: somebody who sends byte by byte must not make us hold thousands of small buffers. Guarantees: a piece
// handed on is never written to again, so whoever got it may keep it.

/** Larger pieces cost fewer calls: the cipher and the disk both work best from a quarter megabyte on. */
export const pieceBytes = 256 * 1024;

export interface Pieces {
  /** Copies the chunk; hands on each piece that is full, one after another. */
  add(chunk: Uint8Array): Promise<void>;
  /** What is gathered and not yet handed on: a view. */
  readonly rest: Uint8Array;
  /** Hands on what is left, if anything. */
  end(): Promise<void>;
}

export function createPieces(take: (piece: Uint8Array) => Promise<void>): Pieces {
  let piece = Buffer.allocUnsafeSlow(pieceBytes);
  let filled = 0;
  const hand = async (): Promise<void> => {
    const full = piece.subarray(0, filled);
    piece = Buffer.allocUnsafeSlow(pieceBytes);
    filled = 0;
    await take(full);
  };
  return {
    get rest() {
      return piece.subarray(0, filled);
    },
    async add(chunk) {
      for (let taken = 0; taken < chunk.length;) {
        const part = chunk.subarray(taken, taken + pieceBytes - filled);
        piece.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled === pieceBytes) await hand();
      }
    },
    end: async () => {
      if (filled > 0) await hand();
    },
  };
}
