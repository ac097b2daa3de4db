// Work on one thing at a time: whoever comes while another is at it waits for its turn. For this process only; what must hold
// between processes is held by the store.

/** Returns a function that runs `work` for `key` once all earlier work for that key has ended, well or badly. */
export function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    const leave = (): void => {
      if (last.get(key) === mine) last.delete(key);
    };
    mine.then(leave, leave);
    return mine;
  };
}
