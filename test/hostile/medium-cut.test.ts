// The archive of a medium while it leaves the gateway: what ends the transfer ends it too, and what arrived is no whole archive.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundTown, type Town } from '../town.ts';
import { head, kept, open, problemIn, raw } from './line.ts';
import { noticed, released } from './steps.ts';

const large = 24 * 1024 * 1024;

describe('the archive of a medium', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const again = async (): Promise<void> => {
    for (const who of [town.sato, town.takahashi]) await who.signInAgain();
  };
  const archive = (id: string): string => head(town.sato, 'GET', `/api/v1/transfers/${id}/medium.zip`, { connection: 'close' });
  const whole = async (id: string): Promise<number> => (await (await town.sato.api.call('medium', { id })).arrayBuffer()).byteLength;

  /** A medium that is written, and the archive on its way to somebody who has stopped reading. */
  const stalled = async (): Promise<{ id: string; size: number; rest: () => Promise<number> }> => {
    await again();
    const [transfer] = await released(town, [town.firm.id], [randomBytes(large)]);
    const id = transfer?.id ?? '';
    await town.sato.api.call('useMedia', { id, body: { reason: 'no-line' } });
    await noticed(town, transfer === undefined ? [] : [transfer], again);
    town.time.advance(5);
    await again();
    await town.sato.api.call('writeMedium', { id });
    const size = await whole(id);
    const socket = await open(town.running.origins.ward);
    let came = 0;
    socket.on('data', (piece) => (came += piece.length));
    socket.write(archive(id));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    return { id, size, rest: () => new Promise((resolve) => {
      socket.once('close', () => resolve(came));
      socket.resume();
    }) };
  };
  const mustBeGone = async (id: string): Promise<void> => {
    await town.running.gateway.tick();
    expect((await town.sato.api.call('transfer', { id })).state).toBe('wiped');
    const answer = await raw(town.running.origins.ward, archive(id));
    expect([answer.status >= 400, problemIn(answer).code.length > 0]).toEqual([true, true]);
  };

  it('is cut when the sender recalls, and wiped [H 73] [O 1-30]', async () => {
    const { id, size, rest } = await stalled();
    await town.sato.api.call('recall', { id, body: { reason: 'wrong-content' } });
    expect([size > large, await rest() < size]).toEqual([true, true]);
    await mustBeGone(id);
    // Nothing of it is left in the vault: no body that a reader still held.
    expect((await kept(town)).incoming).toBe(0);
  });

  it('is cut when the medium is said to be lost [H 73] [O 1-19]', async () => {
    const { id, size, rest } = await stalled();
    await town.sato.api.call('loseMedium', { id, body: { what: 'medium', at: new Date(town.time.wall()).toISOString(), place: '執務室', text: '作業台から見当たらなくなった' } });
    expect(await rest()).toBeLessThan(size);
    await mustBeGone(id);
  });
});
