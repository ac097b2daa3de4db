// A disc is no way round what the contract asks of whoever receives: training, annex, workflow and qualification hold for the hand-over too.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { noticed, released } from '../../hostile/steps.ts';
import { newestEntries } from '../../hostile/line.ts';
import { foundTown, type Town } from '../../town.ts';
import { attach, beginAsPrepared, changeTerms, next, publishAnnex, publishWorkflow, registerQualification } from '../contract-steps.ts';
import { everyone } from '../duties/steps.ts';
import { beginWith } from '../taking.ts';

describe('who may be handed a medium', () => {
  let town: Town;
  let id = '';
  const engagement = () => town.engagement.id;
  const handOver = (): Promise<TransferView> => town.sato.api.call('handOverMedium', { id, body: { to: town.tanaka.id, at: new Date(town.time.wall()).toISOString(), method: 'in-person', count: 1 } });
  const notReady = (whyEn: string) => ({ problem: { code: 'RECEIVER_NOT_READY', facts: { name: '田中 誠', whyEn } } });
  const signedIn = async (): Promise<void> => {
    await everyone(town);
    await town.admin.signInAgain();
  };

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    const [transfer] = await released(town, [town.firm.id]);
    id = transfer?.id ?? '';
    await town.sato.api.call('useMedia', { id, body: { reason: 'line-down' } });
    await noticed(town, transfer === undefined ? [] : [transfer], signedIn);
    town.time.advance(130);
    await signedIn();
    await town.sato.api.call('writeMedium', { id });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('nobody without the training, the acknowledgement and the workflow that collecting asks for, and the clerk is told which [O 0-8] [O 0-9] [O 3-12]', async () => {
    await changeTerms(town, { trainingBeforeCollect: true, annexBeforeCollect: true, workflowBeforeCollect: true });
    await expect(handOver()).rejects.toMatchObject(notReady('there is no record of a security training in this fiscal year'));
    expect(await newestEntries(town, 1)).toEqual([expect.stringMatching(/hand-over-medium refused RECEIVER_NOT_READY/)]);
    await beginWith(town.tanaka, { kind: 'training', engagementId: engagement() }, { title: '個人情報保護研修', trainer: '情報管理室 西村', attendees: [{ id: town.tanaka.id, name: '田中 誠' }], material: [(await attach(town.tanaka, '研修資料.txt', '研修')).id] });
    await publishAnnex(town.sato, engagement(), town.firm.id);
    await expect(handOver()).rejects.toMatchObject(notReady('the annex (特記事項) is not acknowledged yet'));
    await beginAsPrepared(town.tanaka, 'acknowledgement', engagement());
    await expect(handOver()).rejects.toMatchObject(notReady('no workflow is published yet'));
    const workflow = await publishWorkflow(town.sato, engagement(), town.firm.id);
    await expect(handOver()).rejects.toMatchObject(notReady('the handling manager has not acknowledged the workflow yet'));
    await next(town.tanaka, workflow, 'acknowledge', { agreed: true });
  });

  it('and no firm without the qualification that every route needs; then it is handed over [O 1-7] [O 1-30]', async () => {
    await changeTerms(town, { certificates: [{ kind: 'p-mark', neededFor: 'every-route' }] });
    await expect(handOver()).rejects.toMatchObject({ problem: { code: 'ROUTES_CLOSED' } });
    await registerQualification(town.sato, engagement(), town.firm.id, { kind: 'p-mark', to: '2027-01-31' });
    // A qualification that only the line needs does not hold up a disc.
    await changeTerms(town, { certificates: [{ kind: 'p-mark', neededFor: 'every-route' }, { kind: 'lgwan-asp', neededFor: 'line' }] });
    expect(await handOver()).toMatchObject({ state: 'collected', collection: { by: { name: '田中 誠' } } });
  });
});
