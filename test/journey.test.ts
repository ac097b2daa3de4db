import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSealed, openFile, openSealed } from '../client/collecting.ts';
import { makeKeyPair, unlockPrivateKey, type KeyPair } from '../client/opening.ts';
import { createPasswordHasher } from '../server/accounts/password-hash.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from './town.ts';

const passphrase = 'みどり の つくえ 3';

describe('the journey: a real file goes from a ward to a contractor, is confirmed, and is wiped', () => {
  let town: Town;
  let key: KeyPair;
  const payload = Buffer.from('被保険者番号,氏名\r\n0000000001,髙橋 﨑子\r\n'.repeat(20_000));
  let id = '';
  let password = '';
  let noticeId = '';

  beforeAll(async () => {
    town = await foundTown({ surroundings: { hasher: createPasswordHasher() } }); // as a municipality hashes them
    key = await makeKeyPair({ name: '株式会社みどり印刷 印刷室', passphrase }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const view = (who: Town['sato']) => who.api.call('transfer', { id });

  it('is drafted, filled and deposited by a clerk', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id], quantity: 20_000 });
    id = draft.transfers[0]?.id ?? '';
    await upload(town.sato, draft.id, 'noufu_01.csv', payload);
    await upload(town.sato, draft.id, '見本.pdf', Buffer.from('%PDF-1.7 見本'));
    const submitted = await town.sato.api.call('submit', { id: draft.id });
    expect(submitted.transfers[0]).toMatchObject({ state: 'awaiting-approval', fileCount: 2, whoCanOpen: 'nobody-yet', copy: 'kept', next: { act: 'approve', by: [{ kind: 'person', name: '髙橋 健' }], mine: false } });
    expect(submitted.transfers[0]?.files[0]?.sha256).toBe(createHash('sha256').update(payload).digest('hex'));
  });

  it('refuses approval by the person who created the transfer [H 56] [O 3-6]', async () => {
    const { digest } = await view(town.sato);
    await expect(town.sato.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } })).rejects.toMatchObject({ problem: { code: 'NOT_APPROVER', status: 403 } });
  });

  it('is released by a second person who ticked all three', async () => {
    const { digest } = await view(town.takahashi);
    const released = await town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } });
    expect(released).toMatchObject({ state: 'released', lockReady: false, approval: { by: { name: '髙橋 健' } }, next: { act: 'notice' } });
  });

  it('does not appear on the contractor\'s page before its lock exists [I 3]', async () => {
    expect(await town.tanaka.api.call('transfers', {})).toMatchObject({ transfers: [], total: 0 });
    await expect(view(town.tanaka)).rejects.toMatchObject({ problem: { code: 'NOT_FOUND', status: 404 } });
  });

  it('refuses the password on the same occasion as the file [H 58] [O 1-14] [O 3-7]', async () => {
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [id] } })).rejects.toMatchObject({ problem: { code: 'SAME_OCCASION' } });
    town.time.advance(20 * 60);
    await town.sato.signInAgain();
    await town.tanaka.signInAgain();
    const shown = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    expect(shown.password).toMatch(/^[2-9A-HJ-NP-Z]{28}$/);
    password = shown.password;
    noticeId = shown.notice.id;
  });

  it('makes a new password when it is shown again, and none after the hand-over [H 57]', async () => {
    const renewed = await town.sato.api.call('renewNotice', { id: noticeId });
    expect(renewed.password).not.toBe(password);
    password = renewed.password;
    const at = new Date(town.time.wall()).toISOString();
    const notice = await town.sato.api.call('handover', { id: noticeId, body: { method: 'in-person', to: renewed.notice.addressees[0]?.id ?? '', at } });
    expect(notice.handedOver).toMatchObject({ method: 'in-person', to: '田中 誠' });
    await expect(town.sato.api.call('renewNotice', { id: noticeId })).rejects.toMatchObject({ problem: { code: 'HANDED_OVER' } });
  });

  it('is collected, opened with key and password, and is what was sent, byte for byte', async () => {
    const transfer = await view(town.tanaka);
    expect(transfer.next).toMatchObject({ act: 'collect', mine: true });
    const certificate = await (await town.tanaka.api.call('gatewayCertificate', {})).text();
    const sealed = await fetchSealed(town.tanaka.api, transfer, certificate);
    const sessionKey = await openSealed(sealed, password, [await unlockPrivateKey(key.privateKey, passphrase)], transfer.lockSha256 ?? undefined);
    const files = await Promise.all(sealed.manifest.files.map(async (file) => Buffer.from(await new Response(await openFile(town.tanaka.api, sealed, id, file, sessionKey)).arrayBuffer())));
    expect(files[0]?.equals(payload)).toBe(true);
    expect(files[1]?.toString()).toBe('%PDF-1.7 見本');
    expect(await view(town.tanaka)).toMatchObject({ state: 'collected', next: { act: 'confirm', mine: true } });
  });

  it('refuses a confirmation whose count differs without a reason', async () => {
    const { digest } = await view(town.tanaka);
    await expect(town.tanaka.api.call('confirm', { id, body: { quantity: 19_999, opened: true, digest } })).rejects.toMatchObject({ problem: { code: 'QUANTITY_DIFFERS' } });
  });

  it('is confirmed once, with a receipt and a confirmed 確認書 [H 74] [O 1-10] [O 1-29]', async () => {
    const { digest } = await view(town.tanaka);
    const twice = await Promise.allSettled([0, 1].map(() => town.tanaka.api.call('confirm', { id, body: { quantity: 20_000, opened: true, digest } })));
    expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const receipt = await town.tanaka.api.call('receipt', { id });
    expect(receipt.signature).toContain('BEGIN PGP SIGNATURE');
    const records = await town.sato.api.call('confirmationRecords', { id });
    expect(records.map((record) => [record.label, record.kind, record.contractorConfirmed?.by.name])).toEqual([['R8-1', 'hand-over', '田中 誠'], ['R8-2', 'password', '田中 誠']]);
  });

  it('is not wiped before its time, then wiped with a certificate [I 5] [I 6]', async () => {
    await town.running.gateway.tick();
    expect(await view(town.sato)).toMatchObject({ state: 'confirmed', copy: 'kept' });
    town.time.advance(24 * 60 + 1);
    await town.running.gateway.tick();
    await town.sato.signInAgain();
    await town.tanaka.signInAgain();
    const wiped = await view(town.sato);
    expect(wiped).toMatchObject({ state: 'wiped', copy: 'wiped', whoCanOpen: 'nobody-any-more', wipe: { number: 1 } });
    expect(wiped.files.map((file) => file.name)).toEqual([null, null]);
    const certificate = await town.sato.api.call('wipeCertificate', { id });
    expect(JSON.parse(certificate.document)).toMatchObject({ kind: '消去証明書', verification: { verdict: 'PASS' } });
    await expect(town.tanaka.api.call('lock', { id })).rejects.toMatchObject({ problem: { code: 'ALREADY_WIPED', status: 410 } });
  });

  it('leaves nothing of the transfer in the vault [I 5]', async () => {
    const left: string[] = [];
    for await (const body of town.running.gateway.vault.listBodies()) left.push(body);
    for await (const lock of town.running.gateway.vault.listLocks()) left.push(lock);
    expect(left).toEqual([]);
  });
});
