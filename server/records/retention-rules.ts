// What readable content is kept, why, and what stays when it is erased. The term is the municipality's (terms.ts), counted from the end of the fiscal year in which the
// engagement was closed, or in which what belongs to no engagement happened. No paper gives years: the default is an assumption. Pure.

export interface RetentionRule {
  readonly id: string;
  /** Of an engagement that was closed, or of the municipality itself by its own day. */
  readonly of: 'engagement' | 'municipality';
  readonly what: { readonly ja: string; readonly en: string };
  readonly why: { readonly ja: string; readonly en: string };
  /** What asks for the erasure. The number of years is given nowhere: it is the municipality's. */
  readonly source: { readonly ja: string; readonly en: string };
  readonly left: { readonly ja: string; readonly en: string };
  /** The act that enters it. */
  readonly act: string;
}

/** Five years: as long as claims out of a contract of a municipality last (地方自治法第236条), so that what may have to be shown is there. */
export const usualYears = 5;
/** What stands in the place of erased content, on pages and in papers. */
export const erasedText = '保存期間の満了により消去済み';

/** An administrative organ holds no personal information beyond what its purpose needs. */
const law = { ja: '個人情報保護法第61条第2項', en: 'Act on the Protection of Personal Information, article 61 (2)' };
/** The municipality answers for its data at a contractor as well (安全管理措置, 委託先を含む). */
const safety = { ja: '個人情報保護法第61条第2項、第66条', en: 'Act on the Protection of Personal Information, articles 61 (2) and 66' };
const evidence = { ja: '契約の履行と授受の正しさを示すため。', en: 'To show that the contract was kept.' };

export const retentionRules: readonly RetentionRule[] = [
  { id: 'texts', of: 'engagement', act: 'wipe-texts', source: law, why: evidence, what: { ja: '台帳の照合値に対応する文（理由、所見など）', en: 'Texts behind commitments of the ledger (reasons, comments)' }, left: { ja: '照合値、日時、記録の番号', en: 'Commitment, time, number of the entry' } },
  { id: 'records', of: 'engagement', act: 'erase-record-content', source: law, why: evidence, what: { ja: '各種の記録に書かれた文と氏名', en: 'Texts and names in records' }, left: { ja: '番号、日付、数、選択した値、照合値', en: 'Number, days, counts, choices, commitment' } },
  { id: 'attachments', of: 'engagement', act: 'erase-attachments', source: law, why: evidence, what: { ja: '記録に添付した資料', en: 'Attachments of records' }, left: { ja: '大きさとハッシュ値', en: 'Size and hash' } },
  { id: 'confirmations', of: 'engagement', act: 'erase-paper-content', source: law, why: evidence, what: { ja: '確認書の氏名と内容', en: 'Names and contents of confirmation records' }, left: { ja: '番号、版、日時、数量、照合値', en: 'Number, version, time, quantity, commitment' } },
  { id: 'calls', of: 'engagement', act: 'erase-calls', source: law, why: evidence, what: { ja: '電話連絡の氏名と電話番号', en: 'Names and numbers of telephone calls' }, left: { ja: '日時と結果', en: 'Time and result' } },
  { id: 'notices', of: 'engagement', act: 'erase-notices', source: law, why: evidence, what: { ja: 'パスワード通知の氏名、電話番号、追跡番号', en: 'Names, telephone and tracking numbers of password notices' }, left: { ja: '授受番号、方法、日時、アカウントの番号', en: 'Transfer number, way, time, id of the account' } },
  { id: 'transfers', of: 'engagement', act: 'erase-transfer-names', source: law, why: evidence, what: { ja: '授受の経過の氏名と追跡番号', en: 'Names and tracking numbers in the course of transfers' }, left: { ja: '授受番号、数量、日時、アカウントの番号', en: 'Transfer number, quantity, times, id of the account' } },
  { id: 'roster', of: 'engagement', act: 'erase-roster', source: safety, why: { ja: 'だれが取り扱えたかを、あとから示すため。', en: 'To show later who was allowed to handle the data.' }, what: { ja: '名簿の氏名（アカウントのない人）と理由の文', en: 'Names on rosters (of people without an account) and reasons' }, left: { ja: '期間、役割、アカウントの番号', en: 'Period, role, id of the account' } },
  { id: 'other-texts', of: 'municipality', act: 'wipe-texts', source: law, why: { ja: '設定や人の変更の理由を、あとから示すため。', en: 'To show later why settings and people were changed.' }, what: { ja: '業務に属さない記録の文（設定の変更の理由など）', en: 'Texts of entries outside engagements (reasons of changed settings)' }, left: { ja: '照合値、日時、記録の番号', en: 'Commitment, time, number of the entry' } },
  { id: 'reviews', of: 'municipality', act: 'erase-review-texts', source: safety, why: { ja: 'ログを監視したことを、あとから示すため。', en: 'To show later that the log was watched.' }, what: { ja: 'ログの確認の所見と対応', en: 'Assessments and actions of log reviews' }, left: { ja: '番号、週、異常の有無、確認した人と日時、照合値', en: 'Number, week, whether an anomaly, who and when, commitment' } },
  { id: 'reminders', of: 'municipality', act: 'erase-reminders', source: law, why: { ja: '期限を知らせたことを、あとから示すため。', en: 'To show later that people were reminded.' }, what: { ja: 'お知らせのメールの控え（宛てた人、日、件数）', en: 'What is kept of reminders by mail (to whom, day, count)' }, left: { ja: '消去した件数', en: 'How many were erased' } },
  { id: 'searches', of: 'municipality', act: 'erase-searches', source: law, why: { ja: '監査の引継ぎのため。', en: 'So that an audit can be taken over.' }, what: { ja: '利用を停止した人の検索条件（人の名前を含むことがあります）', en: 'Kept searches of people who left (they may hold names)' }, left: { ja: '保存・変更・削除の記録', en: 'Entries of keeping, changing and deleting' } },
  { id: 'addresses', of: 'municipality', act: 'erase-addresses', source: safety, why: { ja: 'いつもと違う場所からの受取に気付くため。', en: 'To notice collections from unusual places.' }, what: { ja: '業務のなくなった受託事業者の接続元（照合値）', en: 'From where firms without an engagement came (hashes)' }, left: { ja: '消去した件数', en: 'How many were erased' } },
  { id: 'terminals', of: 'municipality', act: 'erase-terminals', source: safety, why: { ja: 'どの端末で受け取れたかを、あとから示すため。', en: 'To show later at which terminals data could be collected.' }, what: { ja: '取り外した端末のアドレスと名称', en: 'Addresses and names of terminals that were taken out' }, left: { ja: '登録と取外しの日時', en: 'When it was registered and taken out' } },
  { id: 'accounts', of: 'municipality', act: 'erase-accounts', source: law, why: { ja: 'だれの操作かを、あとから示すため。', en: 'To show later whose act it was.' }, what: { ja: '利用を停止した人の氏名、利用者ID、メールアドレス', en: 'Names, user ids and mail addresses of people who left' }, left: { ja: 'アカウントの番号（台帳の記録にある氏名は残ります）', en: 'Id of the account (names in entries of the ledger stay)' } },
];

export type RuleId = (typeof retentionRules)[number]['id'];
