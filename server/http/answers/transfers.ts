// Answers about transfers: lists, one transfer, the decisions, what is collected, and the documents around it.
import { mustFind } from '../../transfers/register.ts';
import { allowUnscanned, approve, recall, sendBack } from '../../transfers/decide.ts';
import { repeatCollection } from '../../transfers/collect.ts';
import { confirm } from '../../transfers/confirm.ts';
import type { Person } from '../../accounts/person.ts';
import type { Answers } from '../adapter.ts';
import { timelineOf } from '../views/timeline.ts';
import { transferView } from '../views/transfers.ts';
import { countTransfers, listTransfers, searchTransfers } from './transfer-list.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'transfers' | 'searchTransfers' | 'transferCounts' | 'transfer' | 'timeline' | 'approve' | 'allowUnscanned' | 'sendBack' | 'recall' | 'confirm' | 'collectAgain';

export function transferAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const show = async (who: Person, id: string) => {
    await parts.collection.settled(id);
    const { transfer } = await mustFind(parts.store.read, who, id);
    return transferView(parts.store.read, transfer, who, parts.clock.now());
  };
  return {
    transfers: ({ session, query }) => listTransfers(parts, session.person, query),
    searchTransfers: ({ session, body }) => searchTransfers(parts, session.person, body),
    transferCounts: ({ session }) => countTransfers(parts, session.person),
    transfer: ({ session, params }) => show(session.person, params['id'] ?? ''),
    timeline: async ({ session, params }) => {
      const { transfer } = await mustFind(parts.store.read, session.person, params['id'] ?? '');
      return timelineOf(parts.store.read, transfer.id);
    },
    approve: async ({ session, params, body }) => {
      await approve(parts, session.person, params['id'] ?? '', body.digest);
      return show(session.person, params['id'] ?? '');
    },
    allowUnscanned: async ({ session, params, body }) => {
      await allowUnscanned(parts, session.person, params['id'] ?? '', { seen: body.digest, reason: body.reason });
      return show(session.person, params['id'] ?? '');
    },
    sendBack: async ({ session, params, body }) => {
      await sendBack(parts, session.person, params['id'] ?? '', { seen: body.digest, reason: body.reason });
      return show(session.person, params['id'] ?? '');
    },
    recall: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      await recall(parts, session.person, id, { reason: body.reason, text: body.text });
      await parts.collection.cut({ transfer: id });
      parts.wake();
      return show(session.person, id);
    },
    collectAgain: async ({ session, params, body }) => {
      const { transfer, engagement } = await mustFind(parts.store.read, session.person, params['id'] ?? '');
      await parts.collection.settled(transfer.id);
      await repeatCollection(parts, session.person, transfer.id, engagement.terms.downloads, body.reason);
      return show(session.person, transfer.id);
    },
    confirm: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      await parts.collection.settled(id);
      await confirm(parts, session.person, id, { quantity: body.quantity, opened: body.opened, reason: body.reason, seen: body.digest }, body.receipt);
      parts.wake();
      return show(session.person, id);
    },
  };
}
