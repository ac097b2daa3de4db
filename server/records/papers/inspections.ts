// 立入り調査記録の年度一覧 (document 13; 0-2, 3-4, A.2): once per fiscal year for each contractor and subcontractor, with those not yet inspected.
import { shortMomentOf } from './wording.ts';
import { listRecords, recordsIn } from './of-records.ts';
import { firmName, isIn, type Listed, type Scope } from './register.ts';

export const inspectionKind = 'inspection';

export interface Inspected { readonly engagement: string; readonly firm: string; readonly wanted: number; readonly done: number; readonly last: string | null }

/** How often each firm was inspected in the fiscal year, and how often it must be. */
export async function inspectedIn(scope: Scope): Promise<Inspected[]> {
  const records = await recordsIn(scope, inspectionKind);
  return scope.engagements.flatMap((engagement) => engagement.contractors.filter((firm) => isIn(scope, engagement, firm.id)).map((firm) => {
    const own = records.filter((record) => record.engagementId === engagement.id && record.contractorId === firm.id);
    const subcontractor = engagement.subcontractors.some((one) => one.id === firm.id);
    return { engagement: engagement.title, firm: `${firmName(engagement, firm.id)}${subcontractor ? '（再委託先）' : ''}`, wanted: engagement.terms.inspectionsPerFiscalYear, done: own.length, last: own.at(-1)?.openedAt ?? null };
  }));
}

/** The count of each firm, then the inspections themselves. */
export async function listInspections(scope: Scope): Promise<Listed> {
  const firms = await inspectedIn(scope);
  const { parts, entry, salts } = await listRecords(scope, [inspectionKind]);
  return { entry, salts, parts: [{ heading: '実施の状況', table: {
    columns: [{ heading: '業務の名称', share: 7 }, { heading: '受託者', share: 6 }, { heading: '必要な回数', share: 2, align: 'right' }, { heading: '実施した回数', share: 2, align: 'right' }, { heading: '最後の実施', share: 4 }, { heading: '状況', share: 2 }],
    rows: firms.map((one) => [one.engagement, one.firm, `${one.wanted}回`, `${one.done}回`, one.last === null ? '—' : shortMomentOf(one.last), one.done >= one.wanted ? '実施済み' : '未実施']),
  } }, ...parts] };
}
