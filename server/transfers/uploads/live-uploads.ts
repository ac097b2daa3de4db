// The pipelines of uploads that are open in this process: at work, or kept for a while after a cut. Guarantees: bounded number and time; what is let go of
// leaves its sealed part behind, as far as the row tells.
import type { Refused } from '../../ledger/refused.ts';
import type { Pipeline } from '../pipeline.ts';
import type { Draft } from '../draft-room.ts';
import type { Beside } from './upload-row.ts';

/** So many pipelines wait for their line to come back; each holds a few megabytes. */
export const idleAtMost = 32;
/** Less than the two minutes after which clamd gives up on a stream that does not go on. */
export const idleMilliseconds = 90_000;

export interface Live {
  readonly pipeline: Pipeline;
  readonly draft: Draft;
  readonly beside: Beside;
  /** The part that the row names. */
  partId: string | null;
  /** That part is this pipeline's own, not one of an earlier pipeline. */
  isNamed: boolean;
  /** Set by whoever ends the upload while bytes still come. */
  stopped: Refused | null;
  busy: boolean;
  idleSince: number;
}

export class LiveUploads {
  readonly #live = new Map<string, Live>();
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #now: () => number;
  /** `now` in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get(id: string): Live | undefined {
    return this.#live.get(id);
  }

  /** Resolves when nothing of the upload is on its way out any more. */
  async settled(id: string): Promise<void> {
    await this.#leaving.get(id);
  }

  add(id: string, live: Live): void {
    this.#live.set(id, live);
  }

  /** It waits from now on; who has waited longest makes room. */
  async rest(id: string): Promise<void> {
    const live = this.#live.get(id);
    if (live === undefined) return;
    live.busy = false;
    live.idleSince = this.#now();
    const idle = [...this.#live].filter(([, one]) => !one.busy).sort(([, one], [, other]) => one.idleSince - other.idleSince);
    for (const [key] of idle.slice(0, Math.max(0, idle.length - idleAtMost))) await this.leave(key);
  }

  /** Lets go of what has waited too long. */
  async tire(): Promise<void> {
    const until = this.#now() - idleMilliseconds;
    for (const [id, live] of [...this.#live]) if (!live.busy && live.idleSince <= until) await this.leave(id);
  }

  async leave(id: string): Promise<void> {
    const live = this.#live.get(id);
    if (live === undefined) return;
    this.#live.delete(id);
    // What no row names, nobody would read back or remove.
    const leaving = (live.isNamed ? live.pipeline.leave() : live.pipeline.abort()).finally(() => this.#leaving.delete(id));
    this.#leaving.set(id, leaving);
    await leaving;
  }

  /** The file is whole: its bodies are the draft's now. */
  forget(id: string): void {
    this.#live.delete(id);
  }

  /** Removes what was sealed, too. */
  async drop(id: string): Promise<void> {
    const live = this.#live.get(id);
    this.#live.delete(id);
    await live?.pipeline.abort();
  }

  get ids(): readonly string[] {
    return [...this.#live.keys()];
  }
}
