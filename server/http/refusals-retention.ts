// Refusals of retention: terms, holds, and content that was erased.
import type { RetentionRefusal } from '../retention/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const retentionRefusals: Readonly<Record<Exclude<RetentionRefusal, 'NOT_FOUND'>, RefusalText>> = {
  TERM_UNCHANGED: { status: 409, ja: '保存年数は前と同じです。何も変わっていません。', en: 'The number of years is the same as before. Nothing was changed.' },
  HELD_ALREADY: { status: 409, ja: 'この業務は、すでに保全中です。新しい保全は作っていません。', en: 'This engagement is under a hold already. No other was set.' },
  HOLD_OF_ONES_OWN: { status: 403, ja: '保全は、始めた人とは別の人が解除します。保全は続いています。ほかの監査人か管理者に依頼してください。', en: 'A hold is lifted by another person than the one who set it. It stays. Ask another auditor or administrator.' },
  HOLD_LIFTED: { status: 409, ja: 'この保全は、すでに解除されています。何も変わっていません。', en: 'This hold has been lifted already. Nothing was changed.' },
  CONTENT_ERASED: { status: 410, ja: '保存期間の満了により消去済みです。番号、日付、大きさ、ハッシュ値だけが残っています。', en: 'Erased when its time had run out. Only number, dates, size and hash are left.' },
};
