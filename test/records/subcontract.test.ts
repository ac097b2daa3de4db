// Subcontracting as S1 has it: application, check, approval by another person, scope, and nothing below the first subcontractor.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { plainTerms, type Terms } from '../../server/engagements/terms.ts';
import type { RecordView, ValuesView } from '../../server/http/wire/records.ts';
import { addPerson, confirmedCertificate, draftFor, foundTown, start, testPolicy, type Someone, type Town } from '../town.ts';
import { noticed, released } from '../hostile/steps.ts';
import { attachment as attach, beginWith as begin, takeWith as take } from './taking.ts';

const printData = '納入通知書 印字データ';
const s1Terms: Terms = { ...plainTerms, subcontracting: 'with-consent', certificates: [{ kind: 'p-mark', neededFor: 'every-route' }], subcontractorConditions: [{ ja: '委託案件の入札参加者でないこと', en: 'Did not bid' }] };

describe('subcontracting', () => {
  let town: Town;
  let engagement: Town['engagement'];
  let other: Someone;
  let application: Record<string, ValuesView[string]>;

  const founding = async (title: string, terms: Partial<Terms>, preset: string | null = 'S1', period: { from: string; to: string } = { from: '2026-04-01', to: '2027-03-31' }): Promise<Town['engagement']> => {
    const made = await town.admin.api.call('addEngagement', { body: {
      title, purpose: '印字・封入封緘', legalBasis: '条例第14条第1項', ...period, items: ['氏名', '住所'], policy: { ...testPolicy, passwordGapMinutes: 0 }, terms: { ...s1Terms, ...terms }, preset, sectionIds: [town.section.id], contractorIds: [town.firm.id],
      forms: [{ name: printData, nameEn: 'Premium notices', direction: 'to-contractor', unit: '件' }, { name: '負担割合証 印字データ', nameEn: 'Cards', direction: 'to-contractor', unit: '件' }, { name: '業務報告書', nameEn: 'Report', direction: 'to-section', unit: '件' }],
    } });
    await town.admin.api.call('addRosterEntry', { id: made.id, body: { contractorId: town.firm.id, accountId: town.tanaka.id, role: 'manager', startsOn: '2026-04-01' } });
    return made;
  };
  const apply = async (about: { id: string }, more: ValuesView = {}, who = town.tanaka): Promise<RecordView> => begin(who, { kind: 'subcontract', engagementId: about.id }, { ...application, pMarkImage: [await attach(who, 'Pマーク登録証.pdf', '%PDF-1.7 登録証')], ...more });
  const check = (id: string, values: ValuesView = {}): Promise<RecordView> => take(town.sato, id, 'check', { notBidder: true, pMarkValid: 'yes', ...values });

  beforeAll(async () => {
    town = await foundTown();
    await confirmedCertificate(town.tanaka, town.sato, (await makeKeyPair({ name: '印刷室', passphrase: 'みどり の つくえ の うえ 3' }, new Date(start))).certificate);
    engagement = await founding('介護保険料納入通知書等の作成等業務（S1）', {});
    const firm = await town.admin.api.call('addContractor', { body: { name: 'みどり印刷加工株式会社', address: '○○県□□市7-1' } });
    other = await addPerson(town, town.admin, { role: 'handler', login: 'yamazaki', name: '山﨑 由美', contractorId: firm.id }, firm.page);
    const { seen } = await town.admin.api.call('engagementDetail', { id: engagement.id });
    await town.admin.api.call('changeEngagement', { id: engagement.id, body: { seen, reason: '2社目', changes: { addContractorIds: [firm.id] } } });
    await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firm.id, accountId: other.id, role: 'manager', startsOn: '2026-04-01' } });
    application = {
      firm: '株式会社あおば封入センター', address: '○○県△△市9-9', representative: '青葉 進', forms: [printData], work: '封入封緘', reason: '封入機の能力が足りないため', didNotBid: true, pMark: true, pMarkNumber: '10820001', pMarkIssuer: '一般財団法人 認証協会', pMarkFrom: '2025-10-01', pMarkUntil: '2027-09-30',
      people: [{ name: '木村 明', role: 'manager' }, { name: '森 葉子', role: 'handler' }],
    };
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it.each([['forbidden', 'S2'], ['none', 'S1']] as const)('has no such record where the terms say %s, not even by a request of one\'s own [O 1-35] [O 2-3]', async (subcontracting, preset) => {
    const closed = await founding(`業務（${subcontracting}）`, { subcontracting }, preset);
    expect((await town.tanaka.api.call('recordKinds', { id: closed.id })).map((kind) => kind.id)).not.toContain('subcontract');
    await expect(town.tanaka.api.call('addRecord', { idempotencyKey: `no-subcontracting-${subcontracting}`, body: { kind: 'subcontract', engagementId: closed.id, values: application } })).rejects.toMatchObject({ problem: { code: 'KIND_NOT_OFFERED' } });
  });

  it('asks the contractor for a firm that did not bid and whose P-mark is valid, with its certificate [O 1-31]', async () => {
    await expect(apply(engagement, { didNotBid: false })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
    await expect(apply(engagement, { pMark: false, pMarkNumber: null, pMarkIssuer: null, pMarkFrom: null, pMarkUntil: null, pMarkImage: null })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
    await expect(apply(engagement, { pMarkUntil: '2026-07-01' })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'pMarkUntil' } } });
    await expect(apply(engagement, { pMarkImage: [] })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'pMarkImage' } } });
    await expect(apply(engagement, { forms: ['ほかの帳票'] })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'forms' } } });
    const over = await founding('終わった業務', {}, 'S1', { from: '2026-04-01', to: '2026-07-01' });
    await expect(apply(over)).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED', facts: { reasonEn: 'The contract is over; subcontracting exists only within it.' } } });
  });

  it('cannot be approved past a failed check, nor by the person who checked; refusing needs a reason [O 1-31]', async () => {
    for (const failed of [{ notBidder: false }, { pMarkValid: 'no' }]) {
      const { id } = await apply(engagement);
      await check(id, failed);
      await expect(take(town.takahashi, id, 'approve', { number: '7福介第1号' })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
      await expect(take(town.takahashi, id, 'refuse')).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'why' } } });
      expect(await take(town.takahashi, id, 'refuse', { why: '条件を満たさないため' })).toMatchObject({ state: 'closed' });
    }
    const { id } = await apply(engagement);
    await expect(check(id, { pMarkValid: 'not-asked' })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'pMarkValid' } } });
    const checked = await take(town.takahashi, id, 'check', { notBidder: true, pMarkValid: 'yes' });
    await expect(town.takahashi.api.call('addStage', { id, body: { stage: 'approve', values: { number: '1', decidedOn: '2026-07-02', notice: 'x' }, seen: checked.stages.length } })).rejects.toMatchObject({ problem: { code: 'ANOTHER_PERSON' } });
    await expect(town.sato.api.call('addStage', { id, body: { stage: 'approve', values: { number: '1', decidedOn: '2026-07-02', notice: 'x' }, seen: checked.stages.length } })).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
    expect((await town.sato.api.call('engagements', {})).find((one) => one.id === engagement.id)?.subcontractors).toEqual([]);
  });

  it('is a party only from the approval on, with number, day and the notice of the paper [O 1-31] [O 0-1]', async () => {
    const { id } = await apply(engagement);
    await check(id);
    expect((await town.admin.api.call('contractors', {})).map((one) => one.name)).not.toContain('株式会社あおば封入センター');
    const approved = await take(town.takahashi, id, 'approve', { number: '8福介第123号' });
    expect(approved.stages.at(-1)?.values).toMatchObject({ number: '8福介第123号', decidedOn: '2026-07-02', conditions: '委託案件の入札参加者でないこと' });
    expect(approved.stages.at(-1)?.values['notice']).toMatch(/みだりに他人に知らせ.*\n.*第43条.*第44条/);
    const firms = (await town.admin.api.call('contractors', {})).filter((one) => one.name === '株式会社あおば封入センター');
    expect(firms).toHaveLength(1);
    const tiles = (await town.admin.api.call('contractors', {})).map((one) => one.tile);
    expect(new Set(tiles).size).toBe(tiles.length);
    expect((await town.sato.api.call('engagements', {})).find((one) => one.id === engagement.id)?.subcontractors).toMatchObject([{ party: { id: firms[0]?.id }, principal: '株式会社みどり印刷', formIds: [engagement.forms.find((one) => one.name === printData)?.id] }]);
    expect((await town.sato.api.call('searchRecords', { body: { kind: 'qualification', contractor: firms[0]?.id ?? '' } })).records).toHaveLength(1);
    await expect(take(town.tanaka, id, 'inform', { people: [{ name: '木村 明', acknowledged: false }] })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
    expect(await take(town.tanaka, id, 'inform', { people: [{ name: '木村 明', acknowledged: true }, { name: '森 葉子', acknowledged: true }] })).toMatchObject({ state: 'closed' });
  });

  describe('once approved', () => {
    let kimura: Someone;
    let sub: { id: string; page: string };
    beforeAll(async () => {
      const found = (await town.admin.api.call('contractors', {})).find((one) => one.name === '株式会社あおば封入センター');
      sub = { id: found?.id ?? '', page: found?.page ?? '' };
      kimura = await addPerson(town, town.admin, { role: 'handler', login: 'kimura', name: '木村 明', contractorId: sub.id }, sub.page);
      await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: sub.id, accountId: kimura.id, role: 'manager', startsOn: '2026-07-01' } });
      await confirmedCertificate(kimura, town.sato, (await makeKeyPair({ name: '封入室', passphrase: 'あおば の つくえ の うえ 3' }, new Date(start))).certificate);
    });

    it('knows its principal, the principal knows it, and another contractor knows nothing of it [O 1-31] [O 4-9]', async () => {
      const seenBy = async (who: Someone) => (await who.api.call('engagements', {})).find((one) => one.id === engagement.id);
      expect((await seenBy(kimura))?.subcontractors).toMatchObject([{ principal: '株式会社みどり印刷' }]);
      expect((await seenBy(kimura))?.contractors.map((one) => one.id)).toEqual([sub.id]);
      expect((await seenBy(town.tanaka))?.subcontractors.map((one) => one.party.name)).toEqual(['株式会社あおば封入センター']);
      expect(JSON.stringify(await seenBy(other))).not.toContain('あおば');
      expect(JSON.stringify(await other.api.call('roster', { id: engagement.id }))).not.toContain('あおば');
      const roster = await town.tanaka.api.call('roster', { id: engagement.id });
      expect(roster.firms.find((firm) => firm.party.id === sub.id)).toMatchObject({ principal: '株式会社みどり印刷', maySubmit: false, people: [], entries: [{ name: '木村 明', may: [] }] });
      expect((await kimura.api.call('roster', { id: engagement.id })).firms.map((firm) => firm.party.id)).toEqual([sub.id]);
    });

    it('is given the forms of its scope and no other, and sends back none outside it [O 1-31]', async () => {
      await expect(draftFor(town.sato, { engagement }, { recipientIds: [sub.id], form: '負担割合証' })).rejects.toMatchObject({ problem: { code: 'FORM_NOT_IN_SCOPE', facts: { recipient: '株式会社あおば封入センター' } } });
      await expect(draftFor(town.sato, { engagement }, { recipientIds: [town.firm.id, sub.id], form: '負担割合証' })).rejects.toMatchObject({ problem: { code: 'FORM_NOT_IN_SCOPE' } });
      await expect(draftFor(kimura, { engagement }, { recipientIds: [town.section.id], form: '業務報告書' })).rejects.toMatchObject({ problem: { code: 'FORM_NOT_IN_SCOPE' } });
      const recipients = (await town.sato.api.call('engagements', {})).find((one) => one.id === engagement.id)?.recipients;
      expect(recipients?.find((one) => one.party.id === sub.id)?.subcontractor).toMatchObject({ principal: '株式会社みどり印刷' });
      expect(recipients?.find((one) => one.party.id === town.firm.id)?.subcontractor).toBeNull();
    });

    it('collects like any contractor, and each hand-over to it has its 確認書 [O 1-33] [O 1-34]', async () => {
      const transfers = await released({ ...town, engagement }, [sub.id], [Buffer.from('被保険者番号\r\n')]);
      const [made] = await noticed({ ...town, engagement }, transfers, async () => { await town.sato.signInAgain(); }, 1);
      const id = made?.transfer.id ?? '';
      await town.sato.api.call('handover', { id: made?.notice ?? '', body: { method: 'in-person', to: kimura.id, at: new Date(town.time.wall()).toISOString() } });
      expect((await (await kimura.api.call('manifest', { id })).text()).length).toBeGreaterThan(100);
      await expect(town.tanaka.api.call('transfer', { id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
      expect((await town.sato.api.call('confirmationRecords', { id })).length).toBeGreaterThanOrEqual(2);
    });

    it('files the same records as any contractor; its principal and the ward read them, nobody else [O 1-32] [O 1-34]', async () => {
      const kinds = await kimura.api.call('recordKinds', { id: engagement.id });
      expect(kinds.filter((kind) => kind.mayBegin).map((kind) => kind.id)).toContain('training');
      const made = await begin(kimura, { kind: 'training', engagementId: engagement.id }, { heldOn: '2026-07-02', title: '個人情報保護研修', trainer: '青葉 進', attendees: [{ id: kimura.id, name: '木村 明' }], material: [await attach(kimura, '研修資料.pdf', '%PDF-1.7')] });
      for (const reader of [town.sato, town.tanaka, town.auditor]) expect((await reader.api.call('record', { id: made.id })).label).toBe(made.label);
      await expect(other.api.call('record', { id: made.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
      const [approval] = (await town.tanaka.api.call('searchRecords', { body: { kind: 'subcontract' } })).records;
      await expect(kimura.api.call('record', { id: approval?.id ?? '' })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    });

    it('cannot subcontract any further: no such record is offered, and the server refuses one [O 1-32]', async () => {
      expect((await kimura.api.call('recordKinds', { id: engagement.id })).map((kind) => kind.id)).not.toContain('subcontract');
      await expect(apply(engagement, { firm: '株式会社さらに先', address: '○○県' }, kimura)).rejects.toMatchObject({ problem: { code: 'KIND_NOT_OFFERED' } });
    });

    it('is the firm that the municipality knows when name and address are the same, and never twice in one engagement [O 1-31]', async () => {
      const again = await apply(engagement, { firm: '株式会社　あおば封入センター' });
      await check(again.id);
      await expect(take(town.takahashi, again.id, 'approve', { number: '2' })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED', facts: { reasonEn: 'This firm is a party of the engagement already, so it cannot be approved.' } } });
      const next = await founding('翌年度の業務', {});
      const { id } = await apply(next, { address: '○○県△△市９－９' });
      await check(id);
      await take(town.takahashi, id, 'approve', { number: '3' });
      expect((await kimura.api.call('engagements', {})).map((one) => one.title).sort()).toEqual(['介護保険料納入通知書等の作成等業務（S1）', '翌年度の業務'].sort());
      expect((await town.admin.api.call('contractors', {})).filter((one) => one.name === '株式会社あおば封入センター')).toHaveLength(1);
    });

    it('ends with the contract [O 1-31]', async () => {
      const { seen } = await town.admin.api.call('engagementDetail', { id: engagement.id });
      await town.admin.api.call('changeEngagement', { id: engagement.id, body: { seen, reason: '契約の終了', changes: { to: '2026-07-01' } } });
      await expect(draftFor(town.sato, { engagement }, { recipientIds: [sub.id] })).rejects.toMatchObject({ problem: { code: 'ENGAGEMENT_NOT_OPEN' } });
    });
  });
});
