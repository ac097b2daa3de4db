/** S0: the women's health seminars and event. What the paper gives is cited in `sources`; the rest stands in `assumptions`. */
import { assume, assumedDownloads, assumedDuties, assumedEverywhere, assumedPolicy } from './assumed.ts';
import type { Preset } from './schema.ts';

export const s0: Preset = {
  id: 'S0',
  subject: '女性の健康支援事業に係る業務の委託について',
  title: { ja: '女性の健康支援事業業務委託', en: 'Women’s health support' },
  legalBasis: ['要綱第3条第1項第3号（業務委託）'],
  sections: [{ ja: '四谷保健センター', en: 'Yotsuya Public Health Center' }],
  registeredBusinesses: [{ name: '女性の健康支援事業業務' }],
  period: { from: '2023-04-03', to: '2024-03-22', renewal: 'yearly' },
  purpose: {
    ja: '女性のための健康セミナーをオンラインや対面で開催するため。女性の健康週間イベントをオンラインや対面で開催するため',
    en: 'Holding the health seminars for women and the event of the Women’s Health Week, online and in person',
  },
  contractors: {
    count: 1,
    description: { ja: '未定（プロポーザル方式により決定）', en: 'Undecided; chosen by proposal' },
    certificates: [],
  },
  roster: ['manager', 'handler'],
  subcontracting: 'with-consent',
  subcontractorConditions: [
    { ja: 'やむを得ない場合に限り、あらかじめ区の承諾を得ること', en: 'Only where it cannot be avoided, and with the ward’s consent beforehand' },
  ],
  people: [
    { who: 'セミナー（対面）', count: 40, times: 1 },
    { who: 'セミナー（オンライン）', count: 100, times: 1 },
    { who: '女性の健康週間イベント', count: 500, times: 1 },
  ],
  items: [{ subject: 'セミナー参加者', items: ['氏名', 'アンケート情報'] }],
  carriers: ['紙', '電磁的媒体（委託先のパソコン）'],
  forms: [
    { id: 'reception-list', name: { ja: '当日受付名簿', en: 'Reception list' }, direction: 'to-contractor', kind: 'list', unit: '名' },
    { id: 'survey', name: { ja: 'アンケート', en: 'Survey sheets' }, direction: 'to-section', kind: 'survey', unit: '件' },
    { id: 'survey-totals', name: { ja: 'アンケート集計結果', en: 'Survey totals' }, direction: 'to-section', kind: 'report', unit: '部' },
  ],
  routes: { line: true, media: false },
  downloads: assumedDownloads,
  policy: { ...assumedPolicy },
  duties: {
    ...assumedDuties,
    erasure: { document: { ja: '消去の証明書', en: 'Certificate of erasure' }, after: 'engagement-end', withinDays: 7 },
    returns: [
      { what: { ja: '区が提供した情報', en: 'What the ward provided' }, after: 'event' },
      { what: { ja: 'アンケート', en: 'Survey sheets' }, after: 'tally' },
    ],
    workflowBeforeCollect: true,
    inspectionsPerFiscalYear: 1,
  },
  sources: {
    subject: { place: 'S0 付議事項 件名', quote: '女性の健康支援事業に係る業務の委託について' },
    title: { place: 'S0 事業の概要 事業名', quote: '女性の健康支援事業業務委託' },
    legalBasis: { place: 'S0 要綱の根拠', quote: '第3条第1項第3号（業務委託）' },
    sections: { place: 'S0 担当課', quote: '四谷保健センター' },
    registeredBusinesses: { place: 'S0 登録業務の名称', quote: '女性の健康支援事業業務' },
    'period.from': { place: 'S0 委託の開始時期及び期限', quote: '令和5年4月3日から' },
    'period.to': { place: 'S0 委託の開始時期及び期限', quote: '令和6年3月22日まで' },
    'period.renewal': { place: 'S0 委託の開始時期及び期限', quote: '次年度以降も、同様の業務委託を行う。' },
    purpose: { place: 'S0 事業の概要 目的', quote: '女性のための健康セミナーをオンラインや対面で開催するため' },
    'contractors.description': { place: 'S0 委託先', quote: '未定(プロポーザル方式により決定)' },
    roster: { obligation: '0-3', place: 'S0 受託・運用3', quote: '取扱責任者及び取扱者の名簿を提出させる。' },
    subcontracting: { place: 'S0 特記事項12', quote: 'あらかじめ甲の承諾を得なければならない。' },
    subcontractorConditions: { place: 'S0 特記事項12', quote: '個人情報を取り扱う業務をやむを得ず再委託等する必要がある場合は、あらかじめ甲の承諾を得なければならない。' },
    people: { place: 'S0 事業内容3 想定人数', quote: '40名程度（オンラインは100名程度）' },
    items: { place: 'S0 処理させる情報項目', quote: '氏名、アンケート情報' },
    carriers: { place: 'S0 記録媒体', quote: '紙及び電磁的媒体(委託先のパソコン)' },
    'forms.1': { obligation: '0-5', place: 'S0 区・運用5', quote: 'アンケート集計後、アンケートを返却させ' },
    'forms.2': { obligation: '0-5', place: 'S0 区・運用5', quote: '集計結果は削除させる' },
    'duties.erasure.document': { place: 'S0 特記事項21', quote: '廃棄又は消去をしたことの証明書等を提出するものとする。' },
    'duties.erasure.after': { place: 'S0 特記事項20', quote: '不要になったとき及び業務終了後は' },
    'duties.returns.0': { obligation: '0-4', place: 'S0 区・運用4', quote: '当日の受付終了後、区が委託先に提供した情報を返却させる。' },
    'duties.returns.1': { obligation: '0-5', place: 'S0 区・運用5', quote: 'アンケート集計後、アンケートを返却させ' },
    'duties.workflowBeforeCollect': { obligation: '0-8', place: 'S0 受託・運用2', quote: '区が作成し、共有した業務フローに基づき、業務を行わせる。' },
    'duties.inspectionsPerFiscalYear': { place: 'S0 特記事項25', quote: '年度当たり1回以上' },
  },
  assumptions: [
    ...assume(...assumedEverywhere, 'policy.approval.to-section', 'policy.telephoneCall', 'routes.line', 'routes.media'),
    ...assume('duties.printLog', 'duties.paperCheckAtEndOfDay', 'contractors.count', 'contractors.certificates'),
    {
      path: 'forms.0',
      reason: {
        ja: '区が提供する情報の帳票名と単位は資料にない（資料11-1は未入手）。当日の受付に使うことから名付けた。',
        en: 'The paper does not name the form (annex 11-1 is not at hand); named after its use at the reception.',
      },
    },
  ],
};
