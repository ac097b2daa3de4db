// 未検査 from the upload to the receipt, with a real clamd: what it cannot look into goes only where the engagement allows it and one more approver decides it, and is told as that everywhere.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { foundScannedTown, type ScannedTown } from '../scanning/scanned-town.ts';
import { zip } from '../scanning/zip.ts';
import { needs, program } from '../setup/programs.ts';
import { addPerson, draftFor, upload, type Someone, type Town } from '../town.ts';

describe('files that the scanner cannot look into [H 29] [ASVS 5.4.3]', () => {
  const clamd = program('clamd');
  let close: ScannedTown['close'];
  let town: Town;
  let hirota: Someone;
  let transfer: TransferView;
  const closed = zip('inner.txt', Buffer.from('secret'), true);
  const show = (who: Someone): Promise<TransferView> => who.api.call('transfer', { id: transfer.id });
  const allows = (who: Someone, digest = transfer.digest) => who.api.call('allowUnscanned', { id: transfer.id, body: { unscanned: true, reason: '専用形式のため', digest } });
  const approves = (who: Someone) => who.api.call('approve', { id: transfer.id, body: { destination: true, content: true, attachments: true, digest: transfer.digest } });

  beforeAll(async () => {
    if (clamd === undefined) return;
    ({ town, close } = await foundScannedTown(clamd, { policy: { locks: 'password', unscannable: 'exception' } }));
    hirota = await addPerson(town, town.admin, { role: 'staff', login: 'hirota', name: '廣田 進', sectionId: town.section.id, canApprove: true });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, '納入通知.csv', Buffer.from('番号,金額\r\n1,2\r\n'));
    const { transfers } = await upload(town.sato, draft.id, '図面.zip', closed);
    expect(transfers[0]?.files.map(({ scan }) => [scan.verdict, scan.why])).toEqual([['clean', undefined], ['unscanned', 'encrypted']]);
    const [deposited] = (await town.sato.api.call('submit', { id: draft.id })).transfers;
    if (deposited === undefined) throw new Error('expected a transfer');
    transfer = deposited;
  });
  afterAll(async () => {
    if (clamd !== undefined) await close();
  });

  needs('clamd', 'are kept as that, larger ones and deeper ones too, while what failed is refused as before', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    let nested = zip('x', Buffer.from('harmless'));
    for (let depth = 0; depth < 50; depth += 1) nested = zip('x.zip', nested);
    await upload(town.sato, draft.id, 'large.bin', Buffer.alloc(2_600_000, 7));
    const { transfers } = await upload(town.sato, draft.id, 'nested.zip', nested);
    expect(transfers[0]?.files.map(({ scan: { verdict, why } }) => [verdict, why])).toEqual([['unscanned', 'too-large'], ['unscanned', 'limits']]);
    await town.sato.api.call('discard', { id: draft.id });
  });

  needs('clamd', 'wait for the usual approval, and after it for another approver', async () => {
    expect(transfer).toMatchObject({ state: 'awaiting-approval', unscanned: true, exception: { files: 1, approvedFirst: true, allowed: null }, next: { act: 'approve' } });
    await expect(allows(hirota)).rejects.toMatchObject({ problem: { code: 'WRONG_STATE' } });
    const approved = await approves(town.takahashi);
    expect(approved).toMatchObject({ state: 'awaiting-approval', approval: { by: { name: '髙橋 健' } }, next: { act: 'allow-unscanned', by: [{ name: '廣田 進' }], mine: false } });
    for (const [who, code] of [[town.takahashi, 'ANOTHER_APPROVER'], [town.sato, 'NOT_APPROVER'], [town.tanaka, 'NOT_FOUND']] as const) await expect(allows(who)).rejects.toMatchObject({ problem: { code } });
    await expect(allows(hirota, '0'.repeat(64))).rejects.toMatchObject({ problem: { code: 'CHECKS_CHANGED' } });
    await expect(town.sato.api.call('addNotice', { body: { transferIds: [transfer.id] } })).rejects.toMatchObject({ problem: { code: 'WRONG_STATE' } });
    const mine = async (who: Someone) => (await who.api.call('searchTransfers', { body: { mine: true, act: 'allow-unscanned' } })).transfers.map(({ id }) => id);
    expect([await mine(town.takahashi), await mine(hirota)]).toEqual([[], [transfer.id]]);
    expect((await hirota.api.call('transferCounts', {})).acts).toMatchObject({ 'allow-unscanned': 1 });
  });

  needs('clamd', 'go once that is decided, with both names in the ledger, and are told to the recipient and on the receipt', async () => {
    expect(await allows(hirota)).toMatchObject({ state: 'released', exception: { allowed: { by: { name: '廣田 進' }, reason: '専用形式のため' } } });
    const { entries } = await town.auditor.api.call('story', { id: transfer.id });
    expect(entries.find(({ act, result }) => act === 'allow-unscanned' && result === 'done')).toMatchObject({ actor: '廣田 進', facts: { files: 1, approvedBy: '髙橋 健' } });
    town.time.advance(120);
    await town.sato.signInAgain();
    const { notice } = await town.sato.api.call('addNotice', { body: { transferIds: [transfer.id] } });
    await town.sato.api.call('handover', { id: notice.id, body: { method: 'oral', to: town.tanaka.id, at: new Date(town.time.wall()).toISOString(), telephone: '03-1111-2222', result: 'talked' } });
    await town.tanaka.signInAgain();
    const seen = await show(town.tanaka);
    expect(seen).toMatchObject({ unscanned: true, exception: { files: 1, allowed: { by: { name: '廣田 進' }, reason: null } } });
    expect(seen.files.map(({ scan }) => scan.verdict)).toEqual(['clean', 'unscanned']);
    for (const { id } of seen.files) expect((await town.tanaka.line.fetch(town.tanaka.api.address('body', { id: transfer.id, fileId: id }), { headers: town.tanaka.line.headers() })).status).toBe(200);
    await expect.poll(async () => (await show(town.tanaka)).state).toBe('collected');
    await town.tanaka.api.call('confirm', { id: transfer.id, body: { quantity: transfer.quantity, opened: true, digest: (await show(town.tanaka)).digest } });
    const { document } = await town.tanaka.api.call('receipt', { id: transfer.id });
    expect(JSON.parse(document)).toMatchObject({ unscanned: { files: 1, approvedBy: '髙橋 健', allowedBy: '廣田 進' } });
    const records = await town.sato.api.call('confirmationRecords', { id: transfer.id });
    expect(JSON.stringify(records)).toContain('未検査 1ファイル');
  });

  needs('clamd', 'are refused from then on where the engagement refuses them', async () => {
    await Promise.all([town.admin, town.sato].map((one) => one.signInAgain()));
    const { seen } = await town.admin.api.call('engagementDetail', { id: town.engagement.id });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, '図面.zip', closed);
    await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { changes: { policy: { unscannable: 'refuse' } }, seen, reason: '例外をやめる' } });
    await expect(town.sato.api.call('submit', { id: draft.id })).rejects.toMatchObject({ problem: { code: 'UNSCANNED_NOT_ALLOWED' } });
    await expect(upload(town.sato, draft.id, '図面2.zip', closed)).rejects.toMatchObject({ problem: { code: 'UNSCANNABLE', status: 422 } });
  });
});
