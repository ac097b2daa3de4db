// The gateway's time. Never earlier than the newest ledger entry, so that a clock set back revives nothing; and a wall clock
// that leaps ahead of the monotonic one is not believed, so that nothing expires or is wiped by it (H 78).

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
  /** True while the wall clock is further ahead of the monotonic one than is believable. */
  isLeaping(): boolean;
  /** Follows the wall clock's small corrections; to be called now and then. Does nothing while it leaps. */
  settle(): void;
}

export const systemTime: TimeSource = { wall: () => Date.now(), monotonic: () => performance.now() };

/** One hour (an assumption): more than any correction of a kept clock, less than what ends a transfer. */
const believable = 3_600_000;

/** `floor` is the time of the newest entry (ISO), or null for an empty ledger. */
export function createClock(source: TimeSource, floor: string | null): Clock {
  let newest = floor === null ? 0 : Date.parse(floor);
  let offset = source.wall() - source.monotonic();
  const isLeaping = (): boolean => source.wall() - source.monotonic() - offset > believable;
  const trusted = (): number => (isLeaping() ? source.monotonic() + offset : source.wall());
  const millis = (): number => Math.floor(Math.max(trusted(), newest));
  return {
    millis,
    now: () => new Date(millis()).toISOString(),
    entered: (at) => {
      newest = Math.max(newest, Date.parse(at));
    },
    isLeaping,
    settle: () => {
      if (!isLeaping()) offset = source.wall() - source.monotonic();
    },
  };
}
