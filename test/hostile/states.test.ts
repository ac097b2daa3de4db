import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import { run } from '../../server/running.ts';
import { addEngagement, confirmedCertificate, draftFor, foundTown, start, testPolicy, turnableTime, upload, type Someone, type Town } from '../town.ts';
import { entryCount, kept, newestEntries } from './line.ts';
import { collectable, released } from './steps.ts';

describe('states, races and the clock', () => {
  let town: Town;
  let certificateId = '';
  beforeAll(async () => {
    town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    certificateId = (await confirmedCertificate(town.tanaka, town.sato, key.certificate)).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const again = async (...people: Someone[]): Promise<void> => {
    for (const who of people) await who.signInAgain();
  };
  const view = (who: Someone, { id }: { id: string }) => who.api.call('transfer', { id });
  const refusedWith = (code: string, status?: number) => ({ problem: { code, ...(status === undefined ? {} : { status }) } });
  const submitted = async (): Promise<TransferView> => {
    await again(town.sato, town.takahashi);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', randomBytes(500));
    const { transfers: [transfer] } = await town.sato.api.call('submit', { id: draft.id });
    if (transfer === undefined) throw new Error('expected one transfer');
    return transfer;
  };
  const ticks = (digest: string) => ({ destination: true, content: true, attachments: true, digest } as const);
  const collectAll = async (transfer: TransferView): Promise<void> => {
    for (const file of transfer.files) await (await town.tanaka.api.call('body', { id: transfer.id, fileId: file.id })).arrayBuffer();
  };
  const confirmIt = async (transfer: TransferView) => town.tanaka.api.call('confirm', { id: transfer.id, body: { quantity: 3, opened: true, digest: (await view(town.tanaka, transfer)).digest } });
  const endIt = async ({ id }: TransferView): Promise<void> => {
    await town.sato.api.call('recall', { id, body: { reason: 'not-needed' } });
    await town.running.gateway.tick();
  };

  it('approves only what was seen, by another person of the sending party [H 56] [ASVS 2.3.5]', async () => {
    const transfer = await submitted();
    await expect(town.sato.api.call('approve', { id: transfer.id, body: ticks(transfer.digest) })).rejects.toMatchObject(refusedWith('NOT_APPROVER', 403));
    await expect(town.takahashi.api.call('approve', { id: transfer.id, body: ticks('0'.repeat(64)) })).rejects.toMatchObject(refusedWith('CHECKS_CHANGED', 409));
    await expect(town.takahashi.api.call('sendBack', { id: transfer.id, body: { reason: '数が違う', digest: '0'.repeat(64) } })).rejects.toMatchObject(refusedWith('CHECKS_CHANGED'));
    expect(await newestEntries(town, 3)).toEqual(['approve refused NOT_APPROVER', 'approve refused CHECKS_CHANGED', 'return refused CHECKS_CHANGED']);
    expect((await view(town.sato, transfer)).state).toBe('awaiting-approval');
    const twice = await Promise.allSettled([0, 1].map(() => town.takahashi.api.call('approve', { id: transfer.id, body: ticks(transfer.digest) })));
    expect(twice.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await town.sato.api.call('confirmationRecords', { id: transfer.id })).toHaveLength(1);
    await endIt(transfer);
  });

  it('shows no password on the occasion of the sending, not even after the gap or a changed password [H 58]', async () => {
    const [transfer] = await released(town, [town.firm.id]);
    const id = transfer?.id ?? '';
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [id] } })).rejects.toMatchObject(refusedWith('SAME_OCCASION', 409));
    for (let minutes = 0; minutes < 61; minutes += 20) {
      town.time.advance(20);
      await town.sato.api.call('session', {});
    }
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [id] } })).rejects.toMatchObject(refusedWith('SAME_OCCASION'));
    const other = 'べつの ことばを いくつか ならべる';
    await town.sato.api.call('changePassword', { body: { current: town.sato.password, next: other } });
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [id] } })).rejects.toMatchObject(refusedWith('SAME_OCCASION'));
    await town.sato.api.call('changePassword', { body: { current: other, next: town.sato.password } });
    await town.sato.signInAgain();
    expect((await town.sato.api.call('addNotice', { body: { transferIds: [id] } })).password).toHaveLength(28);
    if (transfer !== undefined) await endIt(transfer);
  });

  it('makes a new lock with each new password, and hands over none but the last [H 57]', async () => {
    const { transfer, notice, password } = await collectable(town);
    const before = await kept(town);
    const first = (await view(town.sato, transfer)).lockSha256;
    const second = await town.sato.api.call('addNotice', { body: { transferIds: [transfer.id] } });
    expect(second.password).not.toBe(password);
    expect((await view(town.sato, transfer)).lockSha256).not.toBe(first);
    expect((await kept(town)).locks).toBe(before.locks);
    const at = new Date(town.time.wall()).toISOString();
    const said = { method: 'in-person', to: town.tanaka.id, at } as const;
    await expect(town.sato.api.call('handover', { id: notice, body: said })).rejects.toMatchObject(refusedWith('WRONG_STATE', 409));
    expect((await town.sato.api.call('handover', { id: second.notice.id, body: said })).handedOver).toMatchObject({ to: '田中 誠' });
    expect((await kept(town)).locks).toBe(before.locks - 1);
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [transfer.id] } })).rejects.toMatchObject(refusedWith('HANDED_OVER', 409));
    await endIt(transfer);
  });

  it('hands over nothing of what was recalled meanwhile [H 57] [H 76]', async () => {
    const { transfer, notice } = await collectable(town);
    await endIt(transfer);
    const entries = await entryCount(town);
    await expect(town.sato.api.call('handover', { id: notice, body: { method: 'in-person', to: town.tanaka.id, at: new Date(town.time.wall()).toISOString() } })).rejects.toMatchObject(refusedWith('WRONG_STATE', 409));
    expect(await entryCount(town)).toBe(entries + 1);
  });

  it('refuses steps out of order, each time with one entry and no change [H 80] [ASVS 2.3.1] [ASVS 8.3.1] [ASVS 16.3.3]', async () => {
    const transfer = await submitted();
    const { id, digest } = transfer;
    const confirm = { quantity: 3, opened: true, digest };
    await expect(town.sato.api.call('confirm', { id, body: confirm })).rejects.toMatchObject(refusedWith('NOT_RECIPIENT', 403));
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [id] } })).rejects.toMatchObject(refusedWith('WRONG_STATE', 409));
    await expect(town.sato.api.call('submit', { id: transfer.depositId })).rejects.toMatchObject(refusedWith('WRONG_STATE', 409));
    await expect(town.sato.api.call('discard', { id: transfer.depositId })).rejects.toMatchObject(refusedWith('WRONG_STATE', 409));
    await expect(town.sato.api.call('removeFile', { id: transfer.depositId, uploadId: transfer.files[0]?.uploadId ?? '' })).rejects.toMatchObject(refusedWith('WRONG_STATE', 409));
    await expect(town.sato.api.call('wipeCertificate', { id })).rejects.toMatchObject(refusedWith('NOT_FOUND', 404));
    expect((await view(town.sato, transfer)).state).toBe('awaiting-approval');
    const { transfer: next } = await collectable(town);
    await expect(confirmIt(next)).rejects.toMatchObject(refusedWith('NOT_COLLECTED', 409));
    await expect(town.tanaka.api.call('recall', { id: next.id, body: { reason: 'other' } })).rejects.toMatchObject(refusedWith('NOT_SENDER', 403));
    await expect(town.sato.api.call('body', { id: next.id, fileId: next.files[0]?.id ?? '' })).rejects.toMatchObject(refusedWith('NOT_RECIPIENT', 403));
    await again(town.sato);
    for (const one of [transfer, next]) await endIt(one);
  });

  it('takes one of two confirmations, and a recall after it not at all [H 74] [H 76] [I 4] [ASVS 2.3.4]', async () => {
    const { transfer } = await collectable(town);
    await collectAll(transfer);
    const said = { quantity: 3, opened: true, digest: (await view(town.tanaka, transfer)).digest };
    const results = await Promise.allSettled([town.tanaka.api.call('confirm', { id: transfer.id, body: said }), town.tanaka.api.call('confirm', { id: transfer.id, body: said }), town.running.gateway.tick()]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(confirmIt(transfer)).rejects.toMatchObject(refusedWith('ALREADY_CONFIRMED', 409));
    await expect(town.sato.api.call('recall', { id: transfer.id, body: { reason: 'other' } })).rejects.toMatchObject(refusedWith('ALREADY_CONFIRMED'));
    const done = (await town.sato.api.call('timeline', { id: transfer.id })).filter((entry) => entry.act === 'confirm' && entry.result === 'done');
    expect(done).toHaveLength(1);
    town.time.advance(24 * 60 + 1);
    await Promise.all([town.running.gateway.tick(), town.running.gateway.tick()]);
    await again(town.sato);
    expect((await town.sato.api.call('timeline', { id: transfer.id })).filter((entry) => ['begin-wipe', 'wipe'].includes(entry.act)).map((entry) => entry.act)).toEqual(['begin-wipe', 'wipe']);
    expect((await view(town.sato, transfer)).state).toBe('wiped');
  });

  it('lets either a confirmation or a recall win, never both [H 76]', async () => {
    const { transfer } = await collectable(town);
    await collectAll(transfer);
    const said = { quantity: 3, opened: true, digest: (await view(town.tanaka, transfer)).digest };
    const race = await Promise.allSettled([town.tanaka.api.call('confirm', { id: transfer.id, body: said }), town.sato.api.call('recall', { id: transfer.id, body: { reason: 'other' } })]);
    expect(race.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const acts = (await town.sato.api.call('timeline', { id: transfer.id })).filter((entry) => entry.result === 'done' && ['confirm', 'recall'].includes(entry.act));
    expect(acts).toHaveLength(1);
    town.time.advance(24 * 60 + 1);
    await town.running.gateway.tick();
  });

  it('takes a transfer no further whose certificate was withdrawn after the approval [H 41] [H 44]', async () => {
    const [transfer] = await released(await fresh(town), [town.firm.id]);
    await town.tanaka.signInAgain();
    await town.tanaka.api.call('withdrawCertificate', { id: certificateId });
    town.time.advance(61);
    await again(town.sato);
    const before = await kept(town);
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [transfer?.id ?? ''] } })).rejects.toMatchObject(refusedWith('CERTIFICATES_CHANGED', 409));
    expect(await kept(town)).toEqual(before);
    await expect(town.sato.api.call('confirmCertificate', { id: certificateId, body: { fingerprint: 'x' } })).rejects.toMatchObject(refusedWith('CERTIFICATE_WITHDRAWN'));
    await expect(draftFor(town.sato, town, { recipientIds: [town.firm.id] })).rejects.toMatchObject(refusedWith('RECIPIENT_HAS_NO_CERTIFICATE', 409));
    const key = await makeKeyPair({ name: '株式会社みどり印刷 新', passphrase: 'みどり の つくえ 4' }, new Date(town.time.wall()));
    await town.tanaka.signInAgain();
    certificateId = (await confirmedCertificate(town.tanaka, town.sato, key.certificate)).id;
    if (transfer !== undefined) await endIt(transfer);
  });

  it('revives nothing when the clock is set back an hour or a year [H 78]', async () => {
    const { transfer } = await collectable(town);
    town.time.advance(8 * 24 * 60);
    await town.running.gateway.tick();
    for (const back of [60, 365 * 24 * 60]) {
      town.time.leap(-back);
      await again(town.tanaka, town.sato);
      await expect(town.tanaka.api.call('lock', { id: transfer.id })).rejects.toMatchObject(refusedWith('ALREADY_WIPED', 410));
      const rows = await town.running.gateway.store.read.selectFrom('ledger_entries').select('at').orderBy('idx').execute();
      expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).sort());
      town.time.leap(back);
    }
  });

  it('expires and wipes nothing when the clock leaps ten years ahead, and raises the alarm [H 78] [I 6]', async () => {
    const { transfer } = await collectable(town);
    town.time.leap(10 * 365 * 24 * 60);
    await town.running.gateway.tick();
    expect((await view(town.sato, transfer)).state).toBe('released');
    expect((await town.sato.api.call('gateway', {})).alarms.map((alarm) => alarm.code)).toContain('CLOCK_LEAPT');
    expect(await newestEntries(town, 1)).toEqual(['clock-leap refused CLOCK_LEAPT']);
    town.time.leap(-10 * 365 * 24 * 60);
    await town.running.gateway.tick();
    expect((await town.sato.api.call('gateway', {})).alarms).toEqual([]);
    expect((await view(town.tanaka, transfer)).state).toBe('released');
    await endIt(transfer);
  });

  it('ends with the last second of the contract\'s last day in Japan, and not before [H 78] [H 51]', async () => {
    const to = new Date(town.time.wall() + 9 * 3_600_000 + 2 * 86_400_000).toISOString().slice(0, 10);
    await again(town.admin, town.sato, town.takahashi);
    const engagement = await addEngagement(town.admin, { title: '短い業務', sectionIds: [town.section.id], contractorIds: [town.firm.id], policy: { ...testPolicy, collectWithinDays: 30 }, terms: { ...plainTerms, refuseWhileErasureOverdue: false }, to });
    await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: town.firm.id, accountId: town.tanaka.id, role: 'handler', startsOn: '2026-04-01' } });
    const { transfer } = await collectable({ ...town, engagement, running: town.running });
    const end = Date.parse(`${to}T23:59:59.999+09:00`);
    expect(transfer.collectBy).toBe(new Date(end).toISOString());
    town.time.advance((Date.parse(`${to}T23:59:59.000+09:00`) - town.time.wall()) / 60_000);
    await town.running.gateway.tick();
    await again(town.tanaka, town.sato);
    expect((await town.tanaka.api.call('lock', { id: transfer.id })).status).toBe(200);
    await draftFor(town.sato, { engagement }, { recipientIds: [town.firm.id] });
    town.time.advance(1 / 60);
    await expect(draftFor(town.sato, { engagement }, { recipientIds: [town.firm.id] })).rejects.toMatchObject(refusedWith('ENGAGEMENT_NOT_OPEN', 409));
    await expect(town.tanaka.api.call('lock', { id: transfer.id })).rejects.toMatchObject({ problem: { code: expect.stringMatching(/^(?:EXPIRED|ENGAGEMENT_NOT_OPEN)$/) as string } });
    await town.running.gateway.tick();
    expect((await view(town.sato, transfer)).ended?.why).toBe('expired');
  });

  it('refuses a second process on the same data, and leaves the first alone [H 79]', async () => {
    await expect(run(town.settings, { time: turnableTime(), random: randomBytes, tickEvery: 0, fault: () => undefined })).rejects.toMatchObject({ code: 'IN_USE' });
    await again(town.sato);
    expect((await town.sato.api.call('session', {})).side).toBe('ward');
  });
});

async function fresh(town: Town): Promise<Town> {
  for (const who of [town.sato, town.takahashi]) await who.signInAgain();
  return town;
}
