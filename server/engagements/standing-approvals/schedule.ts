// When a standing approval holds, in Japan's time. Pure. A window that ends at or before the minute at which it begins goes over midnight: its
// weekday is that of the evening on which it began.
const offset = 9 * 3_600_000;

export interface Schedule {
  /** From 0 (Sunday) to 6. */
  readonly weekdays: readonly number[];
  /** Minutes of the day; `until` is the first minute that is over, 1440 the end of the day. */
  readonly from: number;
  readonly until: number;
}

/** True if the instant (ISO 8601) lies within the schedule. */
export function isWithin({ weekdays, from, until }: Schedule, instant: string): boolean {
  const there = new Date(Date.parse(instant) + offset);
  const minute = there.getUTCHours() * 60 + there.getUTCMinutes();
  const today = there.getUTCDay();
  if (from < until) return from <= minute && minute < until && weekdays.includes(today);
  return (minute >= from && weekdays.includes(today)) || (minute < until && weekdays.includes((today + 6) % 7));
}
