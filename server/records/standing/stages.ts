// What stands written in records of one kind: the newest version of each stage of each record. For rules and gates, not for answers.
import { z } from 'zod';
import type { Tx } from '../../store/store.ts';
import { label } from '../numbering.ts';

const content = z.object({ values: z.record(z.string(), z.unknown()) });

export interface StandingStage {
  readonly recordId: string;
  /** As it is spoken and printed: R8-31. */
  readonly label: string;
  readonly engagementId: string;
  readonly contractorId: string | null;
  readonly stage: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly byId: string | null;
  readonly byName: string;
  readonly at: string;
}

export interface StagesWanted { readonly kind: string; readonly municipalityId: string; readonly engagementId?: string; readonly contractorIds?: readonly string[]; readonly transferId?: string }

/** The oldest record first; of a corrected stage only the newest version. */
export async function standingStages(tx: Tx, { kind, municipalityId, engagementId, contractorIds, transferId }: StagesWanted): Promise<StandingStage[]> {
  if (contractorIds?.length === 0) return [];
  let wanted = tx.selectFrom('records').innerJoin('record_stages', 'record_id', 'records.id').selectAll('record_stages').select(['fiscal_year', 'number', 'engagement_id', 'contractor_id'])
    .where('kind', '=', kind).where('municipality_id', '=', municipalityId);
  if (engagementId !== undefined) wanted = wanted.where('engagement_id', '=', engagementId);
  if (contractorIds !== undefined) wanted = wanted.where('contractor_id', 'in', contractorIds);
  if (transferId !== undefined) wanted = wanted.where('transfer_id', '=', transferId);
  const newest = new Map<string, StandingStage>();
  for (const row of await wanted.orderBy('fiscal_year').orderBy('number').orderBy('seq').execute()) {
    newest.set(`${row.record_id} ${row.stage}`, {
      recordId: row.record_id, label: label({ fiscalYear: row.fiscal_year, number: row.number }), engagementId: row.engagement_id, contractorId: row.contractor_id, stage: row.stage,
      values: content.parse(JSON.parse(row.content)).values, byId: row.by_id, byName: row.by_name, at: row.at,
    });
  }
  return [...newest.values()];
}

export const textIn = (stage: StandingStage, field: string): string => {
  const value = stage.values[field];
  return typeof value === 'string' ? value : '';
};
