// 電話連絡 (4-3): a sending of an engagement that asks for a call is complete only once somebody was reached.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../client/opening.ts';
import { collectable } from '../../hostile/steps.ts';
import { confirmedCertificate, foundTown, start, type Town } from '../../town.ts';

describe('telephone calls beside a sending', () => {
  let town: Town;
  const now = (): string => new Date(town.time.wall()).toISOString();
  const sendingOf = async (id: string): Promise<string> => (await town.sato.api.call('transfer', { id })).sending;
  const open = async (): Promise<string[]> => (await town.sato.api.call('sendingsWithoutCall', {})).map((one) => one.transfer.id);
  beforeAll(async () => {
    town = await foundTown({ policy: { telephoneCall: true } });
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('that tell the password are recorded once, in one form, and make the sending complete; nobody reached leaves it open [O 4-3] [H 116]', async () => {
    const { transfer, notice } = await collectable(town);
    const tell = (result: 'talked' | 'absent') => town.sato.api.call('handover', { id: notice, body: { method: 'oral', to: town.tanaka.id, at: now(), telephone: '03-1234-5678', result } });
    expect(await sendingOf(transfer.id)).toBe('open');
    await tell('absent');
    expect([await sendingOf(transfer.id), await open()]).toEqual(['open', [transfer.id]]);
    await tell('talked');
    expect([await sendingOf(transfer.id), await open()]).toEqual(['complete', []]);
    expect((await town.sato.api.call('calls', { id: transfer.id })).map((call) => [call.caller, call.to, call.telephone, call.result])).toEqual([['佐藤 恵', '田中 誠', '03-1234-5678', 'absent'], ['佐藤 恵', '田中 誠', '03-1234-5678', 'talked']]);
  });

  it('are still owed where the password went another way, and then recorded by themselves [O 4-3]', async () => {
    const { transfer, notice } = await collectable(town);
    await town.sato.api.call('handover', { id: notice, body: { method: 'in-person', to: town.tanaka.id, at: now() } });
    expect([await sendingOf(transfer.id), await open()]).toEqual(['call-missing', [transfer.id]]);
    const call = (given: object) => town.sato.api.call('addCall', { id: transfer.id, body: { to: town.tanaka.id, at: now(), telephone: '03-1234-5678', result: 'call-back', ...given } });
    await expect(call({ to: town.sato.id })).rejects.toMatchObject({ problem: { code: 'NOT_AN_ADDRESSEE' } });
    await expect(call({ at: new Date(town.time.wall() + 60_000).toISOString() })).rejects.toMatchObject({ problem: { code: 'HANDOVER_INCOMPLETE' } });
    await call({});
    expect(await sendingOf(transfer.id)).toBe('call-missing');
    await call({ result: 'talked' });
    expect([await sendingOf(transfer.id), await open()]).toEqual(['complete', []]);
  });

  it('about what was not sent are refused', async () => {
    const draft = await town.sato.api.call('addDeposit', { idempotencyKey: 'a-draft-without-a-call', body: { engagementId: town.engagement.id, formId: town.engagement.forms.find((form) => form.direction === 'to-contractor')?.id ?? '', recipientIds: [town.firm.id], quantity: 1 } });
    await expect(town.sato.api.call('addCall', { id: draft.transfers[0]?.id ?? '', body: { to: town.tanaka.id, at: now(), telephone: '03', result: 'talked' } })).rejects.toMatchObject({ problem: { code: 'NO_CALL_ABOUT' } });
  });
});

describe('an engagement that asks for no call', () => {
  it('is complete with the hand-over, and a call may still be recorded', async () => {
    const town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    const { transfer, notice } = await collectable(town);
    const at = new Date(town.time.wall()).toISOString();
    await town.sato.api.call('handover', { id: notice, body: { method: 'registered-post', to: town.tanaka.id, at, trackingNumber: '123-45-67890-1' } });
    expect(await town.sato.api.call('transfer', { id: transfer.id })).toMatchObject({ sending: 'complete' });
    expect(await town.sato.api.call('addCall', { id: transfer.id, body: { to: town.tanaka.id, at, telephone: '03', result: 'talked' } })).toHaveLength(1);
    expect(await town.sato.api.call('sendingsWithoutCall', {})).toEqual([]);
    expect(town.faults).toEqual([]);
    await town.close();
  });
});
