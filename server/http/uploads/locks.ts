// One request at a time for an upload. Who comes second hears so at once; a line that has fallen silent is cut and taken over, so that nobody waits for
// a connection that only our side believes in.
import { TransferRefused } from '../../transfers/refusal.ts';

/** A line that brought nothing for so long makes way. */
const silentMilliseconds = 5_000;

/** The request that holds an upload. */
export interface Holder {
  /** When it last brought something, in milliseconds of the gateway's clock. */
  lastByte: number;
  /** All of it has come: what is left is our work. */
  readonly isComplete: () => boolean;
  /** Closes its line. */
  readonly cut: () => void;
}

export interface UploadLocks {
  /** Resolves with how to let go. `takeOver`: whoever holds it makes way, silent or not. Throws `TransferRefused` (UPLOAD_BUSY). */
  hold(id: string, holder: Holder, takeOver: boolean): Promise<() => void>;
}

/** `now` in milliseconds. */
export function createUploadLocks(now: () => number): UploadLocks {
  const held = new Map<string, { readonly holder: Holder; readonly ended: Promise<void> }>();
  return {
    hold: async (id, holder, takeOver) => {
      for (let current = held.get(id); current !== undefined; current = held.get(id)) {
        const isSilent = now() - current.holder.lastByte >= silentMilliseconds;
        if (!takeOver && (current.holder.isComplete() || !isSilent)) throw new TransferRefused('UPLOAD_BUSY');
        if (!current.holder.isComplete()) current.holder.cut();
        await current.ended;
      }
      let end: () => void = () => undefined;
      held.set(id, { holder, ended: new Promise((resolve) => (end = resolve)) });
      return () => {
        held.delete(id);
        end();
      };
    },
  };
}
