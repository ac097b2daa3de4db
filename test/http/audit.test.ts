// What auditors read beyond the ledger: a story, figures, evidence. Counted by hand in a small world, and closed to everybody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSealed } from '../../client/collecting.ts';
import { makeKeyPair } from '../../client/opening.ts';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { foundMunicipality } from '../../server/accounts/people.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseVerifierKey } from '../../server/ledger/note.ts';
import { verifyProof } from '../../server/ledger/tlog-proof.ts';
import { leafHash } from '../../server/ledger/tree.ts';
import { createApi } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { randomBytes } from 'node:crypto';
import { arrive, confirmedCertificate, draftFor, foundTown, start, upload, type Someone, type Town } from '../town.ts';

const period = { from: '2026-06-30T15:00:00.000Z', to: '2026-07-31T14:59:59.999Z' };

describe('what auditors read', () => {
  let town: Town;
  let foreign: Someone;
  let collected: string;
  let expired: string;
  let recalled: string;

  beforeAll(async () => {
    town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    // 2 July, 14:00: three deposits, one refused notice, three wrong passwords on the ward's side.
    collected = await approved('内緒の名前.csv');
    expired = await approved('b.csv');
    recalled = await approved('c.csv');
    await expect(town.takahashi.api.call('addNotice', { body: { transferIds: [collected] } })).rejects.toMatchObject({ problem: { code: 'SAME_OCCASION' } });
    await expect(town.sato.api.call('approve', { id: collected, body: { destination: true, content: true, attachments: true, digest: '0'.repeat(64) } })).rejects.toMatchObject({ problem: { status: 409 } });
    for (let i = 0; i < 3; i += 1) await expect(strange().call('signIn', { body: { login: 'sato', password: 'wrong' } })).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
    await town.sato.api.call('recall', { id: recalled, body: { reason: 'wrong-content' } });
    await later(24 * 60);
    // 3 July: the password of two of them; one is collected after 24 hours and confirmed.
    const { notice } = await town.takahashi.api.call('addNotice', { body: { transferIds: [collected, expired] } });
    await town.takahashi.api.call('handover', { id: notice.id, body: { method: 'in-person', to: town.tanaka.id, at: new Date(town.time.wall()).toISOString() } });
    const sealed = await fetchSealed(town.tanaka.api, { id: collected }, await (await town.tanaka.api.call('gatewayCertificate', {})).text());
    for (const file of sealed.manifest.files) await (await town.tanaka.api.call('body', { id: collected, fileId: file.body })).arrayBuffer();
    const { digest } = await town.tanaka.api.call('transfer', { id: collected });
    await town.tanaka.api.call('confirm', { id: collected, body: { quantity: 3, opened: true, digest } });
    await later(10 * 24 * 60);
    foreign = await otherWard(town);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  async function approved(name: string): Promise<string> {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, name, Buffer.from('被保険者番号\r\n'));
    await town.sato.api.call('submit', { id: draft.id });
    const id = draft.transfers[0]?.id ?? '';
    const { digest } = await town.takahashi.api.call('transfer', { id });
    await town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } });
    return id;
  }

  async function later(minutes: number): Promise<void> {
    town.time.advance(minutes);
    await town.running.gateway.tick();
    for (const one of [town.admin, town.sato, town.takahashi, town.tanaka, town.auditor]) await one.signInAgain();
    await town.running.gateway.tick();
  }

  const strange = () => createApi({ base: town.running.origins.ward, fetch: createSignedFetch(town.running.origins.ward).fetch });
  const newest = async (who: Someone, act: string) => (await who.api.call('searchLedger', { body: { act } })).entries[0];

  it('tell one transfer in one line of time, with its documents and without a name of a file', async () => {
    const told = await town.auditor.api.call('story', { id: collected });
    expect(told).toMatchObject({ state: 'wiped', refusals: 2, quantity: 3, fileCount: 1, sender: { name: '福祉部 介護保険課' }, recipient: { name: '株式会社みどり印刷' }, next: null, overdue: false });
    expect(told.people.map(({ name, role }) => `${name} ${role}`)).toEqual(['佐藤 恵 staff', '髙橋 健 staff', '田中 誠 handler']);
    expect(told.entries.map(({ act, result }) => `${act} ${result}`)).toEqual([
      'draft done', 'add-file done', 'deposit done', 'approve done', 'open-paper done', 'notice refused', 'approve refused', 'notice done', 'handover done', 'open-paper done', 'start-collecting done', 'collect done', 'confirm done', 'issue-document done', 'begin-wipe done', 'wipe-texts done', 'wipe done', 'issue-document done',
    ]);
    expect(told.documents.map(({ kind, label }) => `${kind} ${label}`)).toEqual(['hand-over R8-1', 'password R8-4', 'receipt R8-1', 'wipe-certificate R8-2']);
    const entryOf = (act: string) => told.entries.find((one) => one.act === act && one.result === 'done')?.index;
    expect(told.documents.map(({ entry }) => entry)).toEqual([entryOf('approve'), entryOf('handover'), entryOf('confirm'), entryOf('wipe')]);
    expect(told.documents[0]?.confirmedAt).toBe(told.entries.find((one) => one.act === 'confirm')?.at);
    const before = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, before.id, '内緒の名前.csv', Buffer.from('x'));
    const open = await town.auditor.api.call('story', { id: before.transfers[0]?.id ?? '' });
    expect(JSON.stringify(open)).not.toContain('内緒');
    expect(open.next).toMatchObject({ act: 'submit', turn: 'maker', who: '佐藤 恵' });
    await town.sato.api.call('discard', { id: before.id });
  });

  it('count what the plots show, by day in Japan', async () => {
    const seen = await town.auditor.api.call('figures', { query: period });
    expect(seen.days.find((one) => one.day === '2026-07-02')).toEqual({ day: '2026-07-02', transfers: 3, refusals: 2, reasons: expect.arrayContaining([{ code: 'SAME_OCCASION', count: 1 }]) as unknown });
    expect(seen.releases.total).toBe(3);
    const hours = (id: string) => {
      const found = seen.releases.rows.find((one) => one.transferId === id);
      return found === undefined || found.collectedAt === null ? null : Math.round((Date.parse(found.collectedAt) - Date.parse(found.releasedAt)) / 3_600_000);
    };
    expect([hours(collected), hours(expired), hours(recalled)]).toEqual([24, null, null]);
    expect(seen.overdue).toMatchObject({ total: 1, rows: [{ transferId: expired, duty: 'collect', party: { name: '株式会社みどり印刷' }, days: 4, ended: true }] });
    expect(seen.signIns.rows.filter((one) => one.failures > 0)).toEqual([{ day: '2026-07-02', hour: 14, side: 'ward', failures: 3, refused: 0 }]);
    const days = (id: string) => {
      const found = seen.copies.rows.find((one) => one.transferId === id);
      return found === undefined || found.until === null ? null : Math.round((Date.parse(found.until) - Date.parse(found.from)) / 86_400_000);
    };
    expect([days(recalled), days(collected), days(expired)]).toEqual([1, 11, 11]);
    expect(seen.copies.rows.every((one) => one.failures === 0 && one.from < one.limit)).toBe(true);
  });

  it('narrow to a period and an engagement', async () => {
    const none = await town.auditor.api.call('figures', { query: { from: '2026-06-01T00:00:00.000Z', to: '2026-06-02T00:00:00.000Z' } });
    expect([none.days, none.releases.total, none.overdue.total, none.signIns.rows, none.copies.total]).toEqual([[], 0, 0, [], 0]);
    expect((await town.auditor.api.call('figures', { query: { ...period, engagement: town.engagement.id } })).releases.total).toBe(3);
    expect((await town.auditor.api.call('figures', { query: { ...period, engagement: '0'.repeat(32) } })).releases.total).toBe(0);
    await expect(town.auditor.api.call('figures', { query: { from: period.to, to: period.from } })).rejects.toMatchObject({ problem: { code: 'INVALID_REQUEST' } });
  });

  it('search the ledger by person, number, contractor, engagement, act and result [ASVS 16.2.1]', async () => {
    const find = async (body: object) => (await town.auditor.api.call('searchLedger', { body })).entries;
    const { number } = await town.auditor.api.call('story', { id: collected });
    expect((await find({ person: '田中' })).every((one) => one.actor === '田中 誠')).toBe(true);
    for (const typed of [number, number.replace('-', ''), number.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? '')]) expect((await find({ number: typed })).map((one) => one.transferId).filter((id) => id !== null)).toEqual((await town.auditor.api.call('story', { id: collected })).entries.map(() => collected));
    expect((await find({ contractor: town.firm.id, act: 'confirm' })).map((one) => [one.transferNumber, one.contractor, one.engagement])).toEqual([[number, '株式会社みどり印刷', town.engagement.title]]);
    expect((await find({ engagement: town.engagement.id, result: 'refused' })).map((one) => one.act)).toEqual(['approve', 'notice']);
    const { acts, contractors, engagements } = await town.auditor.api.call('auditChoices', {});
    expect([contractors.map((one) => one.name), engagements.map((one) => one.title)]).toEqual([['株式会社みどり印刷'], [town.engagement.title]]);
    expect(acts).toContain('confirm');
  });

  it('give evidence of a transfer that can be proved away from the gateway', async () => {
    const response = await town.auditor.api.call('evidence', { id: collected });
    const lines = (await response.text()).trimEnd().split('\n');
    const { header } = JSON.parse(lines[0] ?? '') as { header: { vkey: string } };
    expect(header.vkey).toBe(town.running.gateway.ledger.vkey);
    const trust = { origin: header.vkey.split('+')[0] ?? '', keys: [parseVerifierKey(sha256, header.vkey)], sha256, verifyEd25519 };
    const entries = lines.filter((line) => line.startsWith('{"entry":'));
    expect(entries).toHaveLength(18);
    for (const line of entries) {
      const { proof } = JSON.parse(line) as { proof: string };
      const bytes = line.slice('{"entry":'.length, line.indexOf(',"proof":'));
      await verifyProof(proof, leafHash(sha256, Buffer.from(bytes)), trust);
      await expect(verifyProof(proof, leafHash(sha256, Buffer.from(bytes.replace('"v":1', '"v":2'))), trust)).rejects.toThrow();
    }
    expect(lines.slice(-3).map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(['receipt', 'wipeCertificate', 'checkpoint']);
  });

  it('are entered as readings, out of sight of the parties', async () => {
    await town.auditor.api.call('story', { id: collected });
    expect(await newest(town.auditor, 'read-story')).toMatchObject({ actor: '監査 花子', transferId: null, facts: { id: collected } });
    await town.auditor.api.call('figures', { query: period });
    expect(await newest(town.auditor, 'read-figures')).toMatchObject({ facts: period });
    await (await town.auditor.api.call('evidence', { id: collected })).text();
    expect(await newest(town.auditor, 'save-evidence')).toMatchObject({ facts: { id: collected } });
    expect((await town.sato.api.call('timeline', { id: collected })).map((one) => one.act)).not.toContain('read-story');
  });

  it('are closed to clerks, contractors and administrators, and to the auditor of another municipality [H 48]', async () => {
    for (const who of [town.sato, town.admin, town.tanaka]) {
      for (const ask of [() => who.api.call('story', { id: collected }), () => who.api.call('figures', { query: period }), () => who.api.call('searchLedger', { body: {} }), () => who.api.call('evidence', { id: collected }), () => who.api.call('auditHome', {}), () => who.api.call('auditChoices', {})]) {
        await expect(ask()).rejects.toMatchObject({ problem: { status: who === town.tanaka ? 404 : 403 } });
      }
    }
    for (const name of ['story', 'evidence'] as const) await expect(foreign.api.call(name, { id: collected })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const seen = await foreign.api.call('figures', { query: period });
    expect([seen.days.reduce((sum, one) => sum + one.transfers, 0), seen.releases.total, seen.overdue.total, seen.copies.total]).toEqual([0, 0, 0, 0]);
    expect(seen.days.flatMap((one) => one.reasons.map(({ code }) => code))).not.toContain('SAME_OCCASION');
    expect(await foreign.api.call('auditHome', {})).toMatchObject({ running: 0, overdue: 0, week: { transfers: 0 } });
    expect((await foreign.api.call('auditChoices', {})).contractors).toEqual([]);
  });
});

/** A second municipality on the same gateway, with an auditor. */
async function otherWard(town: Town): Promise<Someone> {
  const { store, ledger, clock } = town.running.gateway;
  const founded = await foundMunicipality({ store, ledger, clock, hasher: createPasswordHasher(), random: randomBytes }, { code: 'yugiri', name: 'ゆうぎり町', login: 'admin', adminName: '夕霧 管理' });
  const admin = await arrive(town, 'ward', { id: founded.account.id, ...founded.initial, login: 'admin@yugiri' });
  const { account, initial } = await admin.api.call('addAccount', { body: { role: 'auditor', login: 'kansa', name: '夕霧 監査' } });
  return arrive(town, 'ward', { id: account.id, ...initial, login: 'kansa@yugiri' });
}
