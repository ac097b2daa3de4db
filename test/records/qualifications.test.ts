import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutiesOf } from '../../server/records/duties/duties.ts';
import { collectable } from '../hostile/steps.ts';
import { draftFor, foundTown, type Someone, type Town } from '../town.ts';
import { begin, changeTerms, next, registerQualification } from './contract-steps.ts';

const refused = (code: string, facts?: object) => ({ problem: { code, ...(facts === undefined ? {} : { facts }) } });
const day = 24 * 60;

describe('qualifications and the routes that they keep open', () => {
  let town: Town;
  let id: string;
  const firm = () => town.firm.id;
  const draft = (who: Someone = town.sato) => (who === town.sato ? draftFor(who, town, { recipientIds: [firm()] }) : draftFor(who, town, { recipientIds: [town.section.id], form: '業務報告書' }));
  const recipient = async () => (await town.sato.api.call('engagements', {})).find((one) => one.id === id)?.recipients[0];
  const later = async (days: number) => {
    town.time.advance(days * day);
    await town.running.gateway.tick();
    for (const who of [town.sato, town.takahashi, town.tanaka, town.admin]) await who.signInAgain();
  };

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    id = town.engagement.id;
    await changeTerms(town, { certificates: [{ kind: 'p-mark', neededFor: 'every-route' }, { kind: 'lgwan-asp', neededFor: 'line' }] });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('without the P-mark every route is closed: nothing is made, in neither direction [O 1-7]', async () => {
    await expect(draft()).rejects.toMatchObject(refused('ROUTES_CLOSED', { contractor: '株式会社みどり印刷' }));
    await expect(draft(town.tanaka)).rejects.toMatchObject(refused('ROUTES_CLOSED'));
    expect(await recipient()).toMatchObject({ ready: false, reason: 'routes-closed', qualification: { kind: 'p-mark', state: 'routes-closed', until: null } });
    expect((await town.tanaka.api.call('engagementStanding', { id })).qualifications).toMatchObject([{ kind: 'p-mark', state: 'missing' }, { kind: 'lgwan-asp', state: 'missing' }]);
  });

  it('the register takes number, issuer, days and image, from the ward only, and no reversed period [O 1-7]', async () => {
    await expect(begin(town.tanaka, 'qualification', id, null, {})).rejects.toMatchObject(refused('STAGE_NOT_YOURS'));
    await expect(begin(town.sato, 'qualification', id, firm(), { kind: 'p-mark', number: '1', issuer: 'x', validFrom: '2026-01-01', validTo: '2027-01-01', image: [] })).rejects.toMatchObject(refused('RECORD_INCOMPLETE', { field: 'image' }));
    await expect(registerQualification(town.sato, id, firm(), { kind: 'p-mark', from: '2026-08-01', to: '2026-07-31' })).rejects.toMatchObject(refused('RECORD_INCOMPLETE', { field: 'validTo' }));
    const record = await registerQualification(town.sato, id, firm(), { kind: 'p-mark', to: '2026-12-31' });
    expect(record).toMatchObject({ contractor: { name: '株式会社みどり印刷' }, stages: [{ values: { number: '10820001', issuer: '認証機関', validTo: '2026-12-31' } }] });
    await expect(registerQualification(town.sato, id, firm(), { kind: 'p-mark', to: '2026-12-31' }), 'twice').rejects.toMatchObject(refused('RECORD_REFUSED'));
  });

  it('with the P-mark only, media remain: the ward may deposit, but nothing is collected over the line [O 1-7]', async () => {
    expect(await recipient()).toMatchObject({ ready: true, qualification: { kind: 'lgwan-asp', state: 'line-closed' } });
    const { transfer } = await collectable(town);
    await town.tanaka.signInAgain();
    await expect(town.tanaka.api.call('lock', { id: transfer.id })).rejects.toMatchObject(refused('LINE_CLOSED', { whichJa: 'LGWAN-ASP認証（登録がありません）' }));
    await expect(draft(town.tanaka), 'a contractor\'s deposit passes over the line at once').rejects.toMatchObject(refused('LINE_CLOSED'));
    expect((await town.sato.api.call('engagementStanding', { id })).closedRoutes).toMatchObject([{ media: true }]);
    await town.admin.signInAgain();
    await changeTerms(town, { routes: { line: true, media: false } });
    await expect(draft(), 'media switched off').rejects.toMatchObject(refused('ROUTES_CLOSED'));
    await changeTerms(town, { routes: { line: true, media: true } });
    await registerQualification(town.sato, id, firm(), { kind: 'lgwan-asp', number: 'A-1', to: '2026-09-10' });
    await town.tanaka.api.call('lock', { id: transfer.id });
    await draft(town.tanaka);
  });

  it('warns 60 days before the last day, on the calendar, at the recipient and at the engagement, once [O 1-7] [H 51]', async () => {
    await town.admin.signInAgain();
    await later(9); // 7月11日: 61 days left
    const warnings = async () => (await dutiesOf(town.running.gateway.store.read, { engagementId: id })).filter((one) => one.kind.startsWith('qualification'));
    expect([await warnings(), (await recipient())?.qualification]).toEqual([[], null]);
    await later(1); // 7月12日: 60 days left
    expect(await warnings()).toMatchObject([{ kind: 'qualification-lgwan-asp', dueOn: '2026-09-10', owedBy: 'ward', recordKind: 'qualification' }]);
    expect(await recipient()).toMatchObject({ ready: true, qualification: { kind: 'lgwan-asp', state: 'expiring', until: '2026-09-10', daysLeft: 60 } });
    expect((await town.tanaka.api.call('engagementStanding', { id })).qualifications).toMatchObject([{ state: 'valid' }, { state: 'expiring', daysLeft: 60 }]);
    await later(1);
    expect(await warnings()).toHaveLength(1);
  });

  it('the line is open on the last day and closed on the next, until a new one is registered, which settles the warning [O 1-7] [H 51]', async () => {
    const { transfer } = await collectable(town);
    await later(59); // 9月10日
    await draft(town.tanaka);
    expect((await recipient())?.qualification).toMatchObject({ state: 'expiring', daysLeft: 0 });
    await later(1);
    await expect(draft(town.tanaka)).rejects.toMatchObject(refused('LINE_CLOSED', { whichJa: 'LGWAN-ASP認証（有効期限 2026-09-10）', whichEn: 'LGWAN-ASP qualification (valid until 2026-09-10)' }));
    expect((await town.sato.api.call('transfer', { id: transfer.id })).state).not.toBe('released');
    await registerQualification(town.sato, id, firm(), { kind: 'lgwan-asp', number: 'A-2', from: '2026-09-11', to: '2027-09-10' });
    await draft(town.tanaka);
    expect((await dutiesOf(town.running.gateway.store.read, { engagementId: id })).filter((one) => one.kind.startsWith('qualification'))).toEqual([]);
  });

  it('a withdrawn qualification no longer counts [O 1-7] [H 51]', async () => {
    const record = await registerQualification(town.sato, id, firm(), { kind: 'p-mark', number: '2', from: '2026-09-01', to: '2028-08-31' });
    const [old] = (await town.sato.api.call('searchRecords', { body: { kind: 'qualification', engagement: id } })).records.filter((one) => one.label === 'R8-1');
    for (const one of [record, { id: old?.id ?? '' }]) await next(town.sato, one, 'withdraw', { reason: '認証の取消し' });
    await expect(draft()).rejects.toMatchObject(refused('ROUTES_CLOSED'));
  });
});
