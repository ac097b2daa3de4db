// The media route: a transfer that cannot go over the line goes on a disc, whole, with the same seal, and everything about it is on record.
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadFile } from '../../../client/cli/upload.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { released } from '../../hostile/steps.ts';
import { confirmedCertificate, foundTown, start, type Someone, type Town } from '../../town.ts';
import { onDisc, putOnDisc, startReader, unpack, type Reader } from './medium-disc.ts';

const passphrase = 'みどり の つくえ 3';
const contents = Buffer.from('氏名,住所\r\n山田花子,朝霧町1-2-3\r\n'.repeat(500));

describe('a transfer on a medium', () => {
  let town: Town;
  let reader: Reader;
  let id = '';
  let disc = new Map<string, Buffer>();
  let password = '';
  let notice = '';
  const part = (name: string): Buffer => [...disc].find(([path]) => path.endsWith(`/${name}`))?.[1] ?? Buffer.alloc(0);
  const now = (minutes = 0): string => new Date(town.time.wall() + minutes * 60_000).toISOString();
  const again = async (...people: Someone[]): Promise<void> => { for (const who of people) await who.signInAgain(); };
  const see = (who: Someone = town.sato): Promise<TransferView> => who.api.call('transfer', { id });

  beforeAll(async () => {
    town = await foundTown();
    reader = await startReader('株式会社みどり印刷', passphrase, start);
    await confirmedCertificate(town.tanaka, town.sato, reader.certificate);
    const [transfer] = await released(town, [town.firm.id], [contents]);
    id = transfer?.id ?? '';
  });
  afterAll(async () => {
    await reader.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('is chosen in one step, with the reason, by the section alone; the line is closed to it from there [O 1-30]', async () => {
    await expect(town.tanaka.api.call('useMedia', { id, body: { reason: 'line-down' } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const after = await town.sato.api.call('useMedia', { id, body: { reason: 'line-down' } });
    expect(after).toMatchObject({ route: 'media', state: 'released', medium: { reason: 'line-down', written: null }, next: { act: 'notice' } });
    await expect(town.sato.api.call('useMedia', { id, body: { reason: 'other', text: '二度目' } })).rejects.toMatchObject({ problem: { code: 'WRONG_STATE' } });
    expect((await town.sato.api.call('timeline', { id })).find((entry) => entry.act === 'use-media')?.facts).toMatchObject({ reason: 'line-down' });
  });

  it('is not written before its password was made, nor on the occasion on which it was made [O 1-14]', async () => {
    await expect(town.sato.api.call('writeMedium', { id })).rejects.toMatchObject({ problem: { code: 'WRONG_STATE' } });
    town.time.advance(61);
    await again(town.sato, town.takahashi, town.tanaka);
    const made = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    [password, notice] = [made.password, made.notice.id];
    await expect(town.sato.api.call('writeMedium', { id })).rejects.toMatchObject({ problem: { code: 'MEDIUM_SAME_OCCASION' } });
    expect((await see()).next).toMatchObject({ act: 'write-medium', mine: true });
    await expect(town.tanaka.api.call('lock', { id })).rejects.toMatchObject({ problem: { code: 'ROUTE_IS_MEDIA' } });
  });

  it('is written as sealed parts with instructions, without the password and without any name of a file [O 1-30]', async () => {
    town.time.advance(5);
    await again(town.sato, town.takahashi, town.tanaka);
    expect(await town.sato.api.call('writeMedium', { id })).toMatchObject({ medium: { written: { times: 1, current: true } }, next: { act: 'hand-over-medium' } });
    const zip = Buffer.from(await (await town.sato.api.call('medium', { id })).arrayBuffer());
    disc = unpack(zip);
    expect([...disc.keys()].map((path) => path.split('/')[1])).toEqual(['HOW-TO-OPEN.txt', 'manifest.json', 'manifest.json.asc', 'gateway.asc', 'lock.pgp', '01.body']);
    for (const secret of [password, 'noufu', '山田', '朝霧町']) expect(zip.includes(Buffer.from(secret))).toBe(false);
    expect(createHash('sha256').update(part('lock.pgp')).digest('hex')).toBe((await see()).lockSha256);
    await expect(town.tanaka.api.call('medium', { id })).rejects.toMatchObject({ problem: { code: 'NOT_SENDER' } });
    const label = Buffer.from(await (await town.sato.api.call('mediumLabel', { id })).arrayBuffer());
    expect(label.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('opens with GnuPG by the commands that lie on the disc, and with nothing less [O 1-30] [O 1-12]', async () => {
    const { number } = await see();
    const howTo = part('HOW-TO-OPEN.txt').toString('utf8');
    for (const line of ['gpg -o key.pgp -d lock.pgp', 'cat key.pgp 01.body > 01.pgp', 'copy /b key.pgp+01.body 01.pgp', `gpg -o ${number}_01.csv -d 01.pgp`]) expect(howTo).toContain(line);
    await putOnDisc(reader, disc);
    expect(await reader.gpg(['--import', 'gateway.asc'])).toBe(0);
    expect(await reader.gpg(['--trust-model', 'always', '--verify', 'manifest.json.asc', 'manifest.json'])).toBe(0);
    expect(await reader.gpg(['-o', 'key.pgp', '-d', 'lock.pgp'], 'AAAABBBBCCCC')).not.toBe(0);
    expect(await reader.gpg(['-o', 'key.pgp', '-d', 'lock.pgp'], password)).toBe(0);
    await writeFile(join(reader.folder, '01.pgp'), Buffer.concat([await onDisc(reader, 'key.pgp'), await onDisc(reader, '01.body')]));
    expect(await reader.gpg(['-o', 'opened.csv', '-d', '01.pgp'], passphrase)).toBe(0);
    expect(contents.equals(await onDisc(reader, 'opened.csv'))).toBe(true);
  });

  it('is void once a new password is made, and has to be written again', async () => {
    const made = await town.sato.api.call('renewNotice', { id: notice });
    password = made.password;
    expect(await see()).toMatchObject({ medium: { written: { current: false } }, next: { act: 'write-medium' } });
    await expect(town.sato.api.call('handOverMedium', { id, body: { to: town.tanaka.id, at: now(), method: 'in-person', count: 1 } })).rejects.toMatchObject({ problem: { code: 'MEDIUM_NOT_WRITTEN' } });
    await town.takahashi.api.call('writeMedium', { id });
    disc = unpack(Buffer.from(await (await town.takahashi.api.call('medium', { id })).arrayBuffer()));
    expect((await see()).medium).toMatchObject({ written: { by: { name: '髙橋 健' }, times: 2, current: true } });
  });

  it('is handed over to a person of the roster, apart from its notice by the gap; sooner and together are refused [O 1-14] [H 110]', async () => {
    await expect(town.sato.api.call('handOverMedium', { id, body: { to: town.sato.id, at: now(), method: 'in-person', count: 1 } })).rejects.toMatchObject({ problem: { code: 'NOT_AN_ADDRESSEE' } });
    await expect(town.sato.api.call('handOverMedium', { id, body: { to: town.tanaka.id, at: now(), method: 'registered-post', count: 1 } })).rejects.toMatchObject({ problem: { code: 'MEDIUM_INCOMPLETE', facts: { field: 'trackingNumber' } } });
    const handed = now();
    expect(await town.sato.api.call('handOverMedium', { id, body: { to: town.tanaka.id, at: handed, method: 'in-person', count: 1 } })).toMatchObject({ state: 'collected', collection: { by: { name: '田中 誠' } }, next: { act: 'handover' } });
    await expect(town.sato.api.call('renewNotice', { id: notice })).rejects.toMatchObject({ problem: { code: 'MEDIUM_HANDED_OVER' } });
    const tell = (at: string) => town.sato.api.call('handover', { id: notice, body: { method: 'in-person', to: town.tanaka.id, at } });
    await expect(tell(handed)).rejects.toMatchObject({ problem: { code: 'MEDIUM_GAP', facts: { minutes: 120 } } });
    town.time.advance(119);
    await again(town.sato, town.tanaka);
    await expect(tell(now())).rejects.toMatchObject({ problem: { code: 'MEDIUM_GAP' } });
    town.time.advance(1);
    expect((await tell(now())).handedOver).toMatchObject({ method: 'in-person', to: '田中 誠' });
    const records = await town.sato.api.call('confirmationRecords', { id });
    expect(records.map((record) => [record.kind, record.ward, record.contractor, record.quantity, record.unit])).toEqual([
      ['hand-over', ['佐藤 恵', '髙橋 健'], [], 3, '件'], ['medium', ['佐藤 恵'], ['田中 誠'], 1, '枚'], ['password', ['佐藤 恵'], ['田中 誠'], 1, '通'],
    ]);
    expect(new Set(records.map((record) => record.at)).size).toBe(3);
  });

  it('keeps medium and notice in two cabinets: the same one is refused, however it is written [O 1-13] [O 1-26] [O 2-6] [O 3-11] [O 4-5] [H 109]', async () => {
    const keep = (what: string, cabinet: string, who = town.tanaka) => who.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { kind: 'storage', engagementId: town.engagement.id, transferId: id, values: { what, place: 'safe', cabinet, at: now() } } });
    const medium = await keep('medium', '金庫1号');
    expect(medium.stages[0]?.values).toMatchObject({ place: 'safe', cabinet: '金庫1号' });
    await expect(keep('notice', '金庫１号')).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE' } });
    const kept = await keep('notice', 'A-3');
    // Another house may have a cabinet of the same name.
    await keep('notice', '金庫1号', town.sato);
    const move = (cabinet: string) => town.tanaka.api.call('addStage', { id: kept.id, body: { stage: 'moved', values: { place: 'cabinet', cabinet, at: now() }, seen: kept.stages.length } });
    await expect(move(' 金庫 1号')).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE' } });
    expect((await move('A-4')).stages.map((stage) => stage.stage)).toEqual(['kept', 'moved']);
  });

  it('is confirmed on its page by quantity and opening as on the line, and wiped; the 確認書 of all three hand-overs are confirmed with it [O 1-29]', async () => {
    const { digest } = await see(town.tanaka);
    expect(await town.tanaka.api.call('confirm', { id, body: { quantity: 3, opened: true, digest } })).toMatchObject({ state: 'confirmed' });
    const records = await town.sato.api.call('confirmationRecords', { id });
    expect(records.map((record) => [record.kind, record.standing, record.contractorConfirmed?.by.name])).toEqual([['hand-over', 'closed', '田中 誠'], ['medium', 'closed', '田中 誠'], ['password', 'closed', '田中 誠']]);
    town.time.advance(24 * 60 + 1);
    await town.running.gateway.tick();
    await again(town.sato, town.takahashi, town.tanaka);
    expect(await see()).toMatchObject({ state: 'wiped', copy: 'wiped' });
  });

  it('is compared with what was sealed when it comes back, file by file; anything else is refused [O 1-27] [H 114]', async () => {
    const check = (who: Someone, name: string, bytes: Uint8Array) => uploadFile({ address: who.api.address('checkMedium', { id }), headers: who.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(bytes); })() });
    expect(await check(town.sato, '01.body', part('01.body'))).toMatchObject({ part: '01.body', same: true });
    expect(await check(town.sato, 'lock.pgp', part('lock.pgp'))).toMatchObject({ same: true });
    const changed = Buffer.from(part('01.body'));
    changed[100] = (changed[100] ?? 0) ^ 1;
    await expect(check(town.sato, '01.body', changed)).rejects.toMatchObject({ problem: { code: 'MEDIUM_DIFFERS' } });
    await expect(check(town.sato, '02.body', part('01.body'))).rejects.toMatchObject({ problem: { code: 'MEDIUM_DIFFERS' } });
    const entries = (await town.sato.api.call('timeline', { id })).filter((entry) => entry.act === 'check-medium');
    expect(entries.filter((entry) => entry.result === 'done')).toHaveLength(2);
  });

  it('is owed back with its notice until the ward records each, the delivery bringing the day forward; each return has its 確認書 [O 1-14] [O 1-28] [O 0-4] [O 2-7] [H 111]', async () => {
    const owed = async () => (await town.tanaka.api.call('searchDuties', { body: { engagement: town.engagement.id } })).duties.filter((duty) => duty.kind.startsWith('return-')).map((duty) => [duty.kind, duty.dueOn]).sort();
    expect(await owed()).toEqual([['return-medium', '2027-03-31'], ['return-notice', '2027-03-31']]);
    const about = { kind: 'delivery', engagementId: town.engagement.id, transferId: id };
    const { values } = await town.sato.api.call('prepareRecord', { body: about });
    await town.sato.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { ...about, values } });
    // Delivered on Friday, 3 July 2026: five business days later is the next Friday.
    expect(await owed()).toEqual([['return-medium', '2026-07-10'], ['return-notice', '2026-07-10']]);
    await expect(town.sato.api.call('giveBack', { id, body: { what: 'medium', at: now(60), from: town.tanaka.id } })).rejects.toMatchObject({ problem: { code: 'MEDIUM_INCOMPLETE', facts: { field: 'at' } } });
    await town.sato.api.call('giveBack', { id, body: { what: 'medium', at: now(), from: town.tanaka.id } });
    expect(await owed()).toEqual([['return-notice', '2026-07-10']]);
    await expect(town.sato.api.call('giveBack', { id, body: { what: 'medium', at: now(), from: town.tanaka.id } })).rejects.toMatchObject({ problem: { code: 'ALREADY_RETURNED' } });
    expect(await town.sato.api.call('giveBack', { id, body: { what: 'notice', at: now(), from: town.tanaka.id } })).toMatchObject({ medium: { returned: { medium: { from: { name: '田中 誠' } }, notice: { from: { name: '田中 誠' } } } } });
    expect(await owed()).toEqual([]);
    const records = await town.tanaka.api.call('confirmationRecords', { id });
    expect(records.slice(3).map((record) => [record.kind, record.quantity, record.unit, record.standing])).toEqual([['delivery', 3, '件', 'awaiting-contractor'], ['medium-return', 1, '枚', 'awaiting-contractor'], ['notice-return', 1, '通', 'awaiting-contractor']]);
    const waiting = await town.tanaka.api.call('openConfirmations', {});
    expect(waiting.map((record) => record.kind)).toEqual(['delivery', 'medium-return', 'notice-return']);
    const confirmed = await town.tanaka.api.call('confirmRecords', { body: { ids: waiting.map((record) => record.id) } });
    expect(confirmed.every((record) => record.standing === 'closed')).toBe(true);
    expect(await town.tanaka.api.call('openConfirmations', {})).toEqual([]);
  });
});
