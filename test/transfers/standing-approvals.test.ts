// Standing approvals: two people approve beforehand what a terminal sends; each thing that does not fit waits for an approver. And what a
// collecting terminal may do: fetch sealed parts under every gate that binds its person, and nothing after them.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused, type Api } from '../../client/api.ts';
import { uploadFile } from '../../client/cli/upload.ts';
import { isWithin } from '../../server/engagements/standing-approvals/schedule.ts';
import { engagementPresets } from '../../server/engagement-presets.ts';
import { newStandingApproval } from '../../server/http/wire/standing-approvals.ts';
import type { DepositView } from '../../server/http/wire/transfers.ts';
import { addEngagement, addPerson, foundTown, testPolicy, upload, type Someone, type Town } from '../town.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from '../http/terminal-lines.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import type { z } from 'zod';

type Given = z.input<typeof newStandingApproval>;
let town: Town;
let second: Someone;
let sender: TestTerminal;
let form = '';

beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password' } });
  second = await secondAdministrator(town);
  sender = await terminalOf(town, 'send', second);
  form = town.engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
});
afterAll(() => town.close());

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Refused ? error.problem.code : String(error)));
/** Thursday 14:00 in Japan is when the town begins. */
const given = (change: Partial<Given> = {}): Given => ({ formId: form, recipientId: town.firm.id, weekdays: [1, 2, 3, 4, 5], from: 8 * 60, until: 20 * 60, maxFiles: 5, maxBytes: 1000, lastDay: '2026-12-31', ...change });
const grant = async (change: Partial<Given> = {}): Promise<string> => (await town.takahashi.api.call('grantStandingApproval', { id: town.engagement.id, body: given(change) })).approvals[0]?.id ?? '';
const held = async (change: Partial<Given> = {}): Promise<string> => {
  const id = await grant(change);
  await town.sato.api.call('agreeStandingApproval', { id });
  return id;
};
const revoke = (id: string): Promise<unknown> => town.takahashi.api.call('revokeStandingApproval', { id, body: { reason: '試験の終わり' } });

/** What the terminal sends by itself: draft, one file, submit. */
async function sends(terminal: TestTerminal, bytes = 100, name = `${randomBytes(4).toString('hex')}.txt`): Promise<DepositView> {
  const made = await terminal.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId: form, recipientIds: [town.firm.id], quantity: 1 } });
  const address = terminal.api.address('addFile', { id: made.id });
  await uploadFile({ address, headers: await terminal.line.sign('POST', address), name, chunks: (async function* () { yield await Promise.resolve(Buffer.from(randomBytes(bytes).toString('hex').slice(0, bytes))); })() });
  return terminal.api.call('submit', { id: made.id });
}
const stateOf = (made: DepositView): string => made.transfers[0]?.state ?? '';

describe('a standing approval', () => {
  it('[O 3-6] of two people stands for their looking: it is granted by an approver, agreed to by another, and told with each sending', async () => {
    expect(stateOf(await sends(sender))).toBe('awaiting-approval');
    const id = await grant();
    expect(stateOf(await sends(sender))).toBe('awaiting-approval');
    expect(await codeOf(town.takahashi.api.call('agreeStandingApproval', { id }))).toBe('STANDING_SAME_PERSON');
    const { approvals } = await town.sato.api.call('agreeStandingApproval', { id });
    expect(approvals[0]).toMatchObject({ id, state: 'active', granted: { by: { name: '髙橋 健' } }, agreed: { by: { name: '佐藤 恵' } } });
    const sent = await sends(sender);
    expect(sent.transfers[0]).toMatchObject({ state: 'released', approval: { by: { id: town.takahashi.id }, standing: { number: 1, agreedBy: { id: town.sato.id } } } });
    const entry = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'deposit').orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(JSON.parse(entry.bytes)).toMatchObject({ actor: { id: town.sato.id, terminal: sender.view.id, name: '自動転送端末「夜間送受信機」（責任者 佐藤 恵）' }, facts: { standingApproval: id, standingNumber: 1, grantedBy: '髙橋 健', agreedBy: '佐藤 恵' } });
    // A person's own sending is looked at as ever.
    const own = await town.sato.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId: form, recipientIds: [town.firm.id], quantity: 1 } });
    await upload(town.sato, own.id, 'a.txt', Buffer.from('x'));
    expect(stateOf(await town.sato.api.call('submit', { id: own.id }))).toBe('awaiting-approval');
    await revoke(id);
    expect(stateOf(await sends(sender))).toBe('awaiting-approval');
  });

  it('[O 3-6] is refused where the papers demand two people for each sending', async () => {
    const papers = engagementPresets('あさぎり区');
    expect(papers.filter(({ terms }) => terms?.approvalOfEach === true).map(({ preset }) => preset)).toEqual(['S3']);
    const each = await addEngagement(town.admin, { sectionIds: [town.section.id], contractorIds: [town.firm.id], policy: testPolicy, terms: { ...plainTerms, approvalOfEach: true }, title: '研修の運営' });
    const body = given({ formId: each.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '' });
    expect(await codeOf(town.takahashi.api.call('grantStandingApproval', { id: each.id, body }))).toBe('STANDING_EACH_SENDING');
    expect((await town.sato.api.call('standingApprovals', { id: each.id })).may).toBe('each-sending');
    // Nobody takes the demand away afterwards.
    const { seen } = await town.admin.api.call('engagementDetail', { id: each.id });
    expect(await codeOf(town.admin.api.call('changeEngagement', { id: each.id, body: { seen, reason: '変更', changes: { terms: { ...JSON.parse('{"approvalOfEach":false}') as object } } } }))).toBe('INVALID_REQUEST');
  });

  it('is granted by an approver of the section, for what the engagement has', async () => {
    const code = (who: Someone, change: Partial<Given> = {}): Promise<string> => codeOf(who.api.call('grantStandingApproval', { id: town.engagement.id, body: given(change) }));
    expect(await code(town.sato)).toBe('STANDING_NOT_APPROVER');
    expect(await code(town.takahashi, { formId: 'ab'.repeat(16) })).toBe('STANDING_MISFIT');
    expect(await code(town.takahashi, { formId: town.engagement.forms.find(({ direction }) => direction === 'to-section')?.id ?? '' })).toBe('STANDING_MISFIT');
    expect(await code(town.takahashi, { recipientId: 'ab'.repeat(16) })).toBe('STANDING_MISFIT');
    expect(await code(town.takahashi, { lastDay: '2026-07-01' })).toBe('STANDING_PERIOD');
    expect(await code(town.takahashi, { lastDay: '2027-04-01' })).toBe('STANDING_PERIOD');
    const section = await town.admin.api.call('addSection', { body: { name: '総務課', telephone: '03-0000-2222' } });
    const other = await addPerson(town, town.admin, { role: 'staff', login: 'soumu', name: '総務 一', sectionId: section.id, canApprove: true });
    const id = await grant();
    expect([await code(other), await codeOf(other.api.call('agreeStandingApproval', { id })), await codeOf(other.api.call('revokeStandingApproval', { id, body: { reason: 'x' } }))]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    await revoke(id);
    expect(await codeOf(town.sato.api.call('agreeStandingApproval', { id }))).toBe('STANDING_REVOKED');
  });

  it.each([
    ['another weekday', { weekdays: [0, 6] }], ['another hour', { from: 20 * 60, until: 6 * 60 }], ['more bytes than a day\'s', { maxBytes: 99 }],
  ])('does not hold for %s', async (_what, change) => {
    const id = await held(change);
    expect(stateOf(await sends(sender))).toBe('awaiting-approval');
    await revoke(id);
  });

  it('counts the day\'s files together, and begins anew the next day', async () => {
    const id = await held({ maxFiles: 2 });
    expect([stateOf(await sends(sender)), stateOf(await sends(sender)), stateOf(await sends(sender))]).toEqual(['released', 'released', 'awaiting-approval']);
    town.time.advance(24 * 60);
    await Promise.all([town.sato, town.takahashi, town.admin, second].map((one) => one.signInAgain()));
    expect(stateOf(await sends(sender))).toBe('released');
    expect((await town.sato.api.call('standingApprovals', { id: town.engagement.id })).approvals.find((one) => one.id === id)?.sent).toBe(3);
    await revoke(id);
  });

  it('leaves files that give reason to look twice to a person', async () => {
    const other = await town.admin.api.call('addContractor', { body: { name: '株式会社さくら情報', address: '○○県' } });
    await addEngagement(town.admin, { sectionIds: [town.section.id], contractorIds: [other.id], policy: testPolicy, title: '別の委託' });
    const id = await held();
    expect(stateOf(await sends(sender, 50, 'さくら情報様.txt'))).toBe('awaiting-approval');
    expect(stateOf(await sends(sender, 50, '納入通知.txt'))).toBe('released');
    await revoke(id);
  });

  it('ends with its approver, and nobody approves what they answer for themselves', async () => {
    const id = await held();
    const account = async () => (await town.admin.api.call('accounts', {})).find((one) => one.id === town.takahashi.id);
    const change = async (canApprove: boolean): Promise<unknown> => town.admin.api.call('changeAccount', { id: town.takahashi.id, body: { seen: (await account())?.seen ?? '', reason: '担当替え', changes: { canApprove } } });
    await change(false);
    expect(stateOf(await sends(sender))).toBe('awaiting-approval');
    expect((await town.sato.api.call('standingApprovals', { id: town.engagement.id })).approvals.find((one) => one.id === id)?.state).toBe('stopped');
    await change(true);
    expect(stateOf(await sends(sender))).toBe('released');
    const own = await terminalOf(town, 'send', second, { responsibleId: town.takahashi.id });
    expect(stateOf(await sends(own))).toBe('awaiting-approval');
    await revoke(id);
  });
});

describe('the schedule', () => {
  const night = { weekdays: [5], from: 22 * 60, until: 5 * 60 };
  it.each([
    ['2026-07-03T13:00:00.000Z', true], ['2026-07-03T12:59:59.999Z', false], ['2026-07-03T19:59:00.000Z', true], ['2026-07-03T20:00:00.000Z', false], ['2026-07-02T16:00:00.000Z', false], ['2026-07-04T13:00:00.000Z', false],
  ])('of Friday night, at %s: %s', (at, expected) => {
    expect(isWithin(night, at)).toBe(expected);
  });
  it('of a whole day ends with it', () => {
    const whole = { weekdays: [4], from: 0, until: 1440 };
    expect([isWithin(whole, '2026-07-01T15:00:00.000Z'), isWithin(whole, '2026-07-02T14:59:59.999Z'), isWithin(whole, '2026-07-02T15:00:00.000Z')]).toEqual([true, true, false]);
  });
});

describe('a collecting terminal', () => {
  it('fetches the sealed parts under the gates of its person, and neither confirms nor reads a password', async () => {
    const id = await held();
    const collector = await terminalOf(town, 'collect', second);
    const sent = (await sends(sender)).transfers[0]?.id ?? '';
    expect(await codeOf(collector.api.call('transfer', { id: sent }))).toBe('NOT_FOUND');
    town.time.advance(61);
    await Promise.all([town.sato, town.takahashi, town.tanaka, town.admin, second].map((one) => one.signInAgain()));
    await town.sato.api.call('addNotice', { body: { transferIds: [sent] } });
    const fetched = await collected(collector.api, sent);
    expect(fetched.state).toBe('collected');
    const told = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'collect').orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(JSON.parse(told.bytes)).toMatchObject({ actor: { id: town.tanaka.id, terminal: collector.view.id } });
    expect(await codeOf(collector.api.call('confirm', { id: sent, body: { quantity: 1, opened: true, digest: fetched.digest } }))).toBe('UNATTENDED_SCOPE');
    expect(await codeOf(collector.api.call('notices', {}))).toBe('UNATTENDED_SCOPE');
    expect(await codeOf(town.tanaka.api.call('confirm', { id: sent, body: { quantity: 1, opened: true, digest: fetched.digest } }))).toBe('done');
    // Looking again and again the same day is entered once.
    const readings = async (): Promise<number> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('idx').where('act', '=', 'read-transfer').where('actor_id', '=', town.tanaka.id).execute()).length;
    const before = await readings();
    for (let i = 0; i < 3; i += 1) await collector.api.call('transfer', { id: sent });
    expect(await readings()).toBe(before);
    await revoke(id);
  });

  it('comes from a registered address where the terms ask for one, and stops with the roster', async () => {
    const collector = await terminalOf(town, 'collect', second);
    const id = await held();
    const sent = (await sends(sender)).transfers[0]?.id ?? '';
    town.time.advance(61);
    await Promise.all([town.sato, town.takahashi, town.admin].map((one) => one.signInAgain()));
    await town.sato.api.call('addNotice', { body: { transferIds: [sent] } });
    const { seen, terms } = await town.admin.api.call('engagementDetail', { id: town.engagement.id });
    expect(terms.terminals).toBe('any');
    await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { seen, reason: '端末を限る', changes: { terms: { terminals: 'registered' } } } });
    expect(await codeOf(collected(collector.api, sent))).toBe('TERMINAL_NOT_REGISTERED');
    await town.admin.api.call('addTerminal', { id: town.firm.id, body: { address: '127.0.0.1', label: '印刷室', reason: '登録' } });
    const { roster } = await town.admin.api.call('engagementDetail', { id: town.engagement.id });
    const entry = roster.find(({ person, removedAt }) => person.id === town.tanaka.id && removedAt === null);
    expect(await codeOf(collector.api.call('transfer', { id: sent }))).toBe('done');
    await town.admin.api.call('removeRosterEntry', { id: entry?.id ?? '' });
    expect(await codeOf(collected(collector.api, sent))).toBe('NOT_FOUND');
    await revoke(id);
  });
});

/** Fetches manifest, lock and every body; returns the transfer as it is then. */
async function collected(api: Api, id: string) {
  const found = await api.call('transfer', { id });
  await (await api.call('manifest', { id })).arrayBuffer();
  await (await api.call('lock', { id })).arrayBuffer();
  for (const file of found.files) await (await api.call('body', { id, fileId: file.id })).arrayBuffer();
  return api.call('transfer', { id });
}
