import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../client/opening.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from '../../town.ts';
import { newestEntries } from '../../hostile/line.ts';
import { begin, copy, dutiesFor, erased, everyone, received, take, turnTo } from './steps.ts';

describe('the erasure that a contractor owes', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const about = (transferId: string) => ({ kind: 'erasure-report', engagementId: town.engagement.id, transferId });
  const owed = async (id: string) => (await dutiesFor(town.tanaka)).find((duty) => duty.kind === 'erasure' && duty.transfer?.id === id);
  const refusing = { problem: { code: 'RECORD_REFUSED' } };

  it('is owed once the receipt is confirmed, seven business days later, and is the contractor\'s turn [O 1-20] [O 3-2]', async () => {
    const { id, number } = await received(town);
    expect(await owed(id)).toMatchObject({ transfer: { number }, owedBy: 'contractor', mine: true, overdue: false, dueOn: '2026-07-13', act: { to: 'begin', kind: 'erasure-report' } });
    expect((await dutiesFor(town.sato)).find((duty) => duty.transfer?.id === id)).toMatchObject({ kind: 'erasure', mine: false, act: { to: 'transfer', id } });
  });

  it('is reported copy by copy, with what cannot be refused at once [O 1-20]', async () => {
    const { id } = await received(town);
    const prepared = await town.tanaka.api.call('prepareRecord', { body: about(id) });
    expect(prepared.values).toMatchObject({ organisation: '株式会社みどり印刷', people: [{ name: '田中 誠' }] });
    const wrong = [{ at: '2027-01-01T00:00:00.000Z' }, { copies: [{ ...copy, serial: '', property: '' }] }, { copies: [{ ...copy, tool: '' }] }, { copies: [{ ...copy, verification: 'none' }] }, { statement: false }];
    for (const values of wrong) await expect(begin(town.tanaka, about(id), erased(town, values))).rejects.toMatchObject(refusing);
    await expect(begin(town.sato, about(id), erased(town))).rejects.toMatchObject({ problem: { code: 'STAGE_NOT_YOURS' } });
    const record = await begin(town.tanaka, about(id), erased(town, { copies: [copy, { where: 'paper', type: '出力紙', count: 3, method: 'destroy', technique: 'shred', verification: 'full', result: 'pass' }] }));
    expect(record).toMatchObject({ turn: 'ward', dueOn: '2026-07-09', document: true });
    expect(await owed(id)).toBeUndefined();
    expect((await newestEntries(town, 3)).join('\n')).not.toMatch(/SN-4821|印刷室/);
    const known = await town.tanaka.api.call('prepareRecord', { body: about(id) });
    expect(known.values['copies']).toMatchObject([{ serial: 'SN-4821', result: null, verification: null }, { where: 'paper' }]);
  });

  it('is owed again when the ward sends the report back, and closes only when the ward accepts it [O 1-20]', async () => {
    const { id } = await received(town);
    const record = await begin(town.tanaka, about(id), erased(town, { copies: [{ ...copy, result: 'fail' }] }));
    await expect(take(town.sato, record, 'check', { result: 'accepted', how: ['paper'], remark: '問題なし' })).rejects.toMatchObject(refusing);
    await expect(take(town.sato, record, 'check', { result: 'returned', how: ['paper'] })).rejects.toMatchObject(refusing);
    expect(await take(town.sato, record, 'check', { result: 'returned', how: ['paper'], remark: '消去をやり直してください' })).toMatchObject({ state: 'open', turn: 'contractor' });
    expect(await owed(id)).toMatchObject({ dueOn: '2026-07-07', mine: true, act: { to: 'record', id: record.id } });
    expect((await dutiesFor(town.tanaka)).filter((duty) => duty.transfer?.id === id)).toHaveLength(1);
    await take(town.tanaka, record, 'again', erased(town, { copies: [{ ...copy, verification: 'none', result: 'unknown' }] }));
    expect(await owed(id)).toBeUndefined();
    await expect(take(town.sato, record, 'check', { result: 'accepted', how: ['paper'] })).rejects.toMatchObject(refusing);
    expect(await take(town.sato, record, 'check', { result: 'accepted', how: ['visit'], remark: '立会いで確認した' })).toMatchObject({ state: 'closed', turn: 'nobody' });
  });

  it('stops drafts and deposits to that contractor while it is overdue, and no longer than that [O 1-20]', async () => {
    const { id, number } = await received(town);
    turnTo(town, '2026-07-13', '16:00');
    await everyone(town);
    const waiting = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, waiting.id, 'noufu.csv', new Uint8Array(10));
    turnTo(town, '2026-07-14', '09:00');
    await everyone(town);
    expect((await dutiesFor(town.sato, { overdue: true })).map(({ kind }) => kind)).toContain('erasure');
    const overdue = (await dutiesFor(town.tanaka, { overdue: true })).filter((duty) => duty.kind === 'erasure');
    const refused = { problem: { code: 'ERASURE_OVERDUE', facts: { contractor: '株式会社みどり印刷', dueOn: '2026-07-13' } } };
    await expect(draftFor(town.sato, town, { recipientIds: [town.firm.id] })).rejects.toMatchObject(refused);
    await expect(town.sato.api.call('submit', { id: waiting.id })).rejects.toMatchObject(refused);
    expect((await newestEntries(town, 1)).join('')).toContain('ERASURE_OVERDUE');
    for (const duty of overdue) await begin(town.tanaka, about(duty.transfer?.id ?? ''), erased(town));
    expect(overdue.map((duty) => duty.transfer?.number)).toContain(number);
    expect(await owed(id)).toBeUndefined();
    expect((await town.sato.api.call('submit', { id: waiting.id })).transfers).toHaveLength(1);
  });

  it('is owed too for what was collected and then recalled [O 1-20]', async () => {
    const { id } = await received(town, { confirm: false });
    await town.sato.api.call('recall', { id, body: { reason: 'wrong-content' } });
    expect(await owed(id)).toMatchObject({ owedBy: 'contractor' });
  });

  it('is certified at the end by the handling manager for paper and data, never as handled by nobody where something was collected [O 2-7] [O 3-2] [O 4-6]', async () => {
    const certificate = { kind: 'erasure-certificate', engagementId: town.engagement.id };
    const whole = { ...erased(town), held: 'yes', paper: 'erased', data: 'both', kept: '総務部 書庫' };
    const { people, title, organisation, place, telephone, statement } = erased(town);
    await expect(begin(town.tanaka, certificate, { held: 'no', people: people ?? [], title: title ?? '', organisation: organisation ?? '', place: place ?? '', telephone: telephone ?? '', kept: '総務部', statement: statement ?? true })).rejects.toMatchObject(refusing);
    const { paper: _paper, ...without } = whole;
    await expect(begin(town.tanaka, certificate, without)).rejects.toMatchObject({ problem: { code: 'RECORD_INCOMPLETE', facts: { field: 'paper' } } });
    const record = await begin(town.tanaka, certificate, whole);
    expect(await take(town.sato, record, 'check', { result: 'accepted', how: ['paper'] })).toMatchObject({ state: 'closed' });
  });
});
