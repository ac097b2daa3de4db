// Small readings of the wire's records for the pages. Pure.
import type { RecordSummary } from '../../../server/http/wire/records.ts';

export type Turn = RecordSummary['turn'];
export type Group = RecordSummary['group'];
/** In the order of the work: what was agreed, who may, what was handed over, printed, erased, looked at, went wrong. */
export const GROUPS = ['contract', 'people', 'hand-over', 'printing', 'erasure', 'oversight', 'incident'] as const satisfies readonly Group[];

/** The end of a day in Japan, as an instant: until then nothing is late. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T23:59:59.999+09:00`)).toISOString();
}

/** The fiscal year (April to March) of a day. */
export function fiscalYearOf(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month < 4 ? year - 1 : year;
}

/** The address on which a record is begun, with what is known already. */
export function beginAddress({ kind, engagement, contractor, transfer }: { readonly kind: string; readonly engagement: string; readonly contractor?: string | null | undefined; readonly transfer?: string | null | undefined }): string {
  const query = new URLSearchParams({ kind, engagement, ...(contractor ? { contractor } : {}), ...(transfer ? { transfer } : {}) });
  return `/records/new?${query.toString()}`;
}
