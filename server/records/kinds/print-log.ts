// 印刷ログ提出書 (1-21, 1-34; document 10): what was printed of one transfer, in the five fields of the paper, with the reason where the rule asks
// for one, and at the end whether sent, printed, spoiled and delivered agree. File names can hold names of citizens: they stand in the record only.
import { addBusinessDays } from '../../engagements/business-days.ts';
import { japanDay, monthEnd } from '../../engagements/japan-time.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { owe, settle, type NewDuty } from '../duties/duties.ts';
import { refusedBecause } from '../refusal.ts';
import { earlierRows } from './print-earlier.ts';
import { differencesOf, rowsElsewhere, rowsSaidTwice, rowsWithout, type PrintRow, type Tally } from './print-rules.ts';
import type { Field, PlainField, RecordKind, StageContext, Value, Values } from './kind.ts';

const columns: readonly PlainField[] = [
  { id: 'computer', kind: 'line', label: { ja: '印刷元コンピュータ名', en: 'Computer' } },
  { id: 'at', kind: 'instant', label: { ja: '印刷日時', en: 'Printed at' } },
  { id: 'file', kind: 'line', label: { ja: '印刷ファイル名', en: 'File' } },
  { id: 'printer', kind: 'line', label: { ja: '印刷先プリンタ名', en: 'Printer' } },
  { id: 'sheets', kind: 'count', min: 1, unit: { ja: '枚', en: 'sheets' }, label: { ja: '印刷枚数', en: 'Sheets' } },
  { id: 'planned', kind: 'count', min: 1, unit: { ja: '枚', en: 'sheets' }, label: { ja: '予定枚数', en: 'Planned sheets' }, optional: true },
  { id: 'copies', kind: 'count', min: 1, unit: { ja: '部', en: 'copies' }, label: { ja: '部数', en: 'Copies' }, optional: true },
  { id: 'reason', kind: 'line', label: { ja: '理由', en: 'Reason' }, optional: true },
];
const finished = { field: 'finished', is: ['yes'] };
const number = (id: string, ja: string, en: string): Field => ({ id, kind: 'count', label: { ja, en }, when: finished });

const fields: readonly Field[] = [
  { id: 'rows', kind: 'rows', columns, min: 1, reads: 'print-log', label: { ja: '印刷の記録', en: 'Prints' }, support: { ja: 'CSVファイルからも読み込めます。1つの記録に2,000行まで。続きは次の印刷ログとして提出します。', en: 'Can be read from a CSV file. At most 2,000 lines; the rest goes into the next print log.' } },
  { id: 'reason', kind: 'text', optional: true, label: { ja: '理由（行に書かないもの全部）', en: 'Reason, for all lines without their own' } },
  { id: 'finished', kind: 'choice', label: { ja: 'この授受の印刷はすべて終わりましたか', en: 'Is all of this transfer printed?' }, options: [{ id: 'yes', label: { ja: '終わった（数量を照合する）', en: 'Yes, compare the quantities' } }, { id: 'no', label: { ja: 'まだ続く', en: 'No, more will follow' } }] },
  number('sent', '区が送った数量', 'Sent by the ward'), number('printed', '印刷した数量', 'Printed'), number('spoiled', '書損・廃棄した数量', 'Spoiled'), number('delivered', '納品した数量', 'Delivered'),
  { id: 'difference', kind: 'text', optional: true, when: finished, label: { ja: '数量が合わない理由', en: 'Why the quantities differ' } },
];

const review: readonly Field[] = [
  { id: 'result', kind: 'choice', label: { ja: '確認の結果', en: 'Result' }, options: [{ id: 'accepted', label: { ja: '受け付ける', en: 'Accept' } }, { id: 'returned', label: { ja: '返して直してもらう', en: 'Send back' } }] },
  { id: 'remark', kind: 'text', optional: true, label: { ja: '所見・返す理由', en: 'Findings, reason for sending back' } },
];

/** The duty to submit the log of one transfer's printing: by the fifth business day of the month after `from` (an assumption; the paper gives no day). */
export function printLogDuty(engagement: Engagement, contractorId: string, transferId: string, from: string): NewDuty {
  return {
    municipalityId: engagement.municipalityId, kind: 'print-log', engagementId: engagement.id, contractorId, transferId, owedBy: 'contractor',
    what: { ja: '印刷ログを提出する', en: 'Submit the print log' }, recordKind: 'print-log', dueOn: addBusinessDays(monthEnd(from.slice(0, 7)), 5),
  };
}

export const printLog: RecordKind = {
  id: 'print-log', title: { ja: '印刷ログ提出書', en: 'Print log' }, group: 'printing', obligations: ['1-21', '1-34'], document: 10, about: { contractor: true, transfer: true }, settles: ['print-log'],
  offered: (engagement) => engagement.terms.printLog !== 'none', gist,
  stages: [
    { id: 'submit', title: { ja: '印刷ログの提出', en: 'Submission' }, act: { ja: '印刷ログを提出する', en: 'Submit the print log' }, by: 'contractor', after: 'start', fields, prefill, check, follow: oweTheRest },
    {
      id: 'review', title: { ja: '区の確認', en: 'The ward’s review' }, act: { ja: '確認する', en: 'Review' }, by: 'ward', after: ['submit', 'again'], expected: { withinBusinessDays: 5 }, fields: review,
      closes: (values) => values['result'] === 'accepted',
      check: ({ values }) => {
        if (values['result'] === 'returned' && textOf(values['remark']) === '') throw refusedBecause('返すときは理由を書いてください。まだ返していません。', 'Say why it is sent back. Nothing was changed.');
      },
    },
    {
      id: 'again', title: { ja: '印刷ログの再提出', en: 'Submitted again' }, act: { ja: '直して提出する', en: 'Submit again' }, by: 'contractor', after: ['review'], expected: { withinBusinessDays: 3 }, fields,
      prefill: ({ earlier }) => ({ ...earlier['submit'], ...earlier['again'] }), check, follow: oweTheRest,
    },
  ],
};

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');
const rowsIn = (values: Values): readonly PrintRow[] => (Array.isArray(values['rows']) ? values['rows'].filter((row: unknown): row is PrintRow => typeof row === 'object' && row !== null && 'file' in row) : []);
const countOf = (values: Values, id: string): number => (typeof values[id] === 'number' ? values[id] : 0);

/** The numbers as the last word of a print log has them, or null while more is to be printed. */
export function tallyIn(values: Values): Tally | null {
  return values['finished'] === 'yes' ? { sent: countOf(values, 'sent'), printed: countOf(values, 'printed'), spoiled: countOf(values, 'spoiled'), delivered: countOf(values, 'delivered') } : null;
}

/** 数量の照合: as the newest submission has it. */
function gist(earlier: Readonly<Record<string, Values>>): { ja: string; en: string } | null {
  const tally = tallyIn(earlier['again'] ?? earlier['submit'] ?? {});
  if (tally === null) return null;
  const { sent, printed, spoiled, delivered } = tally;
  const differ = differencesOf(tally).length > 0;
  return {
    ja: `送付 ${sent}・印刷 ${printed}・書損 ${spoiled}・納品 ${delivered}（${differ ? '数量が合いません' : '数量は合っています'}）`,
    en: `Sent ${sent}, printed ${printed}, spoiled ${spoiled}, delivered ${delivered} (${differ ? 'they differ' : 'they agree'})`,
  };
}

async function prefill({ tx, transferId }: Omit<StageContext, 'values'>): Promise<Values> {
  return { sent: await quantityOf(tx, transferId), spoiled: 0 };
}

async function quantityOf(tx: StageContext['tx'], transferId: string | null): Promise<number> {
  const row = await tx.selectFrom('transfers').select('quantity').where('id', '=', transferId ?? '').executeTakeFirst();
  return row?.quantity ?? 0;
}

async function check(context: StageContext): Promise<void> {
  const { values, engagement, tx, transferId, now } = context;
  const rows = rowsIn(values);
  const ahead = rows.findIndex((row) => typeof row['at'] === 'string' && row['at'] > now) + 1;
  if (ahead > 0) throw refusedBecause(`${ahead}行目の印刷日時が今より後です。まだ提出していません。`, `The print in line ${ahead} lies ahead. Nothing was submitted.`);
  const twice = rowsSaidTwice(rows);
  if (twice.length > 0) throw refusedBecause(`前の行と同じ行があります（${someOf(twice)}行目）。二度印刷したときは、理由を書いてください。まだ提出していません。`, `Some lines say the same as an earlier one (${someOf(twice)}). If it was printed twice, say why there. Nothing was submitted.`);
  const elsewhere = rowsElsewhere(engagement.terms.printers, rows);
  if (elsewhere.length > 0) throw refusedBecause(`契約の条件にないプリンタの行があります（${someOf(elsewhere)}行目）。プリンタ名を確かめ、そのプリンタで印刷したときは、その行に理由を書いてください。まだ提出していません。`, `Some lines name a printer that the terms do not (${someOf(elsewhere)}). Check the name; if it was printed there, say why in that line. Nothing was submitted.`);
  const lacking = rowsWithout(engagement.terms.printLog, rows, (await earlierRows(tx, transferId, context.record?.id ?? null)).map((row) => row['file'] ?? null));
  refuseRows(lacking.planned, '予定枚数', 'planned sheets');
  refuseRows(lacking.copies, '部数', 'copies');
  if (textOf(values['reason']) === '') refuseRows(lacking.reason, '理由', 'a reason');
  const tally = tallyIn(values);
  if (tally === null) return;
  const sent = await quantityOf(tx, transferId);
  if (tally.sent !== sent) throw refusedBecause(`区が送った数量は${sent}です。まだ提出していません。`, `The ward sent ${sent}. Nothing was submitted.`);
  const differences = differencesOf(tally);
  if (differences.length > 0 && textOf(values['difference']) === '') {
    throw refusedBecause(`${differences.map(({ ja }) => ja).join('。')}。理由を書いてください。まだ提出していません。`, `${differences.map(({ en }) => en).join('; ')}. Say why. Nothing was submitted.`);
  }
}

const someOf = (rows: readonly number[]): string => `${rows.slice(0, 10).join(', ')}${rows.length > 10 ? ' …' : ''}`;

function refuseRows(rows: readonly number[], ja: string, en: string): void {
  if (rows.length === 0) return;
  const some = someOf(rows);
  throw refusedBecause(`${ja}が必要な行があります（${some}行目）。まだ提出していません。`, `Some lines need ${en} (${some}). Nothing was submitted.`);
}

/** While more is to be printed, the next month's log is owed at once. */
async function oweTheRest({ tx, who, engagement, contractorId, transferId, values, now }: StageContext): Promise<void> {
  if (contractorId === null || transferId === null) return;
  await settle(tx, { kinds: ['print-log'], engagementId: engagement.id, contractorId, transferId }, who.id, now);
  if (values['finished'] === 'no') await owe(tx, printLogDuty(engagement, contractorId, transferId, japanDay(now)), { now });
}
