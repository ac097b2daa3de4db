/**
 * The policy and duties for which no paper gives a value: one stated default each, with its reason.
 * A preset spreads these and replaces what its paper does give; it must then cite the place.
 */
import type { Preset, PresetAssumption, PresetPolicy } from './schema.ts';

export const assumedPolicy = {
  locks: 'both',
  approval: { 'to-contractor': true, 'to-section': false },
  passwordGapMinutes: 120,
  noticeByAnotherPerson: false,
  telephoneCall: false,
  collectWithinDays: 7,
  wipeAfterConfirmHours: 24,
  draftDays: 7,
  maxFileBytes: 2_147_483_648,
  maxFiles: 50,
  unscannable: 'refuse',
} as const satisfies PresetPolicy;

export const assumedDownloads = { allowed: 3, reasonFrom: 2 } as const satisfies Preset['downloads'];

export const assumedDuties = {
  printLog: 'none',
  trainingBeforeCollect: false,
  workflowBeforeCollect: false,
  paperCheckAtEndOfDay: false,
} as const satisfies Partial<Preset['duties']>;

/** Reasons by path; `assume` picks the ones a preset relies on. */
const reasons: Record<string, PresetAssumption['reason']> = {
  'routes.line': {
    ja: '資料は回線による授受を挙げていないが、鍵箱で授受することを前提に可とする。',
    en: 'The paper names no transfer over the line; using the gateway presumes it.',
  },
  'routes.media': {
    ja: '資料の記録媒体は紙と委託先のパソコンだけで、持ち運ぶ媒体を挙げていないため不可とする。',
    en: 'The paper lists paper and the contractor’s computers only, no carried medium, so media are off.',
  },
  'policy.locks': {
    ja: '資料が求めるのはパスワードによる暗号化だけ。受託事業者の鍵も必要とする、より強い形を既定とする。',
    en: 'The papers ask for a password only; the stronger form, which also needs the contractor’s key, is the default.',
  },
  'policy.approval.to-contractor': {
    ja: '複数名での確認を求めるのはS3の委託先だけだが、誤送信を防ぐため区からの授受すべてで既定とする。',
    en: 'Only S3 asks for a second person, of its contractor; it is the default for all that a ward sends, against wrong recipients.',
  },
  'policy.approval.to-section': {
    ja: '1人だけの受託事業者は自分を承認できないため、区へ向かう授受では既定としない。',
    en: 'A contractor of one person cannot approve itself, so it is off on the way back.',
  },
  'policy.passwordGapMinutes': {
    ja: '資料は「別の機会」「別途連絡」とだけ述べ、間隔を示していない。2時間を既定とする。',
    en: 'The papers say “another occasion” without an interval; two hours is the default.',
  },
  'policy.noticeByAnotherPerson': {
    ja: '資料は別の機会を求めるが、別の人は求めていない。',
    en: 'The papers ask for another occasion, not for another person.',
  },
  'policy.telephoneCall': {
    ja: '資料に電話連絡の定めがない（定めがあるのはS4だけ）。',
    en: 'The paper asks for no telephone call (only S4 does).',
  },
  'policy.collectWithinDays': {
    ja: '資料に受取期限の定めがない。開庁日5日を含む7日を既定とする。',
    en: 'No paper gives a time limit for collection; seven days hold five working days.',
  },
  'policy.wipeAfterConfirmHours': {
    ja: '資料に鍵箱側の消去までの時間の定めがない。誤って確認したときに気付けるよう24時間とする。',
    en: 'No paper says when the gateway wipes its own copy; a day leaves time to notice a mistaken confirmation.',
  },
  'policy.draftDays': {
    ja: '資料に下書きの保管日数の定めがない。受取期限に合わせて7日とする。',
    en: 'No paper says how long a draft may wait; seven days, as for collection.',
  },
  'policy.maxFileBytes': {
    ja: '資料にファイルの大きさの定めがない。ウイルス検査が扱える上限に合わせて2 GiBとする。',
    en: 'No paper limits the size of a file; 2 GiB is what the virus scanner can take.',
  },
  'policy.maxFiles': {
    ja: '資料に1回のファイル数の定めがない。画面で確かめられる数として50とする。',
    en: 'No paper limits the number of files; fifty is what a person can check on one screen.',
  },
  'policy.unscannable': {
    ja: '資料はウイルス対策を求めるが、検査できないものの扱いを示していない。拒否する側を既定とする。',
    en: 'The papers ask for virus protection and are silent on what cannot be scanned; refusing is the safe side.',
  },
  'downloads': {
    ja: '資料は複写・複製を禁じるが、受取の回数を示していない。3回まで、2回目から理由を求める。',
    en: 'The papers forbid copies and give no number of downloads; three, with a reason from the second.',
  },
  'duties.erasure.withinDays': {
    ja: '資料に消去報告の日数の定めがない。開庁日で7日を既定とする。',
    en: 'No paper gives the days for the erasure report; seven business days are the default.',
  },
  'duties.returns': {
    ja: '資料に個別の返却の定めがない（特記事項の返還だけ）。',
    en: 'The paper names no particular return (only the general one of the annex).',
  },
  'duties.printLog': {
    ja: '資料に印刷ログの定めがない（定めがあるのはS1だけ）。',
    en: 'The paper asks for no print log (only S1 does).',
  },
  'duties.trainingBeforeCollect': {
    ja: '資料は研修を求めるが、研修がなければ受け取れないとまでは述べていない。',
    en: 'The paper asks for training, but does not bar collection without it.',
  },
  'duties.workflowBeforeCollect': {
    ja: '資料に区が作成した業務フローの定めがない。',
    en: 'The paper names no workflow made by the ward.',
  },
  'duties.paperCheckAtEndOfDay': {
    ja: '資料に業務日終了後の紙の保管確認の定めがない。',
    en: 'The paper asks for no storing of paper at the end of the day.',
  },
  'contractors.count': {
    ja: '資料に受託事業者の数の定めがない。1者とする。',
    en: 'The paper gives no number of contractors; one.',
  },
  'contractors.certificates': {
    ja: '資料は受託事業者の認証を挙げていない。',
    en: 'The paper names no certificate of the contractor.',
  },
};

/**
 * The stated assumptions for these paths.
 * @throws Error when a path has no reason yet: write one above.
 */
export function assume(...paths: string[]): PresetAssumption[] {
  return paths.map((path) => {
    const reason = reasons[path];
    if (reason === undefined) throw new Error(`No reason is written for the assumption "${path}"; add it in config/presets/assumed.ts.`);
    return { path, reason };
  });
}

/** Paths that every preset takes from the defaults, because no paper gives them. */
export const assumedEverywhere: readonly string[] = [
  'policy.locks',
  'policy.approval.to-contractor',
  'policy.passwordGapMinutes',
  'policy.noticeByAnotherPerson',
  'policy.collectWithinDays',
  'policy.wipeAfterConfirmHours',
  'policy.draftDays',
  'policy.maxFileBytes',
  'policy.maxFiles',
  'policy.unscannable',
  'downloads',
  'duties.erasure.withinDays',
  'duties.trainingBeforeCollect',
];
