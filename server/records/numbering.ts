// Numbers of documents: without a gap, per municipality and fiscal year (I9). Taken inside the transaction that writes the
// document; one writing connection and the unique key make a number impossible to lose or to give twice.
import { eraYear, fiscalYear } from '../engagements/japan-time.ts';
import type { Tx } from '../store/store.ts';

export interface DocumentNumber { readonly fiscalYear: number; readonly number: number }

/** The next number of a kind of document for `now` (ISO). */
export async function nextNumber(tx: Tx, table: 'confirmation_records' | 'receipts' | 'wipe_certificates' | 'log_reviews' | 'ledger_extracts', municipalityId: string, now: string): Promise<DocumentNumber> {
  const year = fiscalYear(now);
  const row = await tx.selectFrom(table).select((select) => select.fn.max('number').as('newest')).where('municipality_id', '=', municipalityId).where('fiscal_year', '=', year).executeTakeFirst();
  return nextAbove(tx, { municipalityId, kind: table, year, newest: row?.newest ?? 0 });
}

/** The next number of a kind of record for `now` (ISO). */
export async function nextRecordNumber(tx: Tx, kind: string, municipalityId: string, now: string): Promise<DocumentNumber> {
  const year = fiscalYear(now);
  const row = await tx.selectFrom('records').select((select) => select.fn.max('number').as('newest')).where('municipality_id', '=', municipalityId).where('kind', '=', kind).where('fiscal_year', '=', year).executeTakeFirst();
  return nextAbove(tx, { municipalityId, kind: `records:${kind}`, year, newest: row?.newest ?? 0 });
}

/** One above the newest row, and above what a restore knows of rows that are lost: no number is ever given twice. */
export async function nextAbove(tx: Tx, { municipalityId, kind, year, newest }: { municipalityId: string; kind: string; year: number; newest: number }): Promise<DocumentNumber> {
  const floor = await tx.selectFrom('number_floors').select('number').where('municipality_id', '=', municipalityId).where('kind', '=', kind).where('fiscal_year', '=', year).executeTakeFirst();
  return { fiscalYear: year, number: Math.max(newest, floor?.number ?? 0) + 1 };
}

/** As it is spoken and printed: R8-31. */
export function label({ fiscalYear: year, number }: DocumentNumber): string {
  return `${eraYear(year)}-${number}`;
}
