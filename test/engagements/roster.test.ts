// Rosters: submitted by the contractor, accepted by the ward, ended by either or by the last day; nobody acts by what was not accepted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import { addPerson, arrive, confirmedCertificate, foundTown, start, testPolicy, type Someone, type Town } from '../town.ts';
import { noticed, released } from '../hostile/steps.ts';

describe('rosters', () => {
  let town: Town;
  let suzuki: Someone;
  beforeAll(async () => {
    town = await foundTown({ policy: { passwordGapMinutes: 0 } });
    suzuki = await addPerson(town, town.admin, { role: 'handler', login: 'suzuki', name: '鈴木 一郎', contractorId: town.firm.id }, town.firm.page);
    await confirmedCertificate(town.tanaka, town.sato, (await makeKeyPair({ name: '印刷室', passphrase: 'みどり の つくえ の うえ 3' }, new Date(start))).certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const submit = (who: Someone, more: Partial<Parameters<typeof town.tanaka.api.call<'submitRosterEntry'>>[1]['body']> = {}) =>
    who.api.call('submitRosterEntry', { id: town.engagement.id, body: { person: { accountId: suzuki.id }, role: 'handler', startsOn: '2026-07-01', endsOn: null, reason: '7月の処理のため', ...more } });
  const entries = async (who: Someone) => (await who.api.call('roster', { id: town.engagement.id })).firms.flatMap((firm) => firm.entries);
  const entry = async (who: Someone, state: string, name: string) => {
    const found = (await entries(who)).find((one) => one.state === state && one.name === name);
    if (found === undefined) throw new Error(`no entry ${state} of ${name}`);
    return found;
  };

  it('lets only the handling manager of the firm submit, and only for the own firm [O 0-3] [O 1-15] [O 3-10]', async () => {
    await expect(submit(suzuki)).rejects.toMatchObject({ problem: { code: 'NOT_ROSTER_MANAGER' } });
    await expect(submit(town.tanaka, { person: { accountId: town.sato.id } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(submit(town.tanaka, { startsOn: '2026-07-03', endsOn: '2026-07-02' })).rejects.toMatchObject({ problem: { code: 'PERIOD_REVERSED' } });
    const page = await submit(town.tanaka);
    expect(page.firms[0]?.entries.find((one) => one.name === '鈴木 一郎')).toMatchObject({ state: 'waiting', may: ['withdraw'], history: [{ what: 'submitted', by: '田中 誠', reason: '7月の処理のため' }] });
    await expect(submit(town.tanaka)).rejects.toMatchObject({ problem: { code: 'ROSTER_ENTRY_WAITING' } });
  });

  it('gives nobody anything before the ward accepted, and all of it afterwards [O 0-3] [O 2-5] [O 4-5]', async () => {
    const [transfer] = await released(town, [town.firm.id], [Buffer.from('被保険者番号,氏名\r\n')]);
    const [made] = await noticed(town, transfer === undefined ? [] : [transfer], async () => { await town.sato.signInAgain(); }, 1);
    const id = made?.transfer.id ?? '';
    await expect(suzuki.api.call('transfer', { id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect((await suzuki.api.call('transfers', {})).transfers).toEqual([]);
    expect(await town.sato.api.call('waitingRosters', {})).toMatchObject([{ engagement: { id: town.engagement.id }, contractor: { id: town.firm.id, name: '株式会社みどり印刷' }, count: 1 }]);
    const waiting = await entry(town.sato, 'waiting', '鈴木 一郎');
    const page = await town.sato.api.call('decideRosterEntry', { id: waiting.id, body: { accept: true } });
    expect(page.firms[0]?.entries.find((one) => one.id === waiting.id)).toMatchObject({ state: 'acting', history: [{ what: 'submitted' }, { what: 'accepted', by: '佐藤 恵' }] });
    expect((await suzuki.api.call('transfer', { id })).number).toBe(made?.transfer.number);
    expect((await (await suzuki.api.call('manifest', { id })).text()).length).toBeGreaterThan(100);
    await expect(town.takahashi.api.call('decideRosterEntry', { id: waiting.id, body: { accept: true } })).rejects.toMatchObject({ problem: { code: 'ROSTER_ENTRY_DECIDED' } });
  });

  it('returns what does not suit with the reason, which the firm reads [O 0-3]', async () => {
    await submit(town.tanaka, { role: 'security-officer' });
    const { id } = await entry(town.sato, 'waiting', '鈴木 一郎');
    await town.sato.api.call('decideRosterEntry', { id, body: { accept: false, reason: '役割を確かめてください' } });
    expect((await entry(town.tanaka, 'returned', '鈴木 一郎')).history.at(-1)).toMatchObject({ what: 'returned', by: '佐藤 恵', reason: '役割を確かめてください' });
    expect(await town.sato.api.call('waitingRosters', {})).toEqual([]);
  });

  it('lets a firm take a submission back, and puts a new one in the place of the old without signing anybody out [O 0-3]', async () => {
    await submit(town.tanaka, { endsOn: '2026-12-31' });
    await town.tanaka.api.call('endRosterEntry', { id: (await entry(town.tanaka, 'waiting', '鈴木 一郎')).id, body: { reason: '入力の誤り' } });
    expect((await entry(town.tanaka, 'withdrawn', '鈴木 一郎')).history.at(-1)).toMatchObject({ what: 'withdrawn', reason: '入力の誤り' });
    await submit(town.tanaka, { endsOn: '2026-12-31', reason: '期間の変更' });
    await town.sato.api.call('decideRosterEntry', { id: (await entry(town.sato, 'waiting', '鈴木 一郎')).id, body: { accept: true } });
    expect((await entry(town.sato, 'ended', '鈴木 一郎')).history.at(-1)).toMatchObject({ what: 'replaced', by: '佐藤 恵' });
    expect(await entry(town.sato, 'acting', '鈴木 一郎')).toMatchObject({ endsOn: '2026-12-31' });
    expect((await suzuki.api.call('transfers', {})).transfers).toHaveLength(1);
  });

  it('signs a person out at once when the firm or the ward takes them off, and keeps the history [O 0-3] [O 4-5]', async () => {
    const { id } = await entry(town.tanaka, 'acting', '鈴木 一郎');
    await town.tanaka.api.call('endRosterEntry', { id, body: { reason: '異動のため' } });
    await expect(suzuki.api.call('transfers', {})).rejects.toMatchObject({ problem: { code: 'SESSION_ENDED' } });
    await suzuki.signInAgain();
    expect((await suzuki.api.call('transfers', {})).transfers).toEqual([]);
    const paper = (await entries(town.sato)).filter((one) => one.name === '鈴木 一郎');
    expect(paper.map((one) => one.state)).toEqual(['returned', 'withdrawn', 'ended', 'ended']);
    expect(paper.flatMap((one) => one.history.map(({ what }) => what)).sort()).toEqual(['accepted', 'accepted', 'removed', 'replaced', 'returned', 'submitted', 'submitted', 'submitted', 'submitted', 'withdrawn']);
    await submit(town.tanaka);
    await town.sato.api.call('decideRosterEntry', { id: (await entry(town.sato, 'waiting', '鈴木 一郎')).id, body: { accept: true } });
    await town.sato.api.call('endRosterEntry', { id: (await entry(town.sato, 'acting', '鈴木 一郎')).id, body: { reason: '事業者からの電話による' } });
    await expect(suzuki.api.call('transfers', {})).rejects.toMatchObject({ problem: { code: 'SESSION_ENDED' } });
    await suzuki.signInAgain();
  });

  it('ends an entry with its last day by itself: the person is signed out and reads nothing [O 0-3]', async () => {
    await submit(town.tanaka, { endsOn: '2026-07-04' });
    await town.sato.api.call('decideRosterEntry', { id: (await entry(town.sato, 'waiting', '鈴木 一郎')).id, body: { accept: true } });
    town.time.advance(2 * 24 * 60); // 4 July 14:00 in Japan
    await town.running.gateway.tick();
    await suzuki.signInAgain();
    expect((await suzuki.api.call('transfers', {})).transfers).toHaveLength(1);
    town.time.advance(10 * 60 + 1); // 5 July, just after midnight
    await town.running.gateway.tick();
    await suzuki.signInAgain();
    expect((await suzuki.api.call('transfers', {})).transfers).toEqual([]);
    for (const one of [town.sato, town.tanaka, town.admin, town.takahashi]) await one.signInAgain();
    expect((await entries(town.sato)).flatMap(({ history }) => history).filter(({ what }) => what === 'ended')).toMatchObject([{ by: null, reason: null }]);
  });

  it('makes an account for a new person only after the ward has accepted them [O 0-3]', async () => {
    await submit(town.tanaka, { person: { name: '山本 新', login: 'yamamoto' } });
    expect(await town.admin.api.call('accountRequests', {})).toEqual([]);
    const body = { role: 'handler', login: 'yamamoto', name: '山本 新', contractorId: town.firm.id, rosterId: (await entry(town.sato, 'waiting', '山本 新')).id } as const;
    await expect(town.admin.api.call('addAccount', { body })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect((await town.admin.api.call('accounts', {})).some((one) => one.login === 'yamamoto')).toBe(false);
    await town.sato.api.call('decideRosterEntry', { id: body.rosterId, body: { accept: true } });
    expect(await town.admin.api.call('accountRequests', {})).toMatchObject([{ rosterId: body.rosterId, name: '山本 新', login: 'yamamoto', contractor: { name: '株式会社みどり印刷' } }]);
    const made = await town.admin.api.call('addAccount', { body });
    expect(await town.admin.api.call('accountRequests', {})).toEqual([]);
    const yamamoto = await arrive(town, 'contractor', { id: made.account.id, ...made.initial, page: town.firm.page });
    expect(await entry(town.sato, 'acting', '山本 新')).toMatchObject({ accountId: made.account.id });
    expect((await yamamoto.api.call('transfers', {})).transfers).toHaveLength(1);
    await expect(submit(town.tanaka, { person: { name: '別 人', login: 'yamamoto' } })).rejects.toMatchObject({ problem: { code: 'LOGIN_TAKEN' } });
  });

  it('points out the roles that the engagement demands and nobody holds [O 3-10]', async () => {
    const engagement = await town.admin.api.call('addEngagement', { body: {
      title: '介護人材入門的研修事業', purpose: '研修', legalBasis: '条例第14条第1項', from: '2026-04-01', to: '2027-03-31', items: ['氏名'], forms: [{ name: '参加者名簿', nameEn: 'Participants', direction: 'to-contractor', unit: '名' }],
      policy: testPolicy, terms: { ...plainTerms, rosterRoles: ['security-officer', 'manager', 'handler'] }, preset: 'S3', sectionIds: [town.section.id], contractorIds: [town.firm.id],
    } });
    await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: town.firm.id, accountId: town.tanaka.id, role: 'manager', startsOn: '2026-04-01' } });
    const missing = async () => (await town.sato.api.call('roster', { id: engagement.id })).firms[0]?.missing;
    expect(await missing()).toEqual(['security-officer', 'handler']);
    await town.tanaka.api.call('submitRosterEntry', { id: engagement.id, body: { person: { accountId: suzuki.id }, role: 'security-officer', startsOn: '2026-04-01', endsOn: null, reason: '指定' } });
    expect(await missing()).toEqual(['security-officer', 'handler']);
    const page = await town.sato.api.call('roster', { id: engagement.id });
    await town.sato.api.call('decideRosterEntry', { id: page.firms[0]?.entries.find((one) => one.state === 'waiting')?.id ?? '', body: { accept: true } });
    expect(await missing()).toEqual(['handler']);
  });

  it('shows a firm no other firm\'s people and answers foreign entries like those that do not exist [O 4-9]', async () => {
    const other = await town.admin.api.call('addContractor', { body: { name: 'あおば封入センター', address: '○○県' } });
    const kimura = await addPerson(town, town.admin, { role: 'handler', login: 'kimura', name: '木村 明', contractorId: other.id }, other.page);
    const detail = await town.admin.api.call('engagementDetail', { id: town.engagement.id });
    await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { seen: detail.seen, reason: '追加', changes: { addContractorIds: [other.id] } } });
    await town.admin.api.call('addRosterEntry', { id: town.engagement.id, body: { contractorId: other.id, accountId: kimura.id, role: 'manager', startsOn: '2026-04-01' } });
    expect((await kimura.api.call('roster', { id: town.engagement.id })).firms.map((firm) => firm.party.name)).toEqual(['あおば封入センター']);
    const { id } = await entry(town.sato, 'acting', '田中 誠');
    for (const rosterId of [id, '0'.repeat(32)]) await expect(kimura.api.call('endRosterEntry', { id: rosterId, body: { reason: 'x' } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});
