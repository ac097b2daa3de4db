// A lost medium: one step ends the transfer, destroys its lock and begins an incident; nobody else's transfer moves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../client/opening.ts';
import { released } from '../../hostile/steps.ts';
import { confirmedCertificate, foundTown, start, type Town } from '../../town.ts';

describe('a lost medium [H 112]', () => {
  let town: Town;
  let id = '';
  beforeAll(async () => {
    town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    id = (await released(town, [town.firm.id]))[0]?.id ?? '';
    await town.sato.api.call('useMedia', { id, body: { reason: 'no-line' } });
    town.time.advance(61);
    for (const who of [town.sato, town.takahashi, town.tanaka]) await who.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    await town.takahashi.api.call('writeMedium', { id });
    await town.sato.api.call('handOverMedium', { id, body: { to: town.tanaka.id, at: new Date(town.time.wall()).toISOString(), method: 'in-person', count: 1 } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('ends the transfer, destroys its lock at once and begins an incident in the same step, whichever side tells it [O 1-19] [O 1-30]', async () => {
    const locks = async (): Promise<number> => {
      let count = 0;
      for await (const _lock of town.running.gateway.vault.listLocks()) count += 1;
      return count;
    };
    expect(await locks()).toBeGreaterThan(0);
    const at = new Date(town.time.wall()).toISOString();
    await town.tanaka.api.call('loseMedium', { id, body: { what: 'medium', at, place: '社用車の中', text: '配送の途中で見当たらなくなった' } });
    await town.running.gateway.tick();
    expect(await locks()).toBe(0);
    const seen = await town.sato.api.call('transfer', { id });
    expect(seen).toMatchObject({ state: 'wiped', ended: { why: 'recalled' }, medium: { lost: { what: 'medium', by: { name: '田中 誠' } } } });
    const { records } = await town.sato.api.call('searchRecords', { body: { kind: 'incident', transfer: id } });
    expect(records).toHaveLength(1);
    const incident = await town.sato.api.call('record', { id: records[0]?.id ?? '' });
    expect(incident.stages[0]?.values).toMatchObject({ form: 'incident', loss: ['loss'], occurredAt: at });
    expect(incident.stages[0]?.by).toBe('田中 誠');
  });

  it('is told once: a transfer that never had a medium, or one that is back, is refused', async () => {
    const other = (await released(town, [town.firm.id]))[0]?.id ?? '';
    const body = { what: 'medium', at: new Date(town.time.wall()).toISOString(), place: '不明', text: '不明' } as const;
    await expect(town.sato.api.call('loseMedium', { id: other, body })).rejects.toMatchObject({ problem: { code: 'WRONG_STATE' } });
    await town.sato.api.call('useMedia', { id: other, body: { reason: 'other', text: '回線の工事' } });
    await expect(town.sato.api.call('loseMedium', { id: other, body })).rejects.toMatchObject({ problem: { code: 'MEDIUM_NOT_WRITTEN' } });
    expect(await town.sato.api.call('transfer', { id: other })).toMatchObject({ state: 'released' });
  });
});
