/** S1: the long-term-care insurance notices over LGWAN-ASP, with media as the fallback. The paper's item list and counts (annex 7-4) are not at hand. */
import { assume, assumedDownloads, assumedDuties, assumedEverywhere, assumedPolicy } from './assumed.ts';
import type { Preset } from './schema.ts';

const insurance = '介護保険課';

export const s1: Preset = {
  id: 'S1',
  subject: '{団体}介護保険料納入通知書等の作成等業務の委託に係るデータ授受に伴うLGWAN-ASPサービス認定事業者との外部結合等について',
  title: { ja: '介護保険料納入通知書等の作成等業務', en: 'Long-term care insurance premium notices' },
  legalBasis: [
    '新宿区個人情報保護条例第17条第1項第4号（外部電子計算機との結合）',
    '新宿区個人情報保護条例第14条第1項（業務委託、再委託）',
  ],
  sections: [
    { ja: insurance, en: 'Long-Term Care Insurance Section' },
    { ja: '地域包括ケア推進課', en: 'Community Care Promotion Section' },
  ],
  registeredBusinesses: [
    { section: insurance, name: '保険料の算定業務' },
    { section: insurance, name: '保険料の収納業務' },
    { section: insurance, name: '保険料の滞納者対策業務' },
    { section: insurance, name: '要支援・要介護認定者の負担割合判定業務' },
    { section: insurance, name: '介護保険べんり帳の配布業務' },
    { section: '地域包括ケア推進課', name: '介護予防・生活支援サービス事業対象者の管理業務' },
  ],
  period: { from: '2020-07-01', to: '2021-03-31', renewal: 'yearly' },
  purpose: {
    ja: '被保険者宛て通知のうち、{団体}介護保険料納入通知書等の大量印刷を要する通知書類については、帳票の作成、印字及び封入封緘等を委託し、作業時間の短縮及び効率化を図り、発送を迅速かつ的確に行う。',
    en: 'Having the notices to insured persons that need printing in bulk made, printed, inserted and sealed, to send them faster and without error',
  },
  contractors: {
    count: 1,
    description: {
      ja: 'プライバシーマーク認証取得事業者、又はプライバシーマーク認証取得及びLGWAN-ASP接続サービス資格審査認証取得事業者（入札で決定）',
      en: 'A holder of the PrivacyMark, or of the PrivacyMark and the LGWAN-ASP qualification; chosen by tender',
    },
    certificates: [
      { kind: 'p-mark', neededFor: 'every-route' },
      { kind: 'lgwan-asp', neededFor: 'line' },
    ],
  },
  roster: ['manager', 'handler'],
  subcontracting: 'with-consent',
  subcontractorConditions: [
    { ja: '委託案件の入札参加者でないこと', en: 'Did not bid for this engagement' },
    { ja: 'プライバシーマーク認証を取得していること', en: 'Holds the PrivacyMark' },
  ],
  people: [],
  items: [
    {
      subject: '{団体}介護保険被保険者',
      items: [
        '被保険者番号', '氏名', '氏名カナ', '郵便番号', '住所', '方書', '生年月日', '保険料段階', '年額',
        '期別1', '期別2', '期別3', '期別4', '期別5', '期別6', '期別7', '期別8', '納付方法', '通知書番号',
      ],
    },
  ],
  carriers: ['電磁的媒体（委託先のパソコン及びサーバ）', '電磁的媒体（委託先のパソコン及びDVD等）', '紙'],
  forms: [
    { id: 'premium-notice', name: { ja: '納入通知書 印字データ', en: 'Print data of premium notices' }, direction: 'to-contractor', kind: 'print-data', unit: '件' },
    { id: 'handbook', name: { ja: '介護保険べんり帳 送付先データ', en: 'Addresses for the handbook' }, direction: 'to-contractor', kind: 'print-data', unit: '件' },
    { id: 'report', name: { ja: '区への報告等で個人情報を含むデータ', en: 'Report holding personal data' }, direction: 'to-section', kind: 'report', unit: '件' },
  ],
  routes: { line: true, media: true },
  downloads: assumedDownloads,
  policy: { ...assumedPolicy },
  duties: {
    ...assumedDuties,
    erasure: { document: { ja: 'データ消去報告書', en: 'Data erasure report' }, after: 'delivery', withinDays: 7 },
    returns: [
      { what: { ja: '電磁的媒体', en: 'The medium' }, after: 'delivery' },
      { what: { ja: 'パスワード通知書（書面の場合）', en: 'The password notice, if on paper' }, after: 'delivery' },
    ],
    printLog: 'literal',
    workflowBeforeCollect: true,
    inspectionsPerFiscalYear: 1,
  },
  sources: {
    subject: { place: 'S1 諮問・報告事項 件名', quote: '新宿区介護保険料納入通知書等の作成等業務の委託に係るデータ授受に伴うLGWAN-ASP サービス認定事業者との外部結合等について' },
    title: { place: 'S1 委託 件名', quote: '介護保険料納入通知書等の作成等業務の委託について' },
    'legalBasis.0': { place: 'S1 条例の根拠【諮問】', quote: '第17条第1項第4号（外部電子計算機との結合）' },
    'legalBasis.1': { place: 'S1 条例の根拠【報告】', quote: '第14条第1項（業務委託、再委託）' },
    sections: { place: 'S1 担当課', quote: '介護保険課、地域包括ケア推進課' },
    registeredBusinesses: { place: 'S1 登録業務の名称', quote: '要支援・要介護認定者の負担割合判定業務' },
    'period.from': { place: 'S1 委託の開始時期及び期限', quote: '令和2年7月1日から' },
    'period.to': { place: 'S1 委託の開始時期及び期限', quote: '令和3年3月31日まで' },
    'period.renewal': { place: 'S1 委託の開始時期及び期限', quote: '次年度以降も、同様の業務委託を行う。' },
    purpose: { place: 'S1 事業の概要 目的', quote: '大量印刷を要する通知書類については、帳票の作成、印字及び封入封緘等を委託し' },
    'contractors.description': { obligation: '1-7', place: 'S1 委託先', quote: 'プライバシーマークを認証取得している事業者又はプライバシーマーク認証取得及び LGWAN-ASP 接続サービス資格審査認証取得している事業者(入札で決定)' },
    'contractors.certificates': { obligation: '1-7', place: 'S1 結合の相手方', quote: '※プライバシーマーク認証取得及び LGWAN-ASP 接続サービス資格審査認証取得事業者' },
    roster: { obligation: '1-15', place: 'S1 受託・運用(2)', quote: '取扱責任者及び取扱者の名簿を提出させる。' },
    subcontracting: { obligation: '1-31', place: 'S1 特記事項別紙1の10', quote: 'ただし、甲の承諾があるときはこの限りではない。' },
    subcontractorConditions: { obligation: '1-31', place: 'S1 再委託先', quote: 'ただし再委託先は、委託案件の入札参加者でないこと、プライバシーマーク認証取得していることを条件とする。' },
    carriers: { place: 'S1 記録媒体', quote: '電磁的媒体(委託先のパソコン及びDVD等)及び紙' },
    'forms.0.name': { obligation: '1-12', place: 'S1 結合・システム1', quote: '印字データ等の電子ファイル' },
    'forms.0.direction': { obligation: '1-3', place: 'S1 結合する理由', quote: '印字データの送信にあたり' },
    'forms.0.kind': { obligation: '1-12', place: 'S1 区・システム(2)', quote: '帳票印刷用の個人情報データ' },
    'forms.2': { obligation: '1-27', place: 'S1 DVD等・受託(2)', quote: '区への報告等で個人情報を含むデータを作成する必要がある場合' },
    'routes.line': { obligation: '1-3', place: 'S1 事業内容', quote: 'LGWAN回線によるデータ授受方式を採用する' },
    'routes.media': { obligation: '1-30', place: 'S1 事業内容', quote: 'DVD等によるデータ授受方式も行えることとする' },
    'duties.erasure.document': { obligation: '1-20', place: 'S1 受託・運用(7)', quote: 'データ消去報告書を提出させる。' },
    'duties.erasure.after': { obligation: '1-20', place: 'S1 受託・運用(7)', quote: '納品完了後、データを消去させ' },
    'duties.returns': { obligation: '1-28', place: 'S1 DVD等・受託(3)', quote: '納品完了後、電磁的媒体、パスワード(書面の場合)を返却させる。' },
    'duties.workflowBeforeCollect': { obligation: '1-15', place: 'S1 受託・運用(1)', quote: '区が作成し、共有した業務フローに基づき、業務を行わせる。' },
    'duties.inspectionsPerFiscalYear': { place: 'S1 特記事項別紙1の19', quote: '前項による確認は、年度当たり 1 回以上行うものとする。' },
  },
  assumptions: [
    ...assume(...assumedEverywhere, 'policy.approval.to-section', 'policy.telephoneCall', 'duties.paperCheckAtEndOfDay', 'contractors.count'),
    {
      path: 'duties.printLog',
      reason: {
        ja: '資料の「2枚以上印刷した場合」（1-21）は枚数とも部数とも読める。最も厳しい枚数の読み方を既定とする。',
        en: '“Two or more sheets” (1-21) can mean sheets or copies; the strictest reading, sheets, is the default.',
      },
    },
    { path: 'items', reason: { ja: '項目は資料7-4にあり、未入手。納入通知書の印字に要る項目を例として置く。', en: 'The items are in annex 7-4, which is not at hand; these are an example for a premium notice.' } },
    { path: 'people', reason: { ja: '件数は資料7-4にあり、未入手。空とする。', en: 'The counts are in annex 7-4, which is not at hand; left empty.' } },
    { path: 'forms.0.unit', reason: { ja: '単位は資料にない。通知書1通を1件と数える。', en: 'The paper gives no unit; one notice counts as one 件.' } },
    { path: 'forms.1', reason: { ja: 'べんり帳の配布業務は登録業務にあるが、帳票の一覧は資料7-4にあり未入手。', en: 'Distributing the handbook is a registered business; the list of forms is in annex 7-4, which is not at hand.' } },
  ],
};
