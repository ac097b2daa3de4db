// What administrators change: before and after in the ledger, nobody overwrites another, nobody reaches another municipality.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Field, ChangeAnswer } from '../../server/http/wire/administration.ts';
import { foundMunicipality } from '../../server/accounts/people.ts';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { changePerson } from '../../server/accounts/change-person.ts';
import { randomBytes } from 'node:crypto';
import { arrive, draftFor, foundTown, onMachine, upload, type Someone, type Town } from '../town.ts';

const refusedWith = (code: string, status?: number) => ({ problem: { code, ...(status === undefined ? {} : { status }) } });
const written = z.object({ texts: z.record(z.string(), z.string()).optional(), facts: z.record(z.string(), z.unknown()).optional() });
const nobody = '0'.repeat(64);
const changed = (answer: ChangeAnswer): [Field, unknown, unknown][] => answer.changes.map(({ field, before, after }) => [field, before, after]);

describe('what administrators change', () => {
  let town: Town;
  let other: Someone;
  let otherPage = { section: '', firm: '', person: '', engagement: '' };
  beforeAll(async () => {
    town = await foundTown();
    const { gateway } = town.running;
    const made = await foundMunicipality({ store: gateway.store, ledger: gateway.ledger, clock: gateway.clock, hasher: createPasswordHasher(), random: randomBytes }, { code: 'yuugiri', name: 'ゆうぎり市', login: 'kanri', adminName: '夕霧 一郎' });
    other = await arrive(town, 'ward', { id: made.account.id, login: 'kanri@yuugiri', password: made.initial.password });
    const section = await other.api.call('addSection', { body: { name: '税務課', telephone: '03-9999-0000' } });
    const firm = await other.api.call('addContractor', { body: { name: '夕霧印刷', address: '夕霧市1' } });
    const engagement = await other.api.call('addEngagement', { body: { title: '税の業務', purpose: '印字', legalBasis: '条例', from: '2026-04-01', to: '2027-03-31', items: [], forms: [{ name: '通知', nameEn: 'Notice', direction: 'to-contractor', unit: '件' }], policy: town.engagement.policy, preset: null, sectionIds: [section.id], contractorIds: [firm.id] } });
    otherPage = { section: section.id, firm: firm.id, person: other.id, engagement: engagement.id };
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  /** A new person of the first municipality; with two of them a login names its own. */
  const joining = async (body: { role: 'staff'; login: string; name: string; sectionId?: string }): Promise<Someone> => {
    const made = await town.admin.api.call('addAccount', { body });
    return arrive(town, 'ward', { id: made.account.id, login: `${body.login}@asagiri`, password: made.initial.password });
  };
  const account = async (id: string) => {
    const found = (await town.admin.api.call('accounts', {})).find((one) => one.id === id);
    if (found === undefined) throw new Error('expected the account');
    return found;
  };
  const section = async () => (await town.admin.api.call('sections', {})).find((one) => one.id === town.section.id) ?? { seen: nobody, name: '', telephone: '' };
  const firm = async () => (await town.admin.api.call('contractors', {})).find((one) => one.id === town.firm.id) ?? { seen: nobody, name: '', address: '', pageAddress: '' };
  const detail = () => town.admin.api.call('engagementDetail', { id: town.engagement.id });
  const entry = async (index: number | null) => {
    const row = await town.running.gateway.store.read.selectFrom('ledger_entries').selectAll().where('idx', '=', index ?? -1).executeTakeFirstOrThrow();
    return { act: row.act, bytes: row.bytes, ...written.parse(JSON.parse(row.bytes)) };
  };

  it('shows a change before it is saved, then saves it once with reason, before and after', async () => {
    const { seen } = await section();
    const changes = { telephone: '03-0000-2222' };
    const shown = await town.admin.api.call('changeSection', { id: town.section.id, body: { changes, seen, reason: null } });
    expect(shown).toEqual({ entry: null, changes: [{ field: 'telephone', form: 'text', before: '03-0000-1111', after: '03-0000-2222', takesEffect: 'at-once-everywhere' }] });
    expect((await section()).telephone).toBe('03-0000-1111');
    const saved = await town.admin.api.call('changeSection', { id: town.section.id, body: { changes, seen, reason: '内線の変更' } });
    expect((await section()).telephone).toBe('03-0000-2222');
    const { act, facts } = await entry(saved.entry);
    expect([act, facts]).toEqual(['change-section', { section: town.section.id, changes: [{ field: 'telephone', before: '03-0000-1111', after: '03-0000-2222' }] }]);
    const { entries: [newest, first] } = await town.admin.api.call('history', { query: { kind: 'section', id: town.section.id } });
    expect(newest).toMatchObject({ entry: saved.entry, act: 'change-section', by: '管理 太郎', reason: '内線の変更', changes: [{ field: 'telephone', before: '03-0000-1111', after: '03-0000-2222' }] });
    expect(first).toMatchObject({ act: 'add-section', changes: [], reason: null });
  });

  it('lets nobody overwrite what another administrator changed meanwhile, and saves no change of nothing', async () => {
    const { seen, address } = await firm();
    const body = { changes: { address: '○○県△△市9-9' }, seen, reason: '移転' };
    const both = await Promise.allSettled([0, 1].map(() => town.admin.api.call('changeContractor', { id: town.firm.id, body })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusedWith('CHANGED_MEANWHILE', 409) });
    await expect(town.admin.api.call('changeContractor', { id: town.firm.id, body: { ...body, changes: { address }, reason: null } })).rejects.toMatchObject(refusedWith('CHANGED_MEANWHILE'));
    const now = await firm();
    await expect(town.admin.api.call('changeContractor', { id: town.firm.id, body: { changes: { address: now.address }, seen: now.seen, reason: null } })).rejects.toMatchObject(refusedWith('NOTHING_CHANGED', 422));
    await expect(town.admin.api.call('changeContractor', { id: town.firm.id, body: { changes: {}, seen: now.seen, reason: '理由' } })).rejects.toMatchObject(refusedWith('NOTHING_CHANGED'));
    expect(now.pageAddress).toBe(`${town.running.origins.contractor}/p/${town.firm.page}`);
  });

  it('keeps a person\'s names out of the entry itself, as texts that can be wiped', async () => {
    const clerk = await joining({ role: 'staff', login: 'mori', name: '森 旧姓', sectionId: town.section.id });
    const { seen, lastSignInAt } = await account(clerk.id);
    expect(lastSignInAt).toBe(new Date(town.time.wall()).toISOString());
    const made = await town.admin.api.call('changeAccount', { id: clerk.id, body: { changes: { name: '森 新姓', canApprove: true }, seen, reason: '改姓と昇任' } });
    expect(changed(made)).toEqual([['person-name', '森 旧姓', '森 新姓'], ['can-approve', false, true]]);
    const { bytes, texts } = await entry(made.entry);
    expect(bytes).not.toMatch(/旧姓|新姓|昇任/);
    expect(Object.keys(texts ?? {}).sort()).toEqual(['person-name.after', 'person-name.before', 'reason']);
    expect((await town.admin.api.call('history', { query: { kind: 'person', id: clerk.id } })).entries[0]).toMatchObject({ reason: '改姓と昇任', changes: [{ field: 'person-name', before: '森 旧姓', after: '森 新姓' }, { field: 'can-approve', before: false, after: true }] });
    expect((await clerk.api.call('session', {})).account).toMatchObject({ name: '森 新姓', canApprove: true });
  });

  it('ends the sessions of a person who is moved or disabled, and lets them in again once enabled [ASVS 7.4.5]', async () => {
    const clerk = await joining({ role: 'staff', login: 'hayashi', name: '林 一', sectionId: town.section.id });
    const elsewhere = await town.admin.api.call('addSection', { body: { name: '納税課', telephone: '03-0000-3333' } });
    const change = async (changes: { sectionId?: string; active?: boolean }) => town.admin.api.call('changeAccount', { id: clerk.id, body: { changes, seen: (await account(clerk.id)).seen, reason: '異動' } });
    expect((await change({ sectionId: elsewhere.id })).changes).toEqual([{ field: 'section', form: 'text', before: '福祉部 介護保険課', after: '納税課', takesEffect: 'signs-out' }]);
    await expect(clerk.api.call('session', {})).rejects.toMatchObject(refusedWith('SESSION_ENDED'));
    await clerk.signInAgain();
    await change({ active: false });
    await expect(clerk.api.call('session', {})).rejects.toMatchObject(refusedWith('SESSION_ENDED'));
    await expect(clerk.signInAgain()).rejects.toMatchObject(refusedWith('SIGN_IN_FAILED'));
    await change({ active: true });
    await clerk.signInAgain();
    expect((await clerk.api.call('session', {})).section?.id).toBe(elsewhere.id);
  });

  it('refuses what would shut the administrators out: oneself, and the last active one', async () => {
    const { seen } = await account(town.admin.id);
    const own = { changes: { active: false }, seen, reason: '退職' };
    await expect(town.admin.api.call('changeAccount', { id: town.admin.id, body: own })).rejects.toMatchObject(refusedWith('OWN_ACCOUNT', 409));
    await expect(town.admin.api.call('disableAccount', { id: town.admin.id })).rejects.toMatchObject(refusedWith('OWN_ACCOUNT'));
    // An administrator who was disabled while a request of theirs was already on its way.
    const { store, ledger, clock } = town.running.gateway;
    const late = { id: '1'.repeat(32), name: '管理 次郎', role: 'administrator' as const, municipalityId: (await town.admin.api.call('session', {})).municipality.id, sectionId: null, contractorId: null, canApprove: false, occasion: '', signedInAt: clock.now() };
    await expect(changePerson({ store, ledger, clock }, late, town.admin.id, own)).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    const second = await onMachine(town, { login: 'kanri2', name: '管理 次郎' });
    await town.admin.api.call('disableAccount', { id: second.id });
    expect((await account(second.id)).disabledAt).not.toBeNull();
  });

  it('gives sections to staff only', async () => {
    const { seen } = await account(town.tanaka.id);
    await expect(town.admin.api.call('changeAccount', { id: town.tanaka.id, body: { changes: { sectionId: town.section.id }, seen, reason: '誤り' } })).rejects.toMatchObject(refusedWith('ROLE_MISMATCH', 422));
  });

  it('leaves the terms of a running transfer as they were made, and says from when each condition counts', async () => {
    const before = await detail();
    await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { changes: { policy: { locks: 'password' } }, seen: before.seen, reason: '試行' } });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', randomBytes(300));
    const [running] = (await town.sato.api.call('submit', { id: draft.id })).transfers;
    const { seen, conditions } = await detail();
    const changes = { policy: { locks: 'both' as const, collectWithinDays: 3, wipeAfterConfirmHours: 1, passwordGapMinutes: 0, approval: { 'to-contractor': false }, maxFiles: 5 } };
    const made = await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { changes, seen, reason: '協議による' } });
    expect(made.changes.map(({ field, takesEffect }) => [field, takesEffect])).toEqual([['locks', 'new-transfers'], ['approval-out', 'next-deposit'], ['gap', 'next-notice'], ['collect-days', 'new-transfers'], ['wipe-hours', 'next-confirmation'], ['max-files', 'next-file']]);
    const now = await town.sato.api.call('transfer', { id: running?.id ?? '' });
    expect([now.lockForm, now.collectBy, now.state, now.digest]).toEqual(['password', running?.collectBy, 'awaiting-approval', running?.digest]);
    expect(conditions.filter(({ takesEffect }) => takesEffect === null).map(({ field }) => field)).toEqual(['draft-days']);
    const body = JSON.stringify({ changes: { policy: { draftDays: 1 } }, seen: (await detail()).seen, reason: '短く' });
    const answer = await town.admin.line.fetch(town.admin.api.address('changeEngagement', { id: town.engagement.id }), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(answer.status).toBe(400);
    expect((await detail()).policy.draftDays).toBe(before.policy.draftDays);
  });

  it('adds parties, keeps every item before and after, and refuses a reversed period [ASVS 2.2.3]', async () => {
    const joined = await town.admin.api.call('addContractor', { body: { name: 'みどり印刷加工株式会社', address: '○○県□□市7-1' } });
    const { seen, items } = await detail();
    await expect(town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { changes: { to: '2026-03-31' }, seen, reason: '誤り' } })).rejects.toMatchObject(refusedWith('PERIOD_REVERSED', 422));
    const many = Array.from({ length: 200 }, (_, n) => `${'項'.repeat(96)}${String(n)}`);
    const made = await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { changes: { items: many, addContractorIds: [joined.id] }, seen, reason: '追加' } });
    expect(changed(made)).toEqual([['items', items, many], ['contractors', ['株式会社みどり印刷'], ['株式会社みどり印刷', 'みどり印刷加工株式会社']]]);
    expect((await detail()).contractors.map(({ id }) => id).sort()).toEqual([town.firm.id, joined.id].sort());
    expect((await town.admin.api.call('history', { query: { kind: 'engagement', id: town.engagement.id } })).entries[0]?.changes[0]).toMatchObject({ field: 'items', before: items, after: many });
  });

  it('gives every section and firm an identity tile of its own, which no later one takes', async () => {
    for (const name of ['あおば封入センター', 'あおぞら封入センター']) await town.admin.api.call('addContractor', { body: { name, address: '○○県' } });
    const firms = await town.admin.api.call('contractors', {});
    const sections = (await town.sato.api.call('engagements', {})).flatMap((one) => one.sections);
    const tiles = [...new Map([...firms, ...sections].map((party) => [party.id, party.tile])).values()];
    expect(tiles.length).toBeGreaterThan(3);
    expect(new Set(tiles).size).toBe(tiles.length);
  });

  it('sets whom to call, and tells what the process was started with', async () => {
    const municipality = (await town.admin.api.call('session', {})).municipality.id;
    const { seen, contact, standing } = await town.admin.api.call('settings', {});
    expect(contact).toBeNull();
    expect(standing).toContainEqual({ key: 'session-idle', form: 'minutes', value: 30, source: 'assumed', touches: 'everyone' });
    const changes = { contact: { name: '情報政策課', telephone: '03-0000-4444', hours: '平日 8:30〜17:15' } };
    const made = await town.admin.api.call('changeSettings', { body: { changes, seen, reason: '初期設定' } });
    expect(changed(made)).toEqual([['contact-name', null, '情報政策課'], ['contact-telephone', null, '03-0000-4444'], ['contact-hours', null, '平日 8:30〜17:15']]);
    expect((await town.admin.api.call('settings', {})).contact).toEqual(changes.contact);
    expect((await town.admin.api.call('history', { query: { kind: 'settings', id: municipality } })).entries).toMatchObject([{ reason: '初期設定' }]);
    expect((await other.api.call('settings', {})).contact).toBeNull();
  });

  it('ends an engagement at once: nothing moves any more', async () => {
    const { id } = await town.admin.api.call('addEngagement', { body: { title: '別の業務', purpose: '印字', legalBasis: '条例', from: '2026-04-01', to: '2027-03-31', items: [], forms: [{ name: '納入通知書 別', nameEn: 'Notices', direction: 'to-contractor', unit: '件' }], policy: { ...town.engagement.policy, locks: 'password' }, preset: null, sectionIds: [town.section.id], contractorIds: [town.firm.id] } });
    const before = await town.admin.api.call('engagementDetail', { id });
    const made = await town.admin.api.call('changeEngagement', { id, body: { changes: { terminated: true }, seen: before.seen, reason: '契約の解除' } });
    expect(made.changes).toEqual([{ field: 'terminated', form: 'terminated', before: false, after: true, takesEffect: 'stops-transfers' }]);
    const after = await town.admin.api.call('engagementDetail', { id });
    expect([before.open, after.open, after.terminatedAt]).toEqual([true, false, new Date(town.time.wall()).toISOString()]);
    await expect(town.sato.api.call('addDeposit', { idempotencyKey: 'after-the-end-1', body: { engagementId: id, formId: before.forms[0]?.id ?? '', recipientIds: [town.firm.id], quantity: 1 } })).rejects.toMatchObject(refusedWith('ENGAGEMENT_NOT_OPEN', 409));
    await expect(town.admin.api.call('changeEngagement', { id, body: { changes: { terminated: true }, seen: after.seen, reason: '再度' } })).rejects.toMatchObject(refusedWith('NOTHING_CHANGED'));
  });

  it('answers another municipality\'s people and parties like what does not exist', async () => {
    const asked = { seen: nobody, reason: '理由' };
    const notFound = refusedWith('NOT_FOUND', 404);
    const { api } = town.admin;
    await expect(api.call('changeAccount', { id: otherPage.person, body: { ...asked, changes: { name: '別人' } } })).rejects.toMatchObject(notFound);
    await expect(api.call('disableAccount', { id: otherPage.person })).rejects.toMatchObject(notFound);
    await expect(api.call('changeSection', { id: otherPage.section, body: { ...asked, changes: { name: '別課' } } })).rejects.toMatchObject(notFound);
    await expect(api.call('changeContractor', { id: otherPage.firm, body: { ...asked, changes: { name: '別社' } } })).rejects.toMatchObject(notFound);
    await expect(api.call('changeEngagement', { id: otherPage.engagement, body: { ...asked, changes: { title: '別' } } })).rejects.toMatchObject(notFound);
    await expect(api.call('engagementDetail', { id: otherPage.engagement })).rejects.toMatchObject(notFound);
    const { seen } = await detail();
    await expect(api.call('changeEngagement', { id: town.engagement.id, body: { seen, reason: '理由', changes: { addSectionIds: [otherPage.section] } } })).rejects.toMatchObject(notFound);
    await expect(api.call('changeAccount', { id: town.sato.id, body: { seen: (await account(town.sato.id)).seen, reason: '理由', changes: { sectionId: otherPage.section } } })).rejects.toMatchObject(notFound);
    for (const [kind, id] of [['person', otherPage.person], ['section', otherPage.section], ['contractor', otherPage.firm], ['engagement', otherPage.engagement], ['settings', (await other.api.call('session', {})).municipality.id]] as const) await expect(api.call('history', { query: { kind, id } })).rejects.toMatchObject(notFound);
  });

  it('is for administrators only', async () => {
    const asked = { seen: nobody, reason: '理由' };
    for (const who of [town.sato, town.auditor]) {
      await expect(who.api.call('changeAccount', { id: town.sato.id, body: { ...asked, changes: { canApprove: true } } })).rejects.toMatchObject(refusedWith('NOT_ALLOWED', 403));
      await expect(who.api.call('changeSettings', { body: { ...asked, changes: {} } })).rejects.toMatchObject(refusedWith('NOT_ALLOWED'));
      await expect(who.api.call('health', {})).rejects.toMatchObject(refusedWith('NOT_ALLOWED'));
      await expect(who.api.call('history', { query: { kind: 'person', id: who.id } })).rejects.toMatchObject(refusedWith('NOT_ALLOWED'));
    }
  });
});
