/** S3: introductory training for care workers. The contractor gathers the data; the ward gets surveys, which are anonymous. */
import { assume, assumedDuties, assumedEverywhere, assumedPolicy } from './assumed.ts';
import type { Preset } from './schema.ts';

export const s3: Preset = {
  id: 'S3',
  subject: '介護人材入門的研修事業の運営業務の委託について',
  title: { ja: '介護人材入門的研修事業の運営業務', en: 'Introductory training for care workers' },
  legalBasis: ['新宿区個人情報保護条例第14条第1項（業務委託）'],
  sections: [{ ja: '介護保険課', en: 'Long-Term Care Insurance Section' }],
  registeredBusinesses: [{ name: '介護人材入門的研修事業' }],
  period: { from: '2019-07-01', to: '2020-03-31', renewal: 'yearly' },
  purpose: {
    ja: 'より広い裾野から介護人材の参入を図るために、介護の仕事の魅力・やりがいを紹介する講座、入門的研修及びおしごと相談会を実施する',
    en: 'Lectures, introductory training and job consultations that bring new people into care work',
  },
  contractors: {
    count: 1,
    description: { ja: '未定（入札により決定。別紙の受託事業者の要件を満たす事業者）', en: 'Undecided; chosen by tender, meeting the annexed requirements' },
    certificates: [],
  },
  roster: ['security-officer', 'handling-manager', 'handler'],
  subcontracting: 'forbidden',
  subcontractorConditions: [],
  people: [
    { who: '介護の仕事の魅力・やりがいを紹介する講座', count: 50, times: 2 },
    { who: '介護に関する入門的研修及びおしごと相談会', count: 50, times: 1 },
  ],
  items: [
    {
      subject: '講座、研修及びおしごと相談会申込者',
      items: [
        '氏名', '性別', '年齢', '住所', '電話番号', '生年月日', '参加区分', '参加希望日', 'メールアドレス', 'FAX番号',
        '参加結果', 'アンケート回答内容', '子どもの名前', '子どもの性別', '子どもの年齢（月齢）',
      ],
    },
  ],
  carriers: ['紙', '電磁的媒体（委託先のパソコン）'],
  forms: [
    {
      id: 'anonymous-survey',
      name: { ja: '匿名アンケート', en: 'Anonymous survey' },
      direction: 'to-section',
      kind: 'anonymous',
      unit: '件',
      columns: ['年齢', '性別', '参加者区分'],
      answerPrefix: '設問',
    },
    { id: 'survey-analysis', name: { ja: 'アンケート集計・分析', en: 'Survey totals and analysis' }, direction: 'to-section', kind: 'report', unit: '部' },
    { id: 'attendance', name: { ja: '参加結果', en: 'Attendance' }, direction: 'to-section', kind: 'list', unit: '名' },
  ],
  policy: {
    ...assumedPolicy,
    routes: { line: true, media: false },
    approval: { toContractor: true, toSection: true },
  },
  duties: {
    ...assumedDuties,
    erasure: { document: { ja: '廃棄・消去の報告', en: 'Report of disposal and erasure' }, after: 'engagement-end', withinDays: 7 },
    returns: [],
    inspectionsPerFiscalYear: 1,
  },
  sources: {
    subject: { place: 'S3 報告事項 件名', quote: '介護人材入門的研修事業の運営業務の委託について' },
    title: { place: 'S3 件名', quote: '介護人材入門的研修事業の運営業務の委託について' },
    legalBasis: { place: 'S3 条例の根拠', quote: '第14条第1項（業務委託）' },
    sections: { place: 'S3 担当課', quote: '介護保険課' },
    registeredBusinesses: { place: 'S3 登録業務の名称', quote: '介護人材入門的研修事業' },
    'period.to': { place: 'S3 委託の開始時期及び期限', quote: '令和2年3月31日まで' },
    'period.renewal': { place: 'S3 委託の開始時期及び期限', quote: '次年度以降も、同様の業務委託を行う。' },
    purpose: { place: 'S3 事業の概要 目的', quote: 'より広い裾野から介護人材の参入を図るために、介護の仕事の魅力・やりがいを紹介する講座、入門的研修及びおしごと相談会を実施する。' },
    'contractors.description': { place: 'S3 委託先', quote: '受託事業者の要件を満たす事業者を選定する。' },
    roster: { obligation: '3-10', place: 'S3 受託・運用1', quote: 'セキュリティ責任者、取扱責任者及び取扱者をあらかじめ指定し、区に報告させる。' },
    subcontracting: { place: 'S3 特記事項10', quote: '個人情報を取り扱う業務を一切第三者に委託してはならない。' },
    subcontractorConditions: { place: 'S3 特記事項10', quote: '個人情報を取り扱う業務を一切第三者に委託してはならない。' },
    people: { place: 'S3 事業内容(1)(2) 定員', quote: '50名程度×2回（同内容）' },
    items: { place: 'S3 処理させる情報項目', quote: '参加希望日、メールアドレス(※2)、FAX番号(※3)、参加結果、アンケート回答内容、子どもの名前・性別・年齢(月齢)(※4)' },
    carriers: { place: 'S3 記録媒体', quote: '紙及び電磁的媒体(委託先のパソコン)' },
    'forms.0.name': { obligation: '3-14', place: 'S3 事業内容(3)', quote: '匿名（年齢・性別・参加者区分のみ記載）でのアンケート' },
    'forms.0.kind': { obligation: '3-14', place: 'S3 事業内容(3)', quote: '匿名（年齢・性別・参加者区分のみ記載）でのアンケート' },
    'forms.0.columns': { obligation: '3-14', place: 'S3 事業内容(3)', quote: '年齢・性別・参加者区分のみ記載' },
    'forms.1.name': { place: 'S3 委託の内容3', quote: 'アンケートの実施、集計及び分析' },
    'policy.approval.toSection': { obligation: '3-6', place: 'S3 受託・運用5', quote: '電子メール送信時には、複数名で送信先・送信内容・添付ファイルを確認させる。' },
    'duties.erasure.document': { obligation: '3-2', place: 'S3 受託・運用4', quote: '業務履行後に全て廃棄させるとともに、パソコン上のデータは消去させ、区に報告させる。' },
    'duties.erasure.after': { obligation: '3-2', place: 'S3 受託・運用4', quote: '業務履行後に全て廃棄させる' },
    'duties.inspectionsPerFiscalYear': { place: 'S3 特記事項16', quote: '前項による確認は、年度当たり1回以上行うものとする。' },
  },
  assumptions: [
    ...assume(...assumedEverywhere, 'policy.telephoneCall', 'policy.routes.line', 'policy.routes.media'),
    ...assume('duties.returns', 'duties.printLog', 'duties.workflowBeforeCollect', 'duties.paperCheckAtEndOfDay', 'contractors.count', 'contractors.certificates'),
    { path: 'period.from', reason: { ja: '資料は「令和元年7月上旬」とだけ述べる。7月1日とする。', en: 'The paper says “early July 2019”; the first of July.' } },
    { path: 'forms', reason: { ja: '区へ送る向き、単位、設問の見出し、参加結果の帳票は資料にない（資料5-1、5-2は未入手）。', en: 'Direction, units, the headings of answers and the attendance form are not in the paper (annexes 5-1 and 5-2 are not at hand).' } },
  ],
};
