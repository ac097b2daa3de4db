// 照会 and 回答: an inquiry that was received is owed an answer, the answer goes to who asked and stands beside it; and the other kinds that go back to the ward.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPreset } from '../../config/presets/presets.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { dutiesOf } from '../../server/records/duties/duties.ts';
import { addPerson, foundTown, testPolicy, upload, type Someone, type Town } from '../town.ts';

describe('an inquiry and its answer', () => {
  let town: Town;
  let engagementId: string;
  let forms: Readonly<Record<string, string>>;
  let stranger: Someone;
  beforeAll(async () => {
    town = await foundTown();
    const other = await town.admin.api.call('addContractor', { body: { name: 'もみじ医院', address: '○○県' } });
    stranger = await addPerson(town, town.admin, { role: 'handler', login: 'momiji', name: '紅葉 医師', contractorId: other.id }, other.page);
    // The forms of S2 as the paper names them, and what they are.
    const preset = loadPreset('S2', 'あさぎり区');
    const made = await town.admin.api.call('addEngagement', { body: {
      title: preset.title.ja, purpose: preset.purpose.ja, legalBasis: '条例', from: '2026-04-01', to: '2027-03-31', items: [],
      forms: preset.forms.map((form) => ({ name: form.name.ja, nameEn: form.name.en, direction: form.direction, unit: form.unit, kind: form.kind })),
      policy: { ...testPolicy, locks: 'password', passwordGapMinutes: 1, approval: { 'to-contractor': false, 'to-section': false } }, terms: { ...plainTerms, answerWithinDays: 3 }, preset: 'S2', sectionIds: [town.section.id], contractorIds: [town.firm.id, other.id],
    } });
    engagementId = made.id;
    forms = Object.fromEntries(made.forms.map((form) => [form.name, form.id]));
    for (const [contractorId, accountId] of [[town.firm.id, town.tanaka.id], [other.id, stranger.id]] as const) await town.admin.api.call('addRosterEntry', { id: engagementId, body: { contractorId, accountId, role: 'manager', startsOn: '2026-04-01' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const draft = async (who: Someone, form: string, recipient: string, answers?: string): Promise<TransferView> => {
    const { transfers: [first] } = await who.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId, formId: forms[form] ?? '', recipientIds: [recipient], quantity: 1, ...(answers === undefined ? {} : { answers }) } });
    if (first === undefined) throw new Error('expected a transfer');
    return first;
  };
  const send = async (who: Someone, form: string, recipient: string, answers?: string): Promise<TransferView> => {
    const made = await draft(who, form, recipient, answers);
    await upload(who, made.depositId, 'x.txt', randomBytes(40));
    await who.api.call('submit', { id: made.depositId });
    town.time.advance(2);
    await Promise.all([town.sato, town.tanaka, stranger].map((one) => one.signInAgain()));
    await who.api.call('addNotice', { body: { transferIds: [made.id] } });
    return made;
  };
  const receive = async (who: Someone, { id }: TransferView): Promise<TransferView> => {
    const found = await who.api.call('transfer', { id });
    for (const file of found.files) {
      const body = Buffer.from(await (await who.api.call('body', { id, fileId: file.id })).arrayBuffer());
      // An OpenPGP packet with tag 18 (encrypted and integrity protected), in either direction.
      expect(body[0]).toBe(0xd2);
    }
    return who.api.call('confirm', { id, body: { quantity: 1, opened: true, digest: found.digest } });
  };
  const owed = (transfer: TransferView) => dutiesOf(town.running.gateway.store.read, { engagementId, transferId: transfer.id, kinds: ['inquiry-answer'] });
  const misfit = { problem: { code: 'ANSWER_MISFIT', status: 422 } };

  it('owes the answer from the receipt of the inquiry until it is released, and shows the pair to both sides [O 2-9] [O 2-4]', async () => {
    const inquiry = await send(town.tanaka, '利用者情報の照会', town.section.id);
    expect((await town.sato.api.call('transfer', { id: inquiry.id })).pair).toEqual({ asked: null, answer: null, mayAnswer: null, isInquiry: true });
    const received = await receive(town.sato, inquiry);
    expect(received.pair.mayAnswer).toEqual({ formId: forms['利用者情報の照会への回答'], recipientId: town.firm.id });
    // 2 July is a Thursday: the third business day after it is the Tuesday.
    expect(await owed(inquiry)).toMatchObject([{ owedBy: 'ward', contractorId: town.firm.id, dueOn: '2026-07-07', what: { ja: `照会 ${inquiry.number} に回答する` } }]);
    const answer = await draft(town.sato, '利用者情報の照会への回答', town.firm.id, inquiry.id);
    expect([answer.pair.asked, (await town.sato.api.call('transfer', { id: inquiry.id })).pair]).toMatchObject([{ id: inquiry.id, number: inquiry.number }, { answer: { id: answer.id, state: 'draft' }, mayAnswer: null }]);
    expect(await owed(inquiry)).toHaveLength(1);
    // A draft is nobody's business but the sender's.
    expect((await town.tanaka.api.call('transfer', { id: inquiry.id })).pair.answer).toBeNull();
    await upload(town.sato, answer.depositId, 'a.txt', Buffer.from('x'));
    await town.sato.api.call('submit', { id: answer.depositId });
    expect(await owed(inquiry)).toEqual([]);
    town.time.advance(2);
    await Promise.all([town.sato, town.tanaka].map((one) => one.signInAgain()));
    await town.sato.api.call('addNotice', { body: { transferIds: [answer.id] } });
    expect((await town.tanaka.api.call('transfer', { id: inquiry.id })).pair).toMatchObject({ answer: { id: answer.id, number: answer.number }, mayAnswer: null });
    expect((await town.tanaka.api.call('transfer', { id: answer.id })).pair).toMatchObject({ asked: { id: inquiry.id, number: inquiry.number } });
    // An answer that is taken back is owed again, and another may be made.
    await town.sato.api.call('recall', { id: answer.id, body: { reason: 'wrong-content' } });
    expect(await owed(inquiry)).toMatchObject([{ owedBy: 'ward' }]);
    expect((await town.sato.api.call('transfer', { id: inquiry.id })).pair.mayAnswer).not.toBeNull();
  });

  it('takes as an answer nothing that does not fit: another form, another recipient, a second one, before it was read, or somebody else\'s inquiry', async () => {
    const inquiry = await send(town.tanaka, '利用者情報の照会', town.section.id);
    await expect(draft(town.sato, '利用者情報の照会への回答', town.firm.id, inquiry.id)).rejects.toMatchObject(misfit);
    await receive(town.sato, inquiry);
    const others = await send(stranger, '利用者情報の照会', town.section.id);
    await receive(town.sato, others);
    await expect(draft(town.sato, '利用者情報の照会への回答', town.firm.id, others.id)).rejects.toMatchObject(misfit);
    await expect(draft(stranger, '指導票', town.section.id, inquiry.id)).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(draft(town.tanaka, '指導票', town.section.id, inquiry.id)).rejects.toMatchObject(misfit);
    const answer = await draft(town.sato, '利用者情報の照会への回答', town.firm.id, inquiry.id);
    await expect(draft(town.sato, '利用者情報の照会への回答', town.firm.id, inquiry.id)).rejects.toMatchObject(misfit);
    await expect(draft(town.sato, '利用者情報の照会への回答', town.firm.id, answer.id)).rejects.toMatchObject(misfit);
    await town.sato.api.call('discard', { id: answer.depositId });
    expect((await draft(town.sato, '利用者情報の照会への回答', town.firm.id, inquiry.id)).pair.asked?.id).toBe(inquiry.id);
  });

  it('carries 指導票, 事業報告書, the hand-over to the nurse and 訪問接種記録票 back to the ward, sealed to it, with a receipt [O 2-4] [O 2-9] [O 4-4] [O 4-8]', async () => {
    const s4 = loadPreset('S4', 'あさぎり区').forms;
    expect(s4.find((form) => form.name.ja === '訪問接種記録票')).toMatchObject({ direction: 'to-section', kind: 'record' });
    for (const form of ['指導票', '事業報告書', '保健師への引継ぎ事項']) {
      const sent = await send(town.tanaka, form, town.section.id);
      const seen = await town.sato.api.call('transfer', { id: sent.id });
      expect(seen).toMatchObject({ direction: 'to-section', lockForm: 'password', whoCanOpen: 'recipient-with-password', form: { name: form } });
      await receive(town.sato, sent);
      expect((await town.tanaka.api.call('receipt', { id: sent.id })).document).toContain(sent.number);
    }
  });
});
