// What a section is told before data leave for a firm, over the API: similar names, other recipients, other counts, files that look like another's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKey } from 'openpgp';
import type { Doubt, TransferView } from '../../server/http/wire/transfers.ts';
import { addEngagement, addPerson, draftFor, foundTown, testPolicy, upload, type Someone, type Town } from '../town.ts';

/** A certificate dated by the town's clock, which the tests have turned. */
async function keyPairAt(date: Date): Promise<string> {
  const { publicKey } = await generateKey({ type: 'curve25519', userIDs: [{ name: 'あおば封入センター' }], date, format: 'armored' });
  return publicKey;
}

describe('doubts about a transfer', () => {
  let town: Town;
  let engagement: Town['engagement'];
  let firms: Record<'midori' | 'kakou' | 'aoba', { id: string; page: string }>;
  let aobaHandler: Someone;
  beforeAll(async () => {
    town = await foundTown();
    const firm = (name: string) => town.admin.api.call('addContractor', { body: { name, address: '○○県' } });
    firms = { midori: town.firm, kakou: await firm('みどり印刷加工株式会社'), aoba: await firm('あおば封入センター') };
    aobaHandler = await addPerson(town, town.admin, { role: 'handler', login: 'aoba', name: '青葉 進', contractorId: firms.aoba.id }, firms.aoba.page);
    engagement = await addEngagement(town.admin, { title: '印刷', sectionIds: [town.section.id], contractorIds: Object.values(firms).map((one) => one.id), policy: { ...testPolicy, locks: 'password', approval: { 'to-contractor': false, 'to-section': false } } });
    await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firms.aoba.id, accountId: aobaHandler.id, role: 'manager', startsOn: '2026-04-01' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const send = async (to: keyof typeof firms, given: { quantity: number; file: string; bytes: string }): Promise<TransferView> => {
    const draft = await draftFor(town.sato, { engagement }, { recipientIds: [firms[to].id], quantity: given.quantity });
    await upload(town.sato, draft.id, given.file, Buffer.from(given.bytes));
    const [sent] = (await town.sato.api.call('submit', { id: draft.id })).transfers;
    if (sent === undefined) throw new Error('expected a transfer');
    return sent;
  };
  const kinds = (view: TransferView): string[] => view.doubts.map((one) => one.kind);

  it('are a similar name and a first time, for the first of all', async () => {
    const first = await send('midori', { quantity: 6_800, file: 'noufu_01.csv', bytes: 'a' });
    expect(first.doubts).toEqual([{ kind: 'similar-name', names: ['みどり印刷加工株式会社'] }, { kind: 'first-time' }] satisfies Doubt[]);
    expect(first.previous).toBeNull();
  });

  it('are ten times the last count, to the same recipient as before', async () => {
    town.time.advance(1);
    expect(kinds(await send('midori', { quantity: 67_999, file: 'noufu_02.csv', bytes: 'b' }))).toEqual(['similar-name']);
    town.time.advance(1);
    const tenfold = await send('midori', { quantity: 679_990, file: 'noufu_03.csv', bytes: 'c' });
    expect(tenfold.doubts).toContainEqual({ kind: 'ten-times', previous: 67_999, now: 679_990 });
    expect(tenfold.previous).toMatchObject({ same: true, quantity: 67_999 });
  });

  it('are another recipient, a file named for another firm, and files that went to another before: by name, and by content under another name', async () => {
    town.time.advance(1);
    const draft = await draftFor(town.sato, { engagement }, { recipientIds: [firms.aoba.id], quantity: 68_000 });
    for (const [name, bytes] of [['NOUFU_01.csv', 'new'], ['other.csv', 'b'], ['みどり印刷_7月.csv', 'x'], ['aoba.csv', 'y']] as const) await upload(town.sato, draft.id, name, Buffer.from(bytes));
    const [view] = (await town.sato.api.call('deposit', { id: draft.id })).transfers;
    const file = (name: string): string => view?.files.find((one) => one.name === name)?.id ?? '';
    expect(view?.doubts).toEqual([
      { kind: 'first-time' }, { kind: 'changed-recipient', previous: '株式会社みどり印刷', at: view?.previous?.at },
      { kind: 'file-named-for-other', fileId: file('みどり印刷_7月.csv'), name: '株式会社みどり印刷' },
      { kind: 'file-sent-before', fileId: file('NOUFU_01.csv'), at: expect.any(String) as string, recipient: '株式会社みどり印刷' },
      { kind: 'file-sent-before', fileId: file('other.csv'), at: expect.any(String) as string, recipient: '株式会社みどり印刷' },
    ]);
  });

  it('forget what was sent more than 90 days ago, and what was sent to the same firm', async () => {
    expect(kinds(await send('midori', { quantity: 68_000, file: 'noufu_01.csv', bytes: 'a' }))).not.toContain('file-sent-before');
    town.time.advance(91 * 24 * 60);
    await town.sato.signInAgain();
    expect(kinds(await send('kakou', { quantity: 68_000, file: 'noufu_01.csv', bytes: 'a' }))).toEqual(['similar-name', 'first-time', 'changed-recipient']);
  });

  it('are told to the sending section alone, in views and in lists (4-9)', async () => {
    await aobaHandler.signInAgain();
    town.time.advance(1);
    const sent = await send('aoba', { quantity: 5, file: 'みどり印刷.csv', bytes: 'z' });
    expect(kinds(sent)).toContain('file-named-for-other');
    town.time.advance(61);
    await town.sato.signInAgain();
    await aobaHandler.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [sent.id] } });
    const seen = await aobaHandler.api.call('transfer', { id: sent.id });
    expect(seen).toMatchObject({ doubts: [], similar: [] });
    const told = JSON.stringify([{ ...seen, files: [] }, await aobaHandler.api.call('searchTransfers', { body: {} }), await aobaHandler.api.call('transferCounts', {}), await aobaHandler.api.call('engagements', {})]);
    expect(told).not.toContain('みどり');
  });

  it('of who can be sent to: certificates, closed engagements, similar names and the last time', async () => {
    await town.admin.signInAgain();
    const both = await addEngagement(town.admin, { title: '鍵の業務', sectionIds: [town.section.id], contractorIds: Object.values(firms).map((one) => one.id), policy: { ...testPolicy, approval: { 'to-contractor': false, 'to-section': false } } });
    const closed = await addEngagement(town.admin, { title: '昨年度', from: '2025-04-01', to: '2026-03-31', sectionIds: [town.section.id], contractorIds: [firms.aoba.id], policy: testPolicy });
    const recipients = async (id: string) => (await town.sato.api.call('engagements', {})).find((one) => one.id === id)?.recipients ?? [];
    const aoba = async () => (await recipients(both.id)).find((one) => one.party.id === firms.aoba.id);
    expect(await aoba()).toEqual(expect.objectContaining({ ready: false, reason: 'no-certificate', confirmed: 0, lastConfirmed: null, similarTo: [], last: false, lastAt: null }));
    const pair = await keyPairAt(new Date(town.time.wall()));
    const made = await aobaHandler.api.call('addCertificate', { body: { certificate: pair, label: '印刷室' } });
    expect(await aoba()).toMatchObject({ ready: false, reason: 'unconfirmed-certificate' });
    await town.takahashi.signInAgain();
    await town.takahashi.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.fingerprint } });
    expect(await aoba()).toMatchObject({ ready: true, reason: null, confirmed: 1, lastConfirmed: { by: '髙橋 健' } });
    expect(await recipients(closed.id)).toMatchObject([{ ready: false, reason: 'engagement-closed' }]);
    expect((await recipients(engagement.id)).map((one) => [one.party.name, one.ready, one.similarTo, one.last])).toEqual([
      ['あおば封入センター', true, [], true], ['みどり印刷加工株式会社', true, ['株式会社みどり印刷'], false], ['株式会社みどり印刷', true, ['みどり印刷加工株式会社'], false],
    ]);
    expect((await aobaHandler.api.call('engagements', {})).flatMap((one) => one.recipients.map((other) => other.party.kind))).toEqual(['section', 'section', 'section']);
  });
});
