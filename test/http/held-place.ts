// The only place of a lane, taken by a real request that begins and does not go on: for tests of who waits before a gateway that is busy.
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { boundary, filePart, head, open } from '../hostile/line.ts';
import { draftFor, type Someone, type Town } from '../town.ts';

/** One place, and nobody may wait for it. */
export const onePlace = { KAGIBAKO_UPLOADS_AT_ONCE: '1', KAGIBAKO_DOWNLOADS_AT_ONCE: '1', KAGIBAKO_WAITING_AT_MOST: '0' };
/** More than the line to somebody who reads nothing swallows. */
export const MORE_THAN_A_LINE = 16_000_000;

export interface HeldPlace {
  /** How many have a place now. */
  active(lane: 'uploads' | 'downloads'): Promise<number>;
  /** Begins an upload into a draft of `who`'s own. */
  upload(who: Someone): Promise<void>;
  /** Begins to collect the body at `address`, and reads nothing of it. */
  download(who: Someone, address: string): Promise<void>;
  /** Lets go of the place; it may take a moment until the gateway has seen that. */
  free(): void;
}

export function heldPlace(town: () => Town): HeldPlace {
  let holder: Socket | undefined;
  const active: HeldPlace['active'] = async (lane) => (await town().running.gateway.standing())[lane].active;
  const hold = async (lane: 'uploads' | 'downloads', request: string | Buffer, who: Someone): Promise<void> => {
    holder = (await open(who.line.headers()['origin'] ?? '')).pause();
    holder.write(request);
    await expect.poll(() => active(lane)).toBe(1);
  };
  return {
    active,
    upload: async (who) => {
      const draft = await draftFor(who, town(), { recipientIds: [town().firm.id] });
      const begun = head(who, 'POST', `/api/v1/deposits/${draft.id}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': '5000' });
      await hold('uploads', Buffer.concat([Buffer.from(begun), filePart('begun', 'b.csv')]), who);
    },
    download: (who, address) => hold('downloads', head(who, 'GET', new URL(address).pathname), who),
    free: () => { holder?.destroy(); },
  };
}
