// What is typed while an engagement is changed, what is wrong with it, and what is asked of the gateway.
import type { z } from 'zod';
import type { changeEngagement, EngagementDetail } from '../../../server/http/wire/administration.ts';
import { readCount } from '../text/amounts.ts';
import { termChanges, typedTerms, type TypedTerms } from './terms-form.ts';

export const MEGABYTE = 1_048_576;

export interface Typed {
  readonly title: string; readonly purpose: string; readonly legalBasis: string; readonly from: string; readonly to: string; readonly items: string;
  readonly addSectionIds: readonly string[]; readonly addContractorIds: readonly string[];
  readonly locks: 'both' | 'password'; readonly unscannable: 'refuse' | 'exception'; readonly out: boolean; readonly back: boolean; readonly another: boolean; readonly call: boolean;
  readonly terms: TypedTerms;
  readonly gap: string; readonly collect: string; readonly wipe: string; readonly size: string; readonly files: string;
}

export function typedOf({ title, purpose, legalBasis, from, to, items, policy, terms }: EngagementDetail): Typed {
  return {
    title, purpose, legalBasis, from, to, items: items.join('\n'), addSectionIds: [], addContractorIds: [],
    locks: policy.locks, unscannable: policy.unscannable, out: policy.approval['to-contractor'], back: policy.approval['to-section'], another: policy.noticeByAnotherPerson, call: policy.telephoneCall,
    terms: typedTerms(terms),
    gap: String(policy.passwordGapMinutes), collect: String(policy.collectWithinDays), wipe: String(policy.wipeAfterConfirmHours), size: String(policy.maxFileBytes / MEGABYTE), files: String(policy.maxFiles),
  };
}

export const itemsOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** The limits of the conditions that are numbers, as the gateway has them: smallest, largest. */
export const NUMBERS = { gap: [0, 43_200], collect: [1, 365], wipe: [0, 2160], size: [1, 1_048_576], files: [1, 10_000] } as const;
export type NumberField = keyof typeof NUMBERS;

/** The size stays as it was while its text does: it need not be a whole number of megabytes. */
function bytesOf(typed: Typed, before: EngagementDetail): number {
  return typed.size === typedOf(before).size ? before.policy.maxFileBytes : (readCount(typed.size) ?? 0) * MEGABYTE;
}

export function numberOf(typed: Typed, field: NumberField, before: EngagementDetail): number | null {
  return field === 'size' && typed.size === typedOf(before).size ? Math.max(1, before.policy.maxFileBytes / MEGABYTE) : readCount(typed[field]);
}

export function changesOf(typed: Typed, before: EngagementDetail): z.input<typeof changeEngagement>['changes'] {
  const number = (field: NumberField): number => readCount(typed[field]) ?? 0;
  return {
    title: typed.title.trim(), purpose: typed.purpose.trim(), legalBasis: typed.legalBasis.trim(), from: typed.from, to: typed.to, items: itemsOf(typed.items),
    addSectionIds: [...typed.addSectionIds], addContractorIds: [...typed.addContractorIds],
    terms: termChanges(typed.terms, before.terms),
    policy: {
      locks: typed.locks, unscannable: typed.unscannable, approval: { 'to-contractor': typed.out, 'to-section': typed.back }, noticeByAnotherPerson: typed.another, telephoneCall: typed.call,
      passwordGapMinutes: number('gap'), collectWithinDays: number('collect'), wipeAfterConfirmHours: number('wipe'), maxFileBytes: bytesOf(typed, before), maxFiles: number('files'),
    },
  };
}
