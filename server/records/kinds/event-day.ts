// 開催日 (0-4): the day of the event for which the ward gave a list. On that day the contractor owes the return of what it was given. Asked for
// once the list is deposited; the day by which it is collected is proposed.
import { japanDay } from '../../engagements/japan-time.ts';
import { readTransfer } from '../../transfers/rows.ts';
import { isForEvent, oweEventReturn, returnsAfter } from '../duties/event-returns.ts';
import { incomplete, refusedBecause } from '../refusal.ts';
import type { Field, RecordKind, StageContext, Values } from './kind.ts';

const day = {
  id: 'day', kind: 'day', label: { ja: '開催日', en: 'Day of the event' },
  support: { ja: 'この日の受付が終わったら、受託事業者は区から受け取った情報を返します。日が変わったときは、もう一度記録してください。新しい日が返却の期限になります。', en: 'On this day, once reception closes, the contractor returns what it was given. If the day changes, record it again: the newest day is the one that counts.' },
} satisfies Field;

export const eventDay: RecordKind = {
  id: 'event-day', group: 'hand-over', obligations: ['0-4'], document: null, about: { contractor: true, transfer: true }, settles: ['event-day'],
  title: { ja: '開催日', en: 'Day of the event' },
  offered: (engagement) => returnsAfter(engagement, 'event').length > 0,
  stages: [{
    id: 'set', by: 'ward', after: 'start', closes: true, final: true, title: { ja: '開催日', en: 'Day of the event' }, act: { ja: '開催日を記録する', en: 'Record the day' },
    fields: [{ id: 'what', kind: 'line', optional: true, label: { ja: '催しの名称', en: 'Event' }, support: { ja: '例：セミナー第1回', en: 'Such as Seminar 1' } }, day],
    prefill, check, follow,
  }],
};

async function prefill({ tx, transferId }: Omit<StageContext, 'values'>): Promise<Values> {
  const transfer = transferId === null ? undefined : await readTransfer(tx, transferId);
  return transfer === undefined ? {} : { day: japanDay(transfer.collectBy) };
}

async function check({ tx, engagement, transferId, values }: StageContext): Promise<void> {
  const transfer = transferId === null ? undefined : await readTransfer(tx, transferId);
  if (transfer === undefined || !isForEvent(engagement, transfer)) throw refusedBecause('開催日を記録できるのは、催しのために受託事業者に渡す名簿の授受についてです。', 'A day of an event belongs to a list that the ward gives to the contractor for it.');
  const made = japanDay(transfer.createdAt);
  if (typeof values['day'] === 'string' && values['day'] < made) throw incomplete(day, { ja: `${made} より前でない日`, en: `a day not before ${made}` });
}

async function follow({ tx, engagement, transferId, now }: StageContext): Promise<void> {
  const transfer = transferId === null ? undefined : await readTransfer(tx, transferId);
  if (transfer !== undefined) await oweEventReturn(tx, engagement, transfer, { now });
}
