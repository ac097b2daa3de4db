// Why records refuse. Texts and statuses stand in http/refusals-records.ts.
import { Refused } from '../ledger/refused.ts';

export type RecordRefusal =
  | 'NOT_FOUND' | 'RECORD_INCOMPLETE' | 'RECORD_REFUSED' | 'STAGE_NOT_NEXT' | 'STAGE_NOT_YOURS' | 'STAGE_FINAL' | 'ANOTHER_PERSON' | 'KIND_NOT_OFFERED'
  | 'CHANGED_MEANWHILE' | 'IDEMPOTENCY_KEY_REUSED' | 'ATTACHMENT_FORM_REFUSED' | 'ATTACHMENTS_UNUSED';

export class RecordRefused extends Refused<RecordRefusal> {}

/** A field that is not filled as asked. `field` is its id; `expected` says in both languages what would be right. Nothing of what came is repeated. */
export function incomplete(field: { readonly id: string; readonly label: { readonly ja: string; readonly en: string } }, expected: { readonly ja: string; readonly en: string }): RecordRefused {
  return new RecordRefused('RECORD_INCOMPLETE', { field: field.id, labelJa: field.label.ja, labelEn: field.label.en, expectedJa: expected.ja, expectedEn: expected.en });
}

/** A check of a kind that is not met: why, and what to do, in both languages. */
export function refusedBecause(ja: string, en: string): RecordRefused {
  return new RecordRefused('RECORD_REFUSED', { reasonJa: ja, reasonEn: en });
}
