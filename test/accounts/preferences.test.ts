// How a person wants the pages shown follows the person, not the browser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundTown, type Town } from '../town.ts';

describe('preferences', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('are the device and the browser until somebody chooses', async () => {
    expect((await town.sato.api.call('session', {})).preferences).toEqual({ theme: 'device', language: null });
  });

  it('are kept with the account, through sign-out and a restart, and are nobody else’s', async () => {
    const chosen = { theme: 'dark', language: 'en' } as const;
    expect((await town.sato.api.call('setPreferences', { body: chosen })).preferences).toEqual(chosen);
    await town.sato.api.call('signOut', {});
    await town.restart();
    await town.sato.signInAgain();
    expect((await town.sato.api.call('session', {})).preferences).toEqual(chosen);
    expect((await town.takahashi.api.call('session', {})).preferences.theme).toBe('device');
  });

  it('are of the contractor’s people too', async () => {
    expect((await town.tanaka.api.call('setPreferences', { body: { theme: 'light', language: null } })).preferences).toEqual({ theme: 'light', language: null });
  });
});
