// Answers about what is owed: the calendar, and print logs read from a file.
import { openDuties } from '../../records/calendar/calendar.ts';
import type { Item } from '../../records/calendar/item.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { engagementFor } from '../../records/filing/permission.ts';
import { readPrintLog } from '../../records/printing/print-csv.ts';
import type { Answers } from '../adapter.ts';
import { partyIn } from '../views/parties.ts';
import type { DutyView } from '../wire/records.ts';
import type { AnswerParts } from './parts.ts';

export function dutyAnswers({ store, clock }: AnswerParts): Pick<Answers, 'searchDuties' | 'readPrintLog'> {
  return {
    searchDuties: async ({ session, body }) => {
      const now = clock.now();
      const { items, mine, overdue } = await openDuties(store.search, session.person, body, now);
      return { duties: items.map((item) => dutyView(item, japanDay(now))), mine, overdue };
    },
    readPrintLog: async ({ session, body }) => {
      await engagementFor(store.search, session.person, body.engagementId);
      const { lines, troubles } = readPrintLog(Buffer.from(body.file, 'base64'));
      return { rows: lines.map((line) => ({ ...line })), troubles: [...troubles] };
    },
  };
}

function dutyView(item: Item, today: string): DutyView {
  return {
    id: item.id, kind: item.kind, what: item.what, engagement: { id: item.engagement.id, title: item.engagement.title }, contractor: item.contractorId === null ? null : partyIn(item.engagement, item.contractorId),
    transfer: item.transfer, owedBy: item.owedBy, dueOn: item.dueOn, overdue: item.dueOn < today, mine: item.mine, act: item.act,
  };
}
