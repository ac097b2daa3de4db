// Refusals because of what is owed.
import type { DutyRefusal } from '../records/duties/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const dutyRefusals: Readonly<Record<DutyRefusal, RefusalText>> = {
  ERASURE_OVERDUE: { status: 409, ja: '{contractor}の消去の報告（{whichJa}、期限{dueOn}）が届いていないため、新しい授受はできません。データは送っていません。受託事業者に報告を求め、届いたら確認してください。', en: '{contractor} has not reported an erasure ({whichEn}, due {dueOn}), so nothing new can be sent to it. Nothing was sent. Ask the contractor for the report and check it.' },
};
