// Refusals of searches that are kept, of extracts, and of whoever was refused too often.
import type { EngagementRefusal } from '../engagements/refusal.ts';
import type { LogRefusal } from '../records/log/refusal.ts';
import type { RecordRefusal } from '../records/refusal.ts';
import type { RefusalText } from './refusals.ts';

export const logRefusals: Readonly<Record<Exclude<LogRefusal, EngagementRefusal | RecordRefusal>, RefusalText>> = {
  SEARCH_NAME_TAKEN: { status: 409, ja: 'その名前の検索条件は、すでに保存されています。何も保存していません。別の名前を付けてください。', en: 'A search of that name is kept already. Nothing was saved. Give it another name.' },
  TOO_MANY_SEARCHES: { status: 409, ja: '保存できる検索条件は{limit}件までです。何も保存していません。使わないものを削除してください。', en: 'At most {limit} searches can be kept. Nothing was saved. Delete those that are not used.' },
  EXTRACT_TOO_LONG: { status: 409, ja: '{limit}件を超えるため、PDFでは保存できません。何も保存していません。条件を絞るか、CSV又はJSON Linesで保存してください。', en: 'More than {limit} entries do not go on paper. Nothing was saved. Narrow the search, or save it as CSV or JSON Lines.' },
  EXTRACT_AHEAD: { status: 409, ja: '台帳の記録は{now}件ですが、{size}件までの抽出が求められました。何も保存していません。もう一度検索してください。', en: 'The ledger has {now} entries, an extract up to {size} was asked for. Nothing was saved. Search again.' },
};
