// What makes an auditor look closer: rules over the entries of one week, with their thresholds. Pure.
// The thresholds are assumptions, all of them here: the papers ask that logs be watched (0-7, 1-5) and name no numbers.
// They are what holds until a municipality sets others (thresholds.ts). Whether an address is new, the entry itself says (accounts/known-addresses.ts).
import { isBusinessDay } from '../engagements/business-days.ts';
import { japanDay } from '../engagements/japan-time.ts';

/** An entry of the ledger, as far as rules look at it. */
export interface WatchedEntry {
  readonly index: number;
  readonly at: string;
  readonly act: string;
  readonly result: 'done' | 'refused';
  readonly code: string | null;
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly id: string;
  readonly title: { readonly ja: string; readonly en: string };
  /** Why the threshold is what it is. */
  readonly reason: { readonly ja: string; readonly en: string };
  /** From how many in a week of the municipality it is shown as conspicuous, and from how many of one person; null: not by this. */
  readonly perWeek: number | null;
  readonly perPerson: number | null;
  /** How much an entry counts; 0 when the rule does not concern it. */
  readonly counts: (entry: WatchedEntry) => number;
}

/** Refusals that are met by whoever tries doors. */
const doors: readonly string[] = ['NOT_FOUND', 'NOT_ON_ROSTER', 'NOT_ALLOWED', 'UNATTENDED_SCOPE', 'UNATTENDED_REVOKED'];
const [opening, closing] = [8, 20];

const once = (holds: boolean): number => (holds ? 1 : 0);
const isDone = (entry: WatchedEntry, ...acts: readonly string[]): boolean => entry.result === 'done' && acts.includes(entry.act);

/** Before 8:00, from 20:00 on, or on a day on which the offices are closed (地方自治法第4条の2). */
export function isOutOfHours(instant: string): boolean {
  const hour = new Date(Date.parse(instant) + 9 * 3_600_000).getUTCHours();
  return hour < opening || hour >= closing || !isBusinessDay(japanDay(instant));
}

/** An entry of strangers counts by kind and listener (ledger/strangers.ts). */
function attempts({ facts }: WatchedEntry): number {
  const counted: unknown = facts['counts'];
  if (!Array.isArray(counted)) return 0;
  return counted.reduce<number>((sum, one: unknown) => sum + (typeof one === 'object' && one !== null && 'count' in one && typeof one.count === 'number' ? one.count : 0), 0);
}

export const rules: readonly Rule[] = [
  {
    id: 'sign-in-refused', perWeek: 10, perPerson: 5, counts: (entry) => once(entry.act === 'sign-in' && entry.result === 'refused'),
    title: { ja: '氏名の分かる人のサインインの拒否', en: 'Refused sign-ins of known people' },
    reason: { ja: 'パスワードは正しいのに、登録のない端末などから拒否されたものです。端末の取違えは1週間に数回までとみて、団体で10回、1人で5回を目安にしています。', en: 'The password was right, but the place was not (a terminal that is not registered). A mix-up happens a few times a week; 10 in all or 5 of one person are more.' },
  },
  {
    id: 'strangers', perWeek: 100, perPerson: null, counts: (entry) => (entry.act === 'strangers' ? attempts(entry) : 0),
    title: { ja: 'サインインしていない人の試行', en: 'Attempts by people not signed in' },
    reason: { ja: '利用者IDかパスワードの誤りを含み、だれかは分かりません。鍵箱全体で数えます。打ち間違いは1日20回までとみて、100回を目安にしています。', en: 'Wrong user IDs and passwords are among them; nobody knows whose. Counted on the whole gateway. Slips are taken as 20 a working day at most, so 100.' },
  },
  {
    id: 'refused-access', perWeek: null, perPerson: 5, counts: (entry) => once(entry.result === 'refused' && entry.code !== null && doors.includes(entry.code)),
    title: { ja: '権限の外への操作の繰返し', en: 'Repeated acts outside what one may do' },
    reason: { ja: '「見つからない」「名簿にない」「権限なし」の拒否です。画面どおりに使えばほとんど起きないため、1人で5回を目安にしています。', en: 'Refusals as not found, not on the roster or not allowed. Whoever follows the pages hardly meets them; 5 of one person are many.' },
  },
  {
    id: 'out-of-hours', perWeek: 1, perPerson: null, counts: (entry) => once(isDone(entry, 'start-collecting', 'collect-again') && isOutOfHours(entry.at)),
    title: { ja: '時間外・閉庁日の受取', en: 'Collections out of hours' },
    reason: { ja: '8時より前、20時以後、閉庁日に始まった受取です。開庁時間の前後を含めても外れるため、1件から示します。', en: 'Begun before 8:00, from 20:00 on, or on a day when the offices are closed. That leaves room around office hours, so one is shown.' },
  },
  {
    id: 'new-address', perWeek: 1, perPerson: null, counts: (entry) => once(isDone(entry, 'sign-in', 'start-collecting', 'collect-again') && entry.facts['newAddress'] === true),
    title: { ja: '新しいアドレスからのサインインと受取', en: 'Sign-ins and collections from new addresses' },
    reason: { ja: '受託事業者の人が、それまでその事業者のだれも使っていないアドレスから入ったものです。端末はふつう変わらないため、1件から示します。事業者の最初のアドレスは数えません。', en: 'A person of a contractor came from an address that nobody of that contractor had used. Terminals seldom change, so one is shown. A contractor\'s first address is not counted.' },
  },
  {
    id: 'collected-again', perWeek: 1, perPerson: null, counts: (entry) => once(isDone(entry, 'collect-again')),
    title: { ja: '受取のやり直し', en: 'Repeated collections' },
    reason: { ja: '同じデータを最初から受け取り直したものです。複写の禁止にかかわるため、1件から示します。', en: 'The same data was collected again from the start. It concerns the ban on copies, so one is shown.' },
  },
  {
    id: 'interrupted', perWeek: 5, perPerson: null, counts: (entry) => once(isDone(entry, 'interrupt-collecting')),
    title: { ja: '受取の中断', en: 'Interrupted collections' },
    reason: { ja: '回線の切断でも起きるため、1週間に5回を目安にしています。', en: 'A cut line is one of the causes, so 5 a week are taken as many.' },
  },
  {
    id: 'wipe-failed', perWeek: 1, perPerson: null, counts: (entry) => once(entry.act === 'fail-wipe'),
    title: { ja: '消去の失敗', en: 'Wipes that failed' },
    reason: { ja: '消去できないデータが残るため、1件から示します。', en: 'Data stays that should be gone, so one is shown.' },
  },
  {
    id: 'clock-leap', perWeek: 1, perPerson: null, counts: (entry) => once(entry.act === 'clock-leap'),
    title: { ja: '時計の異常', en: 'Leaps of the clock' },
    reason: { ja: '記録の日時と期限の基になるため、1件から示します。鍵箱全体で数えます。', en: 'Times of entries and deadlines rest on it, so one is shown. Counted on the whole gateway.' },
  },
  {
    id: 'scanner-silent', perWeek: 1, perPerson: null, counts: (entry) => once(entry.act === 'scanner-silent'),
    title: { ja: 'ウイルス検査の停止', en: 'Silences of the virus scanner' },
    reason: { ja: '検査が応答しない間は預け入れられません。1件から示します。鍵箱全体で数えます。', en: 'Nothing can be deposited while the scanner does not answer, so one is shown. Counted on the whole gateway.' },
  },
  {
    id: 'unscanned', perWeek: 1, perPerson: null, counts: (entry) => once(isDone(entry, 'add-file') && (entry.facts['scan'] === 'off' || entry.facts['scan'] === 'unscanned')),
    title: { ja: 'ウイルス検査をしていないファイル', en: 'Files that were not scanned' },
    reason: { ja: 'ウイルス検査を通らないファイルは授受しないことになっているため、1件から示します。', en: 'Nothing is to be transferred unscanned, so one is shown.' },
  },
];

/** Acts that some rule looks at when they were done; of what was refused, rules look at everything. */
export const watchedActs: readonly string[] = ['sign-in', 'start-collecting', 'collect-again', 'interrupt-collecting', 'fail-wipe', 'add-file'];
/** Entries of the gateway itself, which belong to no municipality. */
export const gatewayActs: readonly string[] = ['strangers', 'clock-leap', 'scanner-silent'];
