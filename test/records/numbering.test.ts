import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { label } from '../../server/records/numbering.ts';
import { released } from '../hostile/steps.ts';
import { addEngagement, confirmedCertificate, foundTown, start, testPolicy, type Town } from '../town.ts';

describe('numbers of 確認書', () => {
  let town: Town;
  let engagement: Town['engagement'];
  beforeAll(async () => {
    town = await foundTown();
    engagement = await addEngagement(town.admin, { title: '年度をまたぐ業務', sectionIds: [town.section.id], contractorIds: [town.firm.id], policy: testPolicy, to: '2028-03-31' });
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const numbered = async (): Promise<string | undefined> => {
    const [transfer] = await released({ ...town, engagement }, [town.firm.id]);
    return (await town.sato.api.call('confirmationRecords', { id: transfer?.id ?? '' }))[0]?.label;
  };

  it('have no gap, whatever was refused between, and begin anew with the fiscal year [I 9] [H 108]', async () => {
    expect([await numbered(), await numbered()]).toEqual(['R8-1', 'R8-2']);
    await expect(town.takahashi.api.call('approve', { id: '0'.repeat(32), body: { destination: true, content: true, attachments: true, digest: '0'.repeat(64) } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const together = await Promise.all([numbered(), numbered(), numbered()]);
    expect(together.sort()).toEqual(['R8-3', 'R8-4', 'R8-5']);
    town.time.advance((Date.parse('2027-03-31T23:58:00.000+09:00') - town.time.wall()) / 60_000);
    for (const who of [town.sato, town.takahashi]) await who.signInAgain();
    expect(await numbered()).toBe('R8-6');
    town.time.advance(2);
    expect([await numbered(), await numbered()]).toEqual(['R9-1', 'R9-2']);
  });

  it('are spoken with their era', () => {
    expect([label({ fiscalYear: 2019, number: 1 }), label({ fiscalYear: 2026, number: 31 })]).toEqual(['R1-1', 'R8-31']);
  });
});
