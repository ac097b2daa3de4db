// 自動消去一覧: what was erased on schedule in a fiscal year, each erasure under its number, with what is left of it and the entry of the ledger that says so.
import { label } from '../numbering.ts';
import { RecordRefused } from '../refusal.ts';
import { retentionRules } from '../retention-rules.ts';
import { newer, type Listed, type Scope } from './register.ts';
import { countOf, shortMomentOf } from './wording.ts';

/** For auditors. A rule that found nothing to erase for an engagement is listed too: that it was looked for is what the register shows. */
export async function listScheduledErasures(scope: Scope): Promise<Listed> {
  if (scope.who.role !== 'auditor') throw new RecordRefused('NOT_FOUND');
  const rows = await scope.tx.selectFrom('erasures').selectAll().where('municipality_id', '=', scope.who.municipalityId).where('fiscal_year', '=', scope.fiscalYear)
    .where((where) => where.or([where('engagement_id', 'in', scope.engagements.map(({ id }) => id)), ...(scope.engagementId === null ? [where('engagement_id', 'is', null)] : [])])).orderBy('number').execute();
  return { salts: [], entry: newer(...rows.map(({ entry }) => entry)), parts: [{ table: {
    columns: [{ heading: '番号', share: 2 }, { heading: '業務の名称', share: 6 }, { heading: '対象', share: 6 }, { heading: '件数', share: 2, align: 'right' }, { heading: '消去後に残るもの', share: 6 }, { heading: '消去した日時', share: 4 }, { heading: '台帳の記録', share: 3, align: 'right' }],
    rows: rows.map((row) => {
      const rule = retentionRules.find(({ id }) => id === row.rule);
      return [
        label({ fiscalYear: row.fiscal_year, number: row.number }), scope.engagements.find(({ id }) => id === row.engagement_id)?.title ?? '団体全体', rule?.what.ja ?? row.rule,
        `${countOf(row.items)}件`, rule?.left.ja ?? '—', shortMomentOf(row.at), row.entry === null ? '対象なし' : `${row.entry}番`,
      ];
    }),
  } }] };
}
