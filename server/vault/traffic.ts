// The large pieces of many bodies on their way to the disk and from it. Node has one small pool of threads for every such call, the database's among them, and one
// queue before it: a hundred lines that each put their pieces there would keep a small file waiting behind them all. Guarantees: never more calls for large
// pieces at once than `atOnce`, in the order they were asked for; what all bodies hold in pieces stays about the same, however many they are.

export interface TrafficLimits {
  /** Calls at once, for all bodies together: fewer than the pool has threads. */
  readonly atOnce: number;
  /** Pieces that all bodies may hold together; each has at least one. */
  readonly pieces: number;
}

export interface Traffic {
  /** Runs a call when it is its turn; gives and throws what it does. */
  turn<T>(call: () => Promise<T>): Promise<T>;
  /** One more body has large pieces, until what is returned is called; again it does nothing. */
  enter(): () => void;
  /** How many pieces each body may hold now, between one and `most`. */
  share(most: number): number;
}

export function createTraffic({ atOnce, pieces }: TrafficLimits): Traffic {
  const waiting: (() => void)[] = [];
  const inside = new Set<symbol>();
  let calls = 0;
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) calls -= 1;
    else next();
  };
  return {
    async turn(call) {
      // A place that becomes free is handed on: who comes in between does not take it.
      if (calls < atOnce) calls += 1;
      else await new Promise<void>((resolve) => { waiting.push(resolve); });
      try {
        return await call();
      } finally {
        leave();
      }
    },
    enter() {
      const one = Symbol('body');
      inside.add(one);
      return () => void inside.delete(one);
    },
    share: (most) => Math.max(1, Math.min(most, Math.floor(pieces / Math.max(1, inside.size)))),
  };
}
