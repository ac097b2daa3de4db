// The gateway's time: never earlier than the newest ledger entry, so that a clock set back revives nothing (H 78).

export interface TimeSource {
  /** Wall clock, milliseconds since 1970 UTC. */
  wall(): number;
  /** Monotonic clock, milliseconds since an arbitrary start. */
  monotonic(): number;
}

export interface Clock {
  /** Milliseconds since 1970 UTC, never before anything already entered. */
  millis(): number;
  /** The same as ISO 8601 UTC with milliseconds. */
  now(): string;
  /** Tells the clock what has been entered. */
  entered(at: string): void;
  /** How far the wall clock has moved away from the monotonic one since the last call of `settle`, in milliseconds. */
  jump(): number;
  /** Accepts the present relation of both clocks as right. */
  settle(): void;
}

export const systemTime: TimeSource = { wall: () => Date.now(), monotonic: () => performance.now() };

/** `floor` is the time of the newest entry (ISO), or null for an empty ledger. */
export function createClock(source: TimeSource, floor: string | null): Clock {
  let newest = floor === null ? 0 : Date.parse(floor);
  let offset = source.wall() - source.monotonic();
  const millis = (): number => Math.max(source.wall(), newest);
  return {
    millis,
    now: () => new Date(millis()).toISOString(),
    entered: (at) => {
      newest = Math.max(newest, Date.parse(at));
    },
    jump: () => source.wall() - source.monotonic() - offset,
    settle: () => {
      offset = source.wall() - source.monotonic();
    },
  };
}
