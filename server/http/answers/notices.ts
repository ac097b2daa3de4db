// Answers about password notices. `noticeShown` is the only answer that ever carries a file password.
import { readEngagement } from '../../engagements/engagement.ts';
import { addresseesOf as addresseesIn, type Addressee } from '../../transfers/addressees.ts';
import { giveNotice, renewNotice } from '../../transfers/notice.ts';
import { handOver } from '../../transfers/hand-over.ts';
import { mustFindNotice, openNotices, type Notice } from '../../transfers/notice-rows.ts';
import { TransferRefused } from '../../transfers/refusal.ts';
import type { Answers } from '../adapter.ts';
import { partyIn } from '../views/parties.ts';
import type { NoticeView } from '../wire/transfers.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'addNotice' | 'notices' | 'notice' | 'renewNotice' | 'handover';

export function noticeAnswers(parts: AnswerParts): Pick<Answers, Names> {
  return {
    addNotice: async ({ session, body }) => {
      const { notice, password } = await giveNotice(parts, session.person, body.transferIds);
      return { notice: await noticeView(parts, notice), password };
    },
    renewNotice: async ({ session, params }) => {
      const { notice, password } = await renewNotice(parts, session.person, params['id'] ?? '');
      return { notice: await noticeView(parts, notice), password };
    },
    notices: async ({ session }) => Promise.all((await openNotices(parts.store.read, session.person)).map((notice) => noticeView(parts, notice))),
    notice: async ({ session, params }) => noticeView(parts, await mustFindNotice(parts.store.read, session.person, params['id'] ?? '')),
    handover: async ({ session, params, body }) => {
      const notice = await mustFindNotice(parts.store.read, session.person, params['id'] ?? '');
      const to = (await addresseesOf(parts, notice)).find((person) => person.id === body.to);
      if (to === undefined) throw new TransferRefused('NOT_AN_ADDRESSEE');
      return noticeView(parts, await handOver(parts, session.person, notice.id, { ...body, to: { id: to.id, name: to.name } }));
    },
  };
}

/** To whom a password may be told: the roster of a contractor, or the staff of a section. */
async function addresseesOf({ store, clock }: AnswerParts, notice: Notice): Promise<Addressee[]> {
  const engagement = await readEngagement(store.read, notice.engagementId);
  return engagement === undefined ? [] : addresseesIn(store.read, engagement, notice.recipientId, clock.now());
}

async function noticeView(parts: AnswerParts, notice: Notice): Promise<NoticeView> {
  const engagement = await readEngagement(parts.store.read, notice.engagementId);
  if (engagement === undefined) throw new TransferRefused('NOT_FOUND');
  const sender = partyIn(engagement, notice.senderId);
  return {
    id: notice.id, recipient: partyIn(engagement, notice.recipientId), addressees: await addresseesOf(parts, notice), numbers: notice.numbers, transferIds: notice.transferIds,
    by: notice.by, at: notice.at, round: notice.round, telephoneCall: engagement.policy.telephoneCall, section: { name: sender.name, telephone: sender.telephone ?? '' },
    handedOver: notice.handedOver === null ? null : { method: notice.handedOver.method, to: notice.handedOver.to.name, at: notice.handedOver.at },
    calls: notice.calls.map((call) => ({ at: call.at, result: call.result })),
  };
}
