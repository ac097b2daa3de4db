// The requests that are being answered, counted by their work and not by their lines: a collection is entered after its last byte has gone, a cut upload is
// acknowledged as far as it came. A stop waits for that before the store closes.

export interface AtWork {
  /** Counts `work` until it has come to its end, however that is, and returns it. */
  count<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing that was counted goes on. */
  ended(): Promise<void>;
}

export function createAtWork(): AtWork {
  const going = new Set<Promise<unknown>>();
  return {
    count: (work) => {
      const leave = (): void => void going.delete(work);
      going.add(work);
      work.then(leave, leave);
      return work;
    },
    ended: async () => {
      while (going.size > 0) await Promise.allSettled(going);
    },
  };
}
