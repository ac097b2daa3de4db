// Answers about 確認書 and telephone calls.
import { addCall, callable, callsOf, sendingsWithoutCall } from '../../records/calls.ts';
import { recordsOf } from '../../records/confirmation-records.ts';
import { awaitsReceipt, standingOf } from '../../records/confirmation-standing.ts';
import { confirmVersions, correctVersion, mustFindRecord, unsettledOf } from '../../records/confirmation-steps.ts';
import { mustFind } from '../../transfers/register.ts';
import type { Answers } from '../adapter.ts';
import { confirmationView } from '../views/confirmations.ts';
import { partyIn } from '../views/parties.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'confirmationRecords' | 'openConfirmations' | 'confirmRecords' | 'correctConfirmation' | 'addCall' | 'calls' | 'sendingsWithoutCall';

export function confirmationAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, clock } = parts;
  const callsAbout = async (id: string) => (await callsOf(store.read, [id])).get(id) ?? [];
  return {
    confirmationRecords: async ({ session, params }) => {
      const around = await mustFind(store.read, session.person, params['id'] ?? '');
      return (await recordsOf(store.read, around.transfer.id)).map((record) => confirmationView({ record, ...around }, session.person));
    },
    openConfirmations: async ({ session: { person } }) => (await unsettledOf(store.read, person)).filter((found) => {
      const standing = standingOf(found.record, found);
      // The ward has to explain; the contractor has to confirm. What a receipt will confirm waits for nobody else.
      return person.contractorId === null ? standing === 'difference' : (standing === 'awaiting-contractor' || standing === 'difference') && found.record.contractorConfirmed === null && !awaitsReceipt(found.record, found);
    }).map((found) => confirmationView(found, person)),
    confirmRecords: async ({ session: { person }, body }) => {
      await confirmVersions(parts, person, body.ids);
      return Promise.all(body.ids.map(async (id) => confirmationView(await mustFindRecord(store.read, person, id), person)));
    },
    correctConfirmation: async ({ session: { person }, params, body }) => {
      const made = await correctVersion(parts, person, params['id'] ?? '', { ...body, difference: body.difference ?? null });
      return confirmationView(await mustFindRecord(store.read, person, made), person);
    },
    addCall: async ({ session, params, body }) => {
      await addCall(parts, session.person, params['id'] ?? '', body);
      return callsAbout(params['id'] ?? '');
    },
    calls: async ({ session, params }) => {
      const { transfer } = await mustFind(store.read, session.person, params['id'] ?? '');
      return callsAbout(transfer.id);
    },
    sendingsWithoutCall: async ({ session }) => (await sendingsWithoutCall(store.read, session.person)).map(({ transfer, engagement, calls }) => ({
      transfer: { id: transfer.id, number: transfer.number }, recipient: partyIn(engagement, transfer.recipientId).name, releasedAt: transfer.approval?.at ?? transfer.submission?.at ?? transfer.createdAt,
      people: callable(engagement, transfer, clock.now()), calls: [...calls],
    })),
  };
}
