// ログ抽出書: an extract of the log on paper. Its 照合コード is over number, size, count and the hash over its entries: whoever has the ledger makes it anew.
import type { Person } from '../../accounts/person.ts';
import type { ExtractRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import { actName, reasonName } from '../log/names.ts';
import type { LogFilter } from '../log/filter.ts';
import { LogRefused } from '../log/refusal.ts';
import type { ToldEntry } from '../log/rows.ts';
import { label as labelOf } from '../numbering.ts';
import { resultOf, secondOf, whoOf } from './extract-lines.ts';
import type { Paper, Part } from './paper.ts';
import { municipalityName } from './transfer-subject.ts';
import { countOf, momentOf } from './wording.ts';

export const EXTRACT_TITLE = 'ログ抽出書';
export type Extracted = Pick<ExtractRow, 'municipality_id' | 'fiscal_year' | 'number' | 'at' | 'size' | 'count' | 'rows_hash' | 'by_name'>;

/** The paper of an extract that was handed out, without its rows: enough to know its code. For auditors. Throws `LogRefused` (NOT_FOUND). */
export async function extractPaper(tx: Tx, who: Person, id: string): Promise<Paper> {
  const row = await tx.selectFrom('ledger_extracts').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
  if (row === undefined || who.role !== 'auditor') throw new LogRefused('NOT_FOUND');
  return paperOf(row, await municipalityName(tx, who.municipalityId), []);
}

export function paperOf(made: Extracted, municipality: string, parts: readonly Part[]): Paper {
  const label = labelOf({ fiscalYear: made.fiscal_year, number: made.number });
  return {
    paper: null, title: EXTRACT_TITLE, label, at: made.at, to: [], from: [municipality, `監査人　${made.by_name}`], lead: '台帳の記録のうち、次の条件に合うものは、次のとおりです。', parts, signs: [],
    entry: Math.max(0, made.size - 1), engagementId: null, contractorId: null, landscape: true,
    seal: { v: 1, extract: label, municipality: made.municipality_id, size: made.size, count: made.count, rows: made.rows_hash },
  };
}

/** What the paper says: by what was searched, in how large a ledger, and each entry. */
export async function extractParts(tx: Tx, made: Extracted, filter: LogFilter, entries: readonly ToldEntry[]): Promise<Part[]> {
  return [
    { facts: [...await conditions(tx, filter), ['台帳の大きさ', `${countOf(made.size)}件まで（${momentOf(made.at)}現在）`], ['件数', `${countOf(made.count)}件`], ['記録の照合値', made.rows_hash]] },
    { table: {
      columns: [{ heading: '番号', share: 2, align: 'right' }, { heading: '日時', share: 4 }, { heading: '操作した人', share: 3 }, { heading: '操作', share: 3 }, { heading: '結果', share: 4 }, { heading: '授受番号', share: 2 }, { heading: '受託事業者・委託業務', share: 6 }],
      rows: entries.map((entry) => [String(entry.row.idx), secondOf(entry.row.at), whoOf(entry), actName(entry.row.act), resultOf(entry), entry.transferNumber ?? '', [entry.contractor, entry.engagement].filter((name) => name !== null).join('　')]),
    } },
  ];
}

async function conditions(tx: Tx, filter: LogFilter): Promise<(readonly [string, string])[]> {
  const firm = filter.contractor === undefined ? undefined : await tx.selectFrom('contractors').select('name').where('id', '=', filter.contractor).executeTakeFirst();
  const business = filter.engagement === undefined ? undefined : await tx.selectFrom('engagements').select('title').where('id', '=', filter.engagement).executeTakeFirst();
  const transfer = filter.transfer === undefined ? undefined : await tx.selectFrom('transfers').select('number').where('id', '=', filter.transfer).executeTakeFirst();
  const told: (readonly [string, string | undefined])[] = [
    ['期間', filter.from === undefined && filter.to === undefined ? undefined : `${filter.from === undefined ? '初めの記録' : momentOf(filter.from)} から ${filter.to === undefined ? '最後の記録' : momentOf(filter.to)} まで`],
    ['操作した人', filter.person], ['授受番号', filter.number ?? transfer?.number], ['操作', filter.acts?.map(actName).join('、')],
    ['結果', filter.result === undefined ? undefined : filter.result === 'done' ? '実施' : '拒否'], ['拒否の理由', filter.code === undefined ? undefined : reasonName(filter.code)],
    ['受託事業者', firm?.name], ['委託業務', business?.title],
  ];
  const given = told.flatMap(([name, value]): (readonly [string, string])[] => (value === undefined ? [] : [[name, value]]));
  return given.length === 0 ? [['条件', 'なし（すべての記録）']] : given;
}
