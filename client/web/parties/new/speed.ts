// How fast bytes go, over the last seconds only: what was long ago says nothing of when it will be done.
const WINDOW_MS = 8000;
const LEAST_MS = 500;

export interface Speed {
  /** Begins where `sent` bytes are gone already. */
  begin(sent?: number): void;
  /** Bytes per second once `sent` bytes are gone; 0 until that can be said, and where a cut has thrown it back. */
  after(sent: number): number;
}

/** `now` tells milliseconds that never go back. */
export function createSpeed(now: () => number): Speed {
  let marks: { at: number; sent: number }[] = [];
  return {
    begin: (sent = 0) => { marks = [{ at: now(), sent }]; },
    after: (sent) => {
      const at = now();
      marks = [...marks.filter((mark) => at - mark.at <= WINDOW_MS && mark.sent <= sent), { at, sent }];
      const [first] = marks;
      return first === undefined || at - first.at < LEAST_MS ? 0 : ((sent - first.sent) / (at - first.at)) * 1000;
    },
  };
}
