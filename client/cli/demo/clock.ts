// The demo's clock: it goes as the real one does, starts in the past and can be turned forward, so that nobody waits a day for the wipe.
import type { TimeSource } from '../../../server/ledger/clock.ts';

export interface TurnableTime extends TimeSource {
  /** Turns the clock forward by minutes. */
  turn(minutes: number): void;
}

/** A clock that begins `behind` minutes before the real time: turned forward by as much, it shows the real time. */
export function turnableTime(behind: number): TurnableTime {
  let turned = 0;
  return {
    wall: () => Date.now() - behind * 60_000 + turned,
    // Both go together: a wall clock that leaps alone is not believed (HOSTILE 78).
    monotonic: () => performance.now() + turned,
    turn: (minutes) => {
      turned += minutes * 60_000;
    },
  };
}

/** 「令和8年7月2日 14:05」 in Japan's time (UTC+9, no daylight saving). */
export function japanTime(millis: number): string {
  const [year = '', month, day, time = ''] = new Date(millis + 9 * 3_600_000).toISOString().split(/[-T]/);
  const era = `${year}-${month ?? ''}-${day ?? ''}` >= '2019-05-01' ? '令和' : '平成';
  const count = Number(year) - (era === '令和' ? 2018 : 1988);
  return `${era}${count === 1 ? '元' : count}年${Number(month)}月${Number(day)}日 ${time.slice(0, 5)}`;
}
