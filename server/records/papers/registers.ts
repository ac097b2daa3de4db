// Every register by its name, and the document of OBLIGATIONS A.3 that it is.
import type { RegisterName } from './subject.ts';
import { listCalls, listConfirmations, listMedia } from './hand-overs.ts';
import { listInspections } from './inspections.ts';
import { listLedger } from './ledger-cover.ts';
import { listRecords } from './of-records.ts';
import { listMonthly } from './monthly.ts';
import { listOverdue } from './overdue.ts';
import type { Register } from './register.ts';
import { listRoster } from './roster.ts';
import { listScheduledErasures } from './scheduled-erasures.ts';

const ofKinds = (paper: Register['paper'], title: string, kinds: readonly string[]): Register => ({ paper, title, lead: '次のとおりです。', list: (scope) => listRecords(scope, kinds) });

/** Kinds are named by id; one that this gateway does not keep is left out. */
export const registers: Readonly<Record<RegisterName, Register>> = {
  confirmations: { paper: 1, title: '確認書一覧', lead: '確認書は、次のとおりです。', list: listConfirmations },
  roster: { paper: 8, title: '取扱責任者・取扱者名簿', lead: '取扱責任者及び取扱者は、次のとおりです。', list: listRoster },
  subcontracts: ofKinds(9, '再委託承諾一覧', ['subcontract']),
  'print-logs': ofKinds(10, '印刷ログ提出一覧', ['print-log']),
  erasures: ofKinds(5, 'データ消去報告・消去証明一覧', ['erasure-report', 'erasure-certificate', 'return']),
  incidents: ofKinds(11, '事故報告一覧', ['incident']),
  measures: ofKinds(12, '対策変更届一覧', ['measure-change']),
  inspections: { paper: 13, title: '立入り調査記録（年度一覧）', lead: '立入り調査の実施の状況は、次のとおりです。', list: listInspections },
  training: ofKinds(14, '研修実施記録一覧', ['training']),
  complaints: ofKinds(15, '苦情処理記録一覧', ['complaint']),
  calls: { paper: 16, title: '電話連絡記録', lead: '電話連絡の記録は、次のとおりです。', list: listCalls },
  media: { paper: 17, title: '媒体授受・保管・返却簿', lead: '媒体及びパスワード通知書の授受、保管及び返却は、次のとおりです。', list: listMedia },
  ledger: { paper: 18, title: '監査用アクセスログ一式', lead: 'アクセスログの一式は、次のとおりです。', list: listLedger },
  monthly: { paper: null, title: '月次報告', lead: '鍵箱の運用の状況は、次のとおりです。', list: listMonthly },
  'scheduled-erasures': { paper: null, title: '自動消去一覧', lead: '保存期間の満了により自動で消去したものは、次のとおりです。', list: listScheduledErasures },
  overdue: { paper: 19, title: '期限切れ・未返却・未消去・未立入一覧', lead: '期限を過ぎたものは、次のとおりです。', list: listOverdue },
};
