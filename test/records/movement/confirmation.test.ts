// 確認書: opened by itself in both directions, written by the ward, confirmed by the contractor, corrected only by a new version.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair, type KeyPair } from '../../../client/opening.ts';
import type { ConfirmationRecordView } from '../../../server/http/wire/confirmations.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { collectable } from '../../hostile/steps.ts';
import { addPerson, confirmedCertificate, draftFor, foundTown, start, upload, type Someone, type Town } from '../../town.ts';

describe('確認書', () => {
  let town: Town;
  let key: KeyPair;
  let transfer: TransferView;
  const now = (): string => new Date(town.time.wall()).toISOString();
  const records = (who: Someone = town.sato, id = transfer.id): Promise<ConfirmationRecordView[]> => who.api.call('confirmationRecords', { id });
  const newest = async (kind: string): Promise<ConfirmationRecordView> => {
    const found = (await records()).findLast((one) => one.kind === kind);
    if (found === undefined) throw new Error(`expected a record of ${kind}`);
    return found;
  };
  const collect = async (who: Someone, { id, files }: TransferView): Promise<void> => {
    for (const file of files) await (await who.api.call('body', { id, fileId: file.id })).arrayBuffer();
  };
  const correct = (record: ConfirmationRecordView, changes: Partial<Pick<ConfirmationRecordView, 'quantity' | 'content'>> & { difference?: string }, who = town.sato) => who.api.call('correctConfirmation', { id: record.id, body: {
    at: record.at, ward: record.ward, contractor: record.contractor, content: changes.content ?? record.content, quantity: changes.quantity ?? record.quantity, unit: record.unit, reason: '数量の見直し', ...(changes.difference === undefined ? {} : { difference: changes.difference }),
  } });

  beforeAll(async () => {
    town = await foundTown();
    key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    const section = await makeKeyPair({ name: '介護保険課', passphrase: 'かいご の つくえ 1' }, new Date(start));
    await confirmedCertificate(town.sato, town.takahashi, section.certificate);
    ({ transfer } = await collectable(town));
    await town.tanaka.signInAgain();
    await collect(town.tanaka, await town.tanaka.api.call('transfer', { id: transfer.id }));
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('says 日時・取扱者・情報の内容・数量 of both sides; the receipt confirms it with the contractor\'s handlers and count [O 1-10] [O 1-29]', async () => {
    expect(await newest('hand-over')).toMatchObject({ label: 'R8-1', version: 1, standing: 'awaiting-contractor', ward: ['佐藤 恵', '髙橋 健'], contractor: [], quantity: 3, unit: '件', writtenBy: null });
    const { digest } = await town.tanaka.api.call('transfer', { id: transfer.id });
    await town.tanaka.api.call('confirm', { id: transfer.id, body: { quantity: 2, opened: true, reason: '1件が白紙だった', digest } });
    expect(await newest('hand-over')).toMatchObject({ contractor: ['田中 誠'], contractorConfirmed: { by: { name: '田中 誠' }, quantity: 2 }, sent: 3, received: 2 });
  });

  it('stays open while a difference in quantity is not explained, and waits for the ward [O 1-10] [H 113]', async () => {
    expect(await newest('hand-over')).toMatchObject({ standing: 'difference' });
    expect((await town.sato.api.call('openConfirmations', {})).map((one) => [one.kind, one.standing])).toEqual([['hand-over', 'difference']]);
  });

  it('is corrected by the ward alone, by a new version that names the old one and the reason; both stay [O 1-10]', async () => {
    const old = await newest('hand-over');
    expect(await correct(old, { difference: '1件は白紙のため、翌日に送り直した' })).toMatchObject({ version: 2, replaces: old.id, reason: '数量の見直し', writtenBy: '佐藤 恵', standing: 'awaiting-contractor', contractorConfirmed: null, label: old.label });
    const versions = (await records()).filter((one) => one.kind === 'hand-over');
    expect(versions.map((one) => [one.version, one.standing, one.contractorConfirmed?.by.name ?? null])).toEqual([[1, 'superseded', '田中 誠'], [2, 'awaiting-contractor', null]]);
    await expect(correct(old, {})).rejects.toMatchObject({ problem: { code: 'VERSION_REPLACED' } });
    await expect(town.tanaka.api.call('confirmRecords', { body: { ids: [old.id] } })).rejects.toMatchObject({ problem: { code: 'VERSION_REPLACED' } });
    // The contractor's own listener has no such route at all.
    await expect(correct(versions[1] ?? old, {}, town.tanaka)).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it('is confirmed in the very version that was read; a new one needs a new confirmation, several in one press [O 1-29]', async () => {
    const waiting = await town.tanaka.api.call('openConfirmations', {});
    expect(waiting.map((one) => [one.label, one.version])).toEqual([['R8-1', 2]]);
    const ids = waiting.map((one) => one.id);
    expect((await town.tanaka.api.call('confirmRecords', { body: { ids } })).map((one) => one.standing)).toEqual(['closed']);
    // Twice is once.
    expect((await town.tanaka.api.call('confirmRecords', { body: { ids } })).map((one) => one.contractorConfirmed?.by.name)).toEqual(['田中 誠']);
    expect(await town.sato.api.call('openConfirmations', {})).toEqual([]);
    const acts = (await town.sato.api.call('timeline', { id: transfer.id })).filter((entry) => entry.act.endsWith('-paper')).map((entry) => [entry.act, entry.actor]);
    expect(acts).toEqual([...acts.slice(0, -2).map(() => ['open-paper', '鍵箱']), ['correct-paper', '佐藤 恵'], ['confirm-paper', '田中 誠']]);
    expect(acts.length).toBeGreaterThan(2);
  });

  it('cannot be changed or deleted, not even by a program that writes the database [O 1-10]', async () => {
    const { store } = town.running.gateway;
    await expect(store.change(async (tx) => { await tx.deleteFrom('confirmation_records').execute(); })).rejects.toThrow(/never deleted/);
    await expect(store.change(async (tx) => { await tx.updateTable('confirmation_records').set({ document: '{}' }).execute(); })).rejects.toThrow(/new version/);
    await expect(store.change(async (tx) => { await tx.updateTable('confirmation_records').set({ contractor_confirmed_at: now() }).where('contractor_confirmed_at', 'is not', null).execute(); })).rejects.toThrow(/once/);
    expect((await records()).length).toBe(2);
  });

  it('is opened for a delivery in one press from what the gateway knows; another quantity asks for its reason [O 1-10] [O 1-33]', async () => {
    const about = { kind: 'delivery', engagementId: town.engagement.id, transferId: transfer.id };
    const { values } = await town.sato.api.call('prepareRecord', { body: about });
    expect(values).toMatchObject({ quantity: 3, unit: '件', content: '納入通知書 印字データ', ward: [{ name: '佐藤 恵' }], contractor: [{ name: '田中 誠' }] });
    const write = (changed: object) => town.sato.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { ...about, values: { ...values, ...changed } } });
    await expect(write({ quantity: 2 })).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE' } });
    await write({ quantity: 2, difference: '刷り損じ1件は翌日に納品' });
    expect(await newest('delivery')).toMatchObject({ label: 'R8-2', quantity: 2, difference: '刷り損じ1件は翌日に納品', writtenBy: '佐藤 恵', standing: 'awaiting-contractor' });
    await town.tanaka.api.call('confirmRecords', { body: { ids: [(await newest('delivery')).id] } });
    expect(await newest('delivery')).toMatchObject({ standing: 'closed', contractorConfirmed: { by: { name: '田中 誠' } } });
    await expect(town.tanaka.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { ...about, values } })).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
  });

  it('is the ward\'s on the way back too: written when the section confirms, with its people as the ward\'s handlers, and confirmed by the contractor [O 2-3]', async () => {
    const draft = await draftFor(town.tanaka, town, { recipientIds: [town.section.id], form: '業務報告書', quantity: 1 });
    await upload(town.tanaka, draft.id, '報告書.txt', Buffer.from('業務報告'));
    const id = (await town.tanaka.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    town.time.advance(61);
    for (const who of [town.tanaka, town.sato]) await who.signInAgain();
    await town.tanaka.api.call('addNotice', { body: { transferIds: [id] } });
    await collect(town.sato, await town.sato.api.call('transfer', { id }));
    const { digest } = await town.sato.api.call('transfer', { id });
    await town.sato.api.call('confirm', { id, body: { quantity: 1, opened: true, digest } });
    const [record] = await records(town.tanaka, id);
    expect(record).toMatchObject({ kind: 'hand-over', ward: ['佐藤 恵'], contractor: ['田中 誠'], standing: 'awaiting-contractor', may: ['confirm'] });
    await town.tanaka.api.call('confirmRecords', { body: { ids: [record?.id ?? ''] } });
    expect((await records(town.sato, id)).map((one) => one.standing)).toEqual(['closed']);
  });

  it('is confirmed by nobody who is off the roster, and another firm knows nothing of it [O 4-9] [H 48]', async () => {
    await town.admin.signInAgain();
    const other = await town.admin.api.call('addContractor', { body: { name: '別の会社', address: '○○県' } });
    const stranger = await addPerson(town, town.admin, { role: 'handler', login: 'stranger', name: '別 太郎', contractorId: other.id }, other.page);
    const { id } = await newest('delivery');
    await expect(stranger.api.call('confirmRecords', { body: { ids: [id] } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect(await stranger.api.call('openConfirmations', {})).toEqual([]);
  });

  it('that two people correct at once has one new version: the other is told that theirs was of an old one, and nothing is lost [H 81]', async () => {
    await town.sato.signInAgain();
    await town.takahashi.signInAgain();
    const read = await newest('delivery');
    const answers = await Promise.allSettled([correct(read, { content: '佐藤の直し' }), correct(read, { content: '髙橋の直し' }, town.takahashi), correct(read, { content: '佐藤の二度目' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ problem: { code: 'VERSION_REPLACED' } });
    const versions = (await records()).filter((one) => one.kind === 'delivery');
    expect(versions.map(({ version, standing }) => [version, standing === 'superseded'])).toEqual([[1, true], [2, false]]);
    expect(versions[1]).toMatchObject({ replaces: versions[0]?.id, label: versions[0]?.label });
    // Whoever was told so reads the new one and corrects that.
    expect(await correct(await newest('delivery'), { content: '読み直して' }, town.takahashi)).toMatchObject({ version: 3, content: '読み直して' });
  });
});
