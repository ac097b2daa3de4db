// The record of a hand-over as typed, what is missing in it, and the request it becomes. Pure.
import type { z } from 'zod';
import type { handover } from '../../../../server/http/wire/transfers.ts';
import { instantInJapan } from '../../text/dates.ts';

export const HANDOVER_METHODS = ['in-person', 'registered-post', 'oral', 'other'] as const;
export const RESULTS = ['talked', 'absent', 'call-back'] as const;

export interface Typed {
  readonly method: (typeof HANDOVER_METHODS)[number] | null;
  readonly to: string; readonly day: string; readonly time: string;
  readonly tracking: string; readonly telephone: string; readonly result: (typeof RESULTS)[number]; readonly reason: string;
}
export type Missing = 'method' | 'tracking' | 'telephone' | 'reason' | 'to' | 'day';

export function missingOf(typed: Typed): Missing[] {
  const missing: Missing[] = [];
  if (typed.method === null) missing.push('method');
  if (typed.method === 'registered-post' && typed.tracking.trim() === '') missing.push('tracking');
  if (typed.method === 'oral' && typed.telephone.trim() === '') missing.push('telephone');
  if (typed.method === 'other' && typed.reason.trim() === '') missing.push('reason');
  if (typed.to === '') missing.push('to');
  if (instantInJapan(typed.day, typed.time) === null) missing.push('day');
  return missing;
}

/** Null while something is missing. */
export function requestOf(typed: Typed): z.input<typeof handover> | null {
  const at = instantInJapan(typed.day, typed.time);
  if (missingOf(typed).length > 0 || typed.method === null || at === null) return null;
  return {
    method: typed.method, to: typed.to, at,
    ...(typed.method === 'registered-post' ? { trackingNumber: typed.tracking.trim() } : {}),
    ...(typed.method === 'oral' ? { telephone: typed.telephone.trim(), result: typed.result } : {}),
    ...(typed.method === 'other' ? { reason: typed.reason.trim() } : {}),
  };
}
