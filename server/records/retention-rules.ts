// What readable content is kept, why, and what stays when it is erased. The term is the municipality's (terms.ts), counted from the end of the fiscal year in which the
// engagement was closed, or in which what belongs to no engagement happened. No paper gives years: the default is an assumption. Pure.

export interface RetentionRule {
  readonly id: string;
  /** Of an engagement that was closed, or of the municipality itself by its own day. */
  readonly of: 'engagement' | 'municipality';
  readonly what: { readonly ja: string; readonly en: string };
  readonly why: { readonly ja: string; readonly en: string };
  readonly left: { readonly ja: string; readonly en: string };
  /** The act that enters it. */
  readonly act: string;
}

/** Five years: as long as claims out of a contract of a municipality last (地方自治法第236条), so that what may have to be shown is there. */
export const usualYears = 5;
/** What stands in the place of erased content, on pages and in papers. */
export const erasedText = '保存期間の満了により消去済み';

const evidence = { ja: '契約の履行と授受の正しさを示すため。', en: 'To show that the contract was kept.' };

export const retentionRules: readonly RetentionRule[] = [
  { id: 'texts', of: 'engagement', act: 'wipe-texts', why: evidence, what: { ja: '台帳の照合値に対応する文（理由、所見など）', en: 'Texts behind commitments of the ledger (reasons, comments)' }, left: { ja: '照合値、日時、記録の番号', en: 'Commitment, time, number of the entry' } },
  { id: 'records', of: 'engagement', act: 'erase-record-content', why: evidence, what: { ja: '各種の記録に書かれた文と氏名', en: 'Texts and names in records' }, left: { ja: '番号、日付、数、選択した値、照合値', en: 'Number, days, counts, choices, commitment' } },
  { id: 'attachments', of: 'engagement', act: 'erase-attachments', why: evidence, what: { ja: '記録に添付した資料', en: 'Attachments of records' }, left: { ja: '大きさとハッシュ値', en: 'Size and hash' } },
  { id: 'confirmations', of: 'engagement', act: 'erase-paper-content', why: evidence, what: { ja: '確認書の氏名と内容', en: 'Names and contents of confirmation records' }, left: { ja: '番号、版、日時、数量、照合値', en: 'Number, version, time, quantity, commitment' } },
  { id: 'calls', of: 'engagement', act: 'erase-calls', why: evidence, what: { ja: '電話連絡の氏名と電話番号', en: 'Names and numbers of telephone calls' }, left: { ja: '日時と結果', en: 'Time and result' } },
  { id: 'roster', of: 'engagement', act: 'erase-roster', why: { ja: 'だれが取り扱えたかを、あとから示すため。', en: 'To show later who was allowed to handle the data.' }, what: { ja: '名簿の氏名（アカウントのない人）と理由の文', en: 'Names on rosters (of people without an account) and reasons' }, left: { ja: '期間、役割、アカウントの番号', en: 'Period, role, id of the account' } },
  { id: 'other-texts', of: 'municipality', act: 'wipe-texts', why: { ja: '設定や人の変更の理由を、あとから示すため。', en: 'To show later why settings and people were changed.' }, what: { ja: '業務に属さない記録の文（設定の変更の理由など）', en: 'Texts of entries outside engagements (reasons of changed settings)' }, left: { ja: '照合値、日時、記録の番号', en: 'Commitment, time, number of the entry' } },
  { id: 'reviews', of: 'municipality', act: 'erase-review-texts', why: { ja: 'ログを監視したことを、あとから示すため。', en: 'To show later that the log was watched.' }, what: { ja: 'ログの確認の所見と対応', en: 'Assessments and actions of log reviews' }, left: { ja: '番号、週、異常の有無、確認した人と日時、照合値', en: 'Number, week, whether an anomaly, who and when, commitment' } },
  { id: 'accounts', of: 'municipality', act: 'erase-accounts', why: { ja: 'だれの操作かを、あとから示すため。', en: 'To show later whose act it was.' }, what: { ja: '利用を停止した人の氏名、利用者ID、メールアドレス', en: 'Names, user ids and mail addresses of people who left' }, left: { ja: 'アカウントの番号（台帳の記録にある氏名は残ります）', en: 'Id of the account (names in entries of the ledger stay)' } },
];

export type RuleId = (typeof retentionRules)[number]['id'];
