// 監査用アクセスログ一式 (document 18): the cover of a bundle, which says what it holds and how anyone checks it without the gateway.
import { japanDay } from '../../engagements/japan-time.ts';
import { RecordRefused } from '../refusal.ts';
import { countOf, momentOf } from './wording.ts';
import { yearOf, type Listed, type Scope } from './register.ts';

/** For auditors: the entries of the municipality up to the newest, and how many of each month of the fiscal year were done and refused. */
export async function listLedger(scope: Scope): Promise<Listed> {
  if (scope.who.role !== 'auditor') throw new RecordRefused('NOT_FOUND');
  const own = scope.tx.selectFrom('ledger_entries').where('municipality_id', '=', scope.who.municipalityId).where('act', '!=', 'print-document');
  const whole = await own.select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('at').as('from'), select.fn.max('at').as('to'), select.fn.max('idx').as('newest')]).executeTakeFirstOrThrow();
  const head = await scope.tx.selectFrom('ledger_checkpoints').select('note').orderBy('size', 'desc').limit(1).executeTakeFirst();
  return { salts: [], entry: whole.newest, parts: [
    { heading: '一式の内容', facts: [
      ['台帳', head?.note.split('\n')[0] ?? '—'], ['この団体の記録', `${countOf(whole.count)}件`],
      ['最初の記録', momentOf(whole.from)], ['最後の記録', momentOf(whole.to)],
      ['出力ファイル', 'kagibako-ledger.jsonl（監査の画面「台帳の出力」から保存）'],
      ['出力に含まれるもの', 'すべての記録の本文、署名付きの検証点、伏せた文字列の開示。他の団体の記録は番号とハッシュのみ'],
      ['検証の方法', '保存したファイルを、検証の画面、又は「kagibako verify ファイル名」で確かめる。判定は鍵箱に接続せずに得られる'],
    ] },
    { heading: '月別の件数', table: {
      columns: [{ heading: '月', share: 4 }, { heading: '行われた操作', share: 3, align: 'right' }, { heading: '拒まれた操作', share: 3, align: 'right' }, { heading: '操作した人数', share: 3, align: 'right' }],
      rows: await months(scope),
    } },
  ] };
}

async function months(scope: Scope): Promise<string[][]> {
  const { from, to } = yearOf(scope);
  const start = new Date(Date.parse(`${from}T00:00:00.000+09:00`)).toISOString();
  const end = new Date(Date.parse(`${to}T23:59:59.999+09:00`)).toISOString();
  const rows = await scope.tx.selectFrom('ledger_entries').select(['at', 'result', 'actor_id']).where('municipality_id', '=', scope.who.municipalityId).where('act', '!=', 'print-document').where('at', '>=', start).where('at', '<=', end).execute();
  const found = new Map<string, { done: number; refused: number; people: Set<string> }>();
  for (const row of rows) {
    const month = japanDay(row.at).slice(0, 7);
    const one = found.get(month) ?? { done: 0, refused: 0, people: new Set<string>() };
    if (row.result === 'refused') one.refused += 1;
    else one.done += 1;
    if (row.actor_id !== null) one.people.add(row.actor_id);
    found.set(month, one);
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([month, one]) => [monthName(month), `${countOf(one.done)}件`, `${countOf(one.refused)}件`, `${countOf(one.people.size)}人`]);
}

function monthName(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const era = month >= '2019-05' ? `令和${year === 2019 ? '元' : String(year - 2018)}` : `平成${year - 1988}`;
  return `${era}年${number}月`;
}
