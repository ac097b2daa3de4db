// Titles and opening sentences of papers whose kind is called otherwise on the pages, as the ward's own forms say them. Pure.
import type { Standing } from '../filing/next-stages.ts';

interface Wording { readonly title: string; readonly lead: string }

const wordings: Readonly<Record<string, Wording>> = {
  incident: { title: '事故報告書', lead: '事故（そのおそれ及び違反を含む。）について、次のとおり報告します。' },
  subcontract: { title: '再委託承諾申請書', lead: '再委託の承諾を受けたいので、次のとおり申請します。' },
  'credential-notice': { title: '専用ページ利用通知書', lead: '専用ページの利用に必要な事項を、次のとおり通知しました。' },
  'measure-change': { title: '対策変更届', lead: '安全管理の対策を変更するので、次のとおり届け出ます。' },
  'erasure-report': { title: 'データ消去報告書', lead: '受け取ったデータを消去したので、次のとおり報告します。' },
  'erasure-certificate': { title: '個人情報消去証明書', lead: '委託業務に係る個人情報を次のとおり消去（廃棄・返却を含む。）したことを証明します。' },
  'print-log': { title: '印刷ログ提出書', lead: '印刷の記録を、次のとおり提出します。' },
  training: { title: '研修実施記録', lead: '従事者に対する研修を、次のとおり実施しました。' },
  inspection: { title: '立入り調査記録', lead: '個人情報の取扱いの状況について、次のとおり立入り調査を行いました。' },
  complaint: { title: '苦情処理記録', lead: '個人情報の取扱いに関する苦情を、次のとおり処理しました。' },
  storage: { title: '媒体等保管記録', lead: '媒体等を次のとおり保管しました。' },
  delivery: { title: '納品確認記録', lead: '納品について、次のとおり記録しました。' },
};

/** The words for a kind; an approved subcontracting is the ward's consent, no longer the contractor's application; an incident that the ward began is no report to the contractor. */
export function wordingOf(kind: string, standings: readonly Standing[], ofFirm: boolean): (Wording & { readonly byWard: boolean }) | undefined {
  if (kind === 'subcontract' && standings.some(({ stage }) => stage.id === 'approve')) return { title: '再委託承諾書', lead: '申請のあった再委託について、次のとおり承諾します。', byWard: true };
  if (kind === 'incident' && !ofFirm) return { title: '事故・違反通知書', lead: '事故（そのおそれ及び違反を含む。）について、次のとおり通知します。', byWard: false };
  const found = wordings[kind];
  return found === undefined ? undefined : { ...found, byWard: false };
}
