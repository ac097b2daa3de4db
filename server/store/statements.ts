// Prepared statements that are used again: an entry's INSERT, with the trigger that indexes it, takes longer to compile than to run. Guarantees that no more
// than so many are kept, and that all are given back before the connection closes.

export interface Statements<S> {
  /** The statement for this text, compiled once. Rejects as `prepare`; then nothing is kept. */
  of(text: string): Promise<S>;
  /** Gives all of them back. */
  close(): Promise<void>;
}

/** The least recently used of more than `most` goes; `giveBack` waits for whatever still runs it. */
export function keepStatements<S>({ prepare, giveBack, most }: { readonly prepare: (text: string) => Promise<S>; readonly giveBack: (statement: S) => Promise<void>; readonly most: number }): Statements<S> {
  const kept = new Map<string, Promise<S>>();
  let closed = false;
  const drop = async (text: string): Promise<void> => {
    const statement = kept.get(text);
    kept.delete(text);
    await statement?.then(giveBack, () => undefined);
  };
  return {
    of: (text) => {
      // One more statement would keep the connection from closing.
      if (closed) return Promise.reject(new Error('the connection is closed'));
      const statement = kept.get(text) ?? prepare(text);
      // A map keeps its order: what is asked for goes to the end.
      kept.delete(text);
      kept.set(text, statement);
      statement.catch(() => { if (kept.get(text) === statement) kept.delete(text); });
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) void drop(oldest);
      return statement;
    },
    close: async () => {
      closed = true;
      await Promise.all([...kept.keys()].map(drop));
    },
  };
}
