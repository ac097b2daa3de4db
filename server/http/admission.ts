// Who may send or collect now, and who waits: so many at once, the small beside the huge, and nobody in the way of everybody else (H 94). Guarantees: never more
// at once than configured, never more waiting than configured; what is beyond is refused with BUSY (503, Retry-After) before a byte of it is read.
import { HttpRefused } from './refusal.ts';

export interface LaneLimits {
  readonly atOnce: number;
  /** How many more may wait for a place. */
  readonly waiting: number;
  /** How long one waits, in milliseconds, before it is told to come back: well under the time after which a silent line is cut. */
  readonly patience: number;
}

export interface Asking {
  readonly person: string;
  readonly address: string;
  /** How much is to come or to go; null where nobody has said. */
  readonly bytes: number | null;
  /** Aborts when the line is closed: who is gone waits no more. */
  readonly gone: AbortSignal;
}

export interface Lane {
  /** Resolves with how to leave when there is a place. Throws `HttpRefused` (BUSY). */
  enter(asking: Asking): Promise<() => void>;
  readonly standing: { readonly active: number; readonly waiting: number };
}

/** What a desk sends in seconds: a place is always kept for it. */
export const SMALL_BYTES = 16 * 1024 * 1024;
/** Seconds after which a client comes back. */
const COME_BACK = 5;

interface One extends Asking { readonly small: boolean; readonly take: () => void }

/**
 * A quarter of the places is for the small alone. Of the others one person has at most half, so that two who send for hours leave room for a third; of all
 * places and of the waiting ones, too, nobody has more than three quarters. Whose turn it is: who has the fewest places now, then whose
 * address has the fewest (several people may share one), then who came first.
 */
export function createLane({ atOnce, waiting: most, patience }: LaneLimits): Lane {
  const active = new Set<One>();
  const waiting = new Set<One>();
  const forLarge = Math.max(1, atOnce - Math.ceil(atOnce / 4));
  const count = (of: ReadonlySet<One>, is: (one: One) => boolean): number => [...of].filter(is).length;
  const fits = (one: One): boolean => {
    const own = (other: One): boolean => other.person === one.person;
    if (active.size >= atOnce || count(active, own) >= threeQuarters(atOnce)) return false;
    return one.small || (count(active, ({ small }) => !small) < forLarge && count(active, (other) => own(other) && !other.small) < Math.ceil(forLarge / 2));
  };
  const places = (key: 'person' | 'address', one: One): number => count(active, (other) => other[key] === one[key]);
  const next = (): void => {
    for (;;) {
      const [first] = [...waiting].filter(fits).map((one, at) => ({ one, at, person: places('person', one), address: places('address', one) }))
        .sort((a, b) => a.person - b.person || a.address - b.address || a.at - b.at);
      if (first === undefined) return;
      waiting.delete(first.one);
      first.one.take();
    }
  };
  const leaving = (one: One) => (): void => {
    if (active.delete(one)) next();
  };
  return {
    enter: (asking) => new Promise((resolve, reject) => {
      const stop = (): void => {
        if (waiting.delete(one)) settle(() => { reject(busy()); });
      };
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        asking.gone.removeEventListener('abort', stop);
        then();
      };
      const one: One = { ...asking, small: asking.bytes !== null && asking.bytes <= SMALL_BYTES, take: () => {
        active.add(one);
        settle(() => { resolve(leaving(one)); });
      } };
      const timer = setTimeout(stop, patience);
      asking.gone.addEventListener('abort', stop);
      if (fits(one)) one.take();
      else if (asking.gone.aborted || waiting.size >= most || count(waiting, ({ person }) => person === one.person) >= threeQuarters(most)) settle(() => { reject(busy()); });
      else waiting.add(one);
    }),
    get standing() {
      return { active: active.size, waiting: waiting.size };
    },
  };
}

const threeQuarters = (of: number): number => Math.max(1, Math.ceil(of * 0.75));

const busy = (): HttpRefused => new HttpRefused('BUSY', { retryAfterSeconds: COME_BACK });

/** One lane for what comes, one for what goes. `batches`: of those who send, the ones with many small files in one request, which is held in memory whole. */
export interface Admission { readonly uploads: Lane; readonly downloads: Lane; readonly batches: Lane }
export interface AdmissionLimits { readonly uploadsAtOnce: number; readonly downloadsAtOnce: number; readonly waiting: number }

/** Each upload takes some megabytes of memory, each download a fraction of one. */
export const usualAdmission: AdmissionLimits = { uploadsAtOnce: 32, downloadsAtOnce: 96, waiting: 200 };

/** A line on which nothing moves is cut after two minutes (listen.ts). */
const PATIENCE = 60_000;

/** Each takes three times its four megabytes while it is sealed. */
const BATCHES_AT_ONCE = 6;

export const createAdmission = ({ uploadsAtOnce, downloadsAtOnce, waiting }: AdmissionLimits): Admission => ({
  batches: createLane({ atOnce: BATCHES_AT_ONCE, waiting, patience: PATIENCE }), uploads: createLane({ atOnce: uploadsAtOnce, waiting, patience: PATIENCE }), downloads: createLane({ atOnce: downloadsAtOnce, waiting, patience: PATIENCE }),
});
