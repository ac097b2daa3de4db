// Which answers to staff, contractors and auditors are readings that the ledger names (records/log/readings.ts): transfers with their files and
// 確認書, records, attachments. What a read leads to (collecting, printing, searching the ledger) has entries of its own.
import { partyOf } from '../../accounts/person.ts';
import type { Session } from '../../accounts/sessions.ts';
import { mustFindAttachment } from '../../records/filing/attachments.ts';
import { mustFindRecord } from '../../records/filing/permission.ts';
import { enterOnce, type Describe } from '../../records/log/readings.ts';
import { mustFind, mustFindDeposit } from '../../transfers/register.ts';
import { TransferRefused } from '../../transfers/refusal.ts';
import { readTransfer } from '../../transfers/rows.ts';
import type { Answers } from '../adapter.ts';
import type { AnswerParts } from './parts.ts';

interface Asked { readonly session: Session; readonly params: Readonly<Record<string, string>> }

/** The same answers, each preceded by the entry of its reading, once a session. */
export function withReadings(parts: AnswerParts, answers: Answers): Answers {
  const { store } = parts;
  const ofTransfer = ({ session: { person }, params }: Asked): Promise<void> => {
    const id = params['id'] ?? '';
    return enterOnce(parts, person, { act: 'read-transfer', id }, partyOf(person) === null ? ofMunicipality(parts, person.municipalityId, id) : async () => {
      const { transfer } = await mustFind(store.read, person, id);
      return { engagement: transfer.engagementId, facts: { number: transfer.number } };
    });
  };
  const ofDeposit = async ({ session: { person }, params }: Asked): Promise<void> => {
    for (const transfer of await mustFindDeposit(store.read, person, params['id'] ?? '')) {
      await enterOnce(parts, person, { act: 'read-transfer', id: transfer.id }, () => Promise.resolve({ engagement: transfer.engagementId, facts: { number: transfer.number } }));
    }
  };
  const ofRecord = ({ session: { person }, params }: Asked): Promise<void> => enterOnce(parts, person, { act: 'read-record', id: params['id'] ?? '' }, async () => {
    const { record } = await mustFindRecord(store.read, person, params['id'] ?? '');
    return { engagement: record.engagementId, facts: { kind: record.kind.id, number: record.label } };
  });
  const ofAttachment = ({ session: { person }, params }: Asked): Promise<void> => enterOnce(parts, person, { act: 'read-attachment', id: params['id'] ?? '' }, async () => {
    const { sha256 } = await mustFindAttachment(store.read, person, params['id'] ?? '');
    return { engagement: null, facts: { sha256 } };
  });
  const ofConfirmations = ({ session: { person } }: Asked): Promise<void> => enterOnce(parts, person, { act: 'read-confirmations', id: '' }, () => Promise.resolve({ engagement: null, facts: {} }));
  return {
    ...answers,
    transfer: before(answers.transfer, ofTransfer), timeline: before(answers.timeline, ofTransfer), confirmationRecords: before(answers.confirmationRecords, ofTransfer), calls: before(answers.calls, ofTransfer),
    manifest: before(answers.manifest, ofTransfer), receipt: before(answers.receipt, ofTransfer), wipeCertificate: before(answers.wipeCertificate, ofTransfer),
    deposit: before(answers.deposit, ofDeposit), record: before(answers.record, ofRecord), attachment: before(answers.attachment, ofAttachment), openConfirmations: before(answers.openConfirmations, ofConfirmations),
  };
}

function before<C, R>(answer: (call: C) => Promise<R>, first: (call: C) => Promise<void>): (call: C) => Promise<R> {
  return async (call) => {
    await first(call);
    return answer(call);
  };
}

/** An auditor belongs to no party, and reads what concerns the own municipality. */
const ofMunicipality = ({ store }: AnswerParts, municipalityId: string, id: string): Describe => async () => {
  const transfer = await readTransfer(store.read, id);
  if (transfer?.municipalityId !== municipalityId) throw new TransferRefused('NOT_FOUND');
  return { engagement: transfer.engagementId, facts: { number: transfer.number } };
};
