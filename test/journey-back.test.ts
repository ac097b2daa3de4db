// The way back: the contractor sends to the section by the same journey, with the parties exchanged.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSealed, openFile, openSealed } from '../client/collecting.ts';
import { makeKeyPair, unlockPrivateKey, type KeyPair } from '../client/opening.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from './town.ts';

describe('the way back: a contractor sends its report to the section', () => {
  let town: Town;
  let key: KeyPair;
  let id = '';
  const passphrase = 'かいご の つくえ 1';
  const report = Buffer.from('業務報告書\r\n'.repeat(5_000));

  beforeAll(async () => {
    town = await foundTown();
    key = await makeKeyPair({ name: '介護保険課', passphrase }, new Date(start));
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('refuses a deposit while the section has no confirmed certificate', async () => {
    await expect(draftFor(town.tanaka, town, { recipientIds: [town.section.id], form: '業務報告書' })).rejects.toMatchObject({ problem: { code: 'RECIPIENT_HAS_NO_CERTIFICATE', facts: { recipient: '福祉部 介護保険課' } } });
  });

  it('refuses that a clerk confirms the certificate they registered', async () => {
    const made = await town.sato.api.call('addCertificate', { body: { certificate: key.certificate, label: '介護保険課' } });
    await expect(town.sato.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.fingerprint } })).rejects.toMatchObject({ problem: { code: 'CERTIFICATE_SELF_CONFIRMED' } });
    await expect(town.takahashi.api.call('confirmCertificate', { id: made.id, body: { fingerprint: 'りす・みなと・たいこ 0000 0000' } })).rejects.toMatchObject({ problem: { code: 'FINGERPRINT_DIFFERS' } });
    const rows = () => town.running.gateway.store.read.selectFrom('certificates').select(['confirmed_by', 'confirmed_at']).where('id', '=', made.id).execute();
    const entries = async () => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('idx').where('act', '=', 'confirm-certificate').execute()).length;
    await town.takahashi.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.fingerprint } });
    const [first, count] = [await rows(), await entries()];
    town.time.advance(1);
    await town.takahashi.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.fingerprint } });
    expect([await rows(), await entries()], 'confirmed once').toEqual([first, count]);
    await expect(confirmedCertificate(town.sato, town.takahashi, key.certificate)).rejects.toMatchObject({ problem: { code: 'CERTIFICATE_TAKEN' } });
  });

  it('is released at once where the policy asks no second person of the contractor', async () => {
    const draft = await draftFor(town.tanaka, town, { recipientIds: [town.section.id], form: '業務報告書', quantity: 1 });
    id = draft.transfers[0]?.id ?? '';
    await upload(town.tanaka, draft.id, '報告書.txt', report);
    const submitted = await town.tanaka.api.call('submit', { id: draft.id });
    expect(submitted.transfers[0]).toMatchObject({ state: 'released', direction: 'to-section', sender: { name: '株式会社みどり印刷' }, recipient: { name: '福祉部 介護保険課' } });
    await expect(town.sato.api.call('transfer', { id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('is unlocked by a password that the contractor tells on another occasion, and opened by the section [O 1-27] [O 2-4] [O 4-4]', async () => {
    await expect(town.tanaka.api.call('addNotice', { body: { transferIds: [id] } })).rejects.toMatchObject({ problem: { code: 'SAME_OCCASION' } });
    town.time.advance(61);
    await town.tanaka.signInAgain();
    await town.sato.signInAgain();
    const { password, notice } = await town.tanaka.api.call('addNotice', { body: { transferIds: [id] } });
    expect(notice.addressees.map((person) => person.name)).toEqual(['佐藤 恵', '髙橋 健']);
    const sealed = await fetchSealed(town.sato.api, { id }, await (await town.sato.api.call('gatewayCertificate', {})).text());
    const sessionKey = await openSealed(sealed, password, [await unlockPrivateKey(key.privateKey, passphrase)]);
    const [file] = sealed.manifest.files;
    if (file === undefined) throw new Error('expected a file');
    expect(report.equals(Buffer.from(await new Response(await openFile(town.sato.api, sealed, id, file, sessionKey)).arrayBuffer()))).toBe(true);
  });

  it('is confirmed by the section, and its 確認書 is the ward\'s too [O 2-3]', async () => {
    const { digest } = await town.sato.api.call('transfer', { id });
    const confirmed = await town.sato.api.call('confirm', { id, body: { quantity: 1, opened: true, digest } });
    expect(confirmed).toMatchObject({ state: 'confirmed' });
    const records = await town.sato.api.call('confirmationRecords', { id });
    expect(records.map((record) => record.kind)).toEqual(['hand-over']);
  });
});
