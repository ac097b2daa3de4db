// How fast bytes go, over the last seconds only: what was long ago says nothing of when it will be done.
const WINDOW_MS = 8000;
const LEAST_MS = 500;

export interface Speed {
  /** A new file begins at byte 0. */
  begin(): void;
  /** Bytes per second once `sent` bytes of the file are gone; 0 until that can be said. */
  after(sent: number): number;
}

/** `now` tells milliseconds that never go back. */
export function createSpeed(now: () => number): Speed {
  let marks: { at: number; sent: number }[] = [];
  return {
    begin: () => { marks = [{ at: now(), sent: 0 }]; },
    after: (sent) => {
      const at = now();
      marks = [...marks.filter((mark) => at - mark.at <= WINDOW_MS), { at, sent }];
      const [first] = marks;
      return first === undefined || at - first.at < LEAST_MS ? 0 : ((sent - first.sent) / (at - first.at)) * 1000;
    },
  };
}
