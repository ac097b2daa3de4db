// Refusals of reviews of the log.
import type { EngagementRefusal } from '../engagements/refusal.ts';
import type { RecordRefusal } from '../records/refusal.ts';
import type { WatchRefusal } from '../watching/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const watchRefusals: Readonly<Record<Exclude<WatchRefusal, EngagementRefusal | RecordRefusal>, RefusalText>> = {
  WEEK_NOT_OVER: { status: 409, ja: '{week}からの週はまだ終わっていないため、確認を記録できません。何も記録していません。次の月曜日以後に確認してください。', en: 'The week of {week} is not over, so its review cannot be signed. Nothing was recorded. Review it from next Monday on.' },
  THRESHOLD_OF_NOTHING: { status: 422, ja: 'この項目では使わない目安です。目安は変わっていません。画面にある目安だけを、1以上の数で入れてください。', en: 'This rule does not count by that. The thresholds are unchanged. Give only those that the page shows, as numbers from 1.' },
  THRESHOLD_UNCHANGED: { status: 409, ja: '目安は前と同じです。何も変わっていません。', en: 'The thresholds are the same as before. Nothing was changed.' },
  WEEK_REVIEWED: { status: 409, ja: '{week}からの週は、すでに確認されています。新しい記録は作っていません。確認した人と日時は、この週のページで見られます。', en: 'The week of {week} has been reviewed already. Nothing new was recorded. Its page shows who did so and when.' },
};
