// What is typed while the terms of a contract are changed, what is wrong with it, and what is asked of the gateway.
import type { z } from 'zod';
import type { changeEngagement, EngagementDetail } from '../../../server/http/wire/administration.ts';
import { readCount } from '../text/amounts.ts';

type Terms = EngagementDetail['terms'];

export const SUBCONTRACTING = ['forbidden', 'with-consent', 'none'] as const satisfies readonly Terms['subcontracting'][];
export const PRINT_LOGS = ['none', 'literal', 'copies', 'over-plan'] as const satisfies readonly Terms['printLog'][];
export const ROLES = ['manager', 'handler', 'security-officer'] as const satisfies readonly Terms['rosterRoles'][number][];
export const QUALIFICATIONS = [
  { value: 'p-mark:every-route', kind: 'p-mark', neededFor: 'every-route' }, { value: 'p-mark:line', kind: 'p-mark', neededFor: 'line' },
  { value: 'lgwan-asp:every-route', kind: 'lgwan-asp', neededFor: 'every-route' }, { value: 'lgwan-asp:line', kind: 'lgwan-asp', neededFor: 'line' },
] as const;
export const SWITCHES = [
  { key: 'annexNeeded', field: 'annex-needed', effect: 'next-deposit' }, { key: 'annexFirst', field: 'annex-first', effect: 'next-collection' }, { key: 'workflowFirst', field: 'workflow-first', effect: 'next-collection' },
  { key: 'trainingFirst', field: 'training-first', effect: 'next-collection' }, { key: 'paperCheck', field: 'paper-check', effect: 'at-once' }, { key: 'refuseOverdue', field: 'refuse-overdue', effect: 'new-transfers' },
] as const;
/** The limits of the terms that are numbers, as the gateway has them: smallest, largest. */
export const TERM_NUMBERS = { erasureDays: [1, 365], mediumGap: [0, 43_200], downloads: [1, 100], downloadReason: [2, 101], inspections: [1, 12] } as const;
export type TermNumber = keyof typeof TERM_NUMBERS;

export interface TypedTerms extends Readonly<Record<(typeof SWITCHES)[number]['key'], boolean>>, Readonly<Record<TermNumber, string>>, Pick<Terms, 'subcontracting' | 'terminals' | 'printLog' | 'individualNumbers' | 'receiptSignature' | 'recipientKeys' | 'clientCertificate' | 'renewal'> {
  readonly routes: readonly string[]; readonly qualifications: readonly string[]; readonly roles: readonly string[]; /** One a line. */ readonly printers: string; readonly erasureAfter: Terms['erasure']['after'];
}

export function typedTerms(terms: Terms): TypedTerms {
  return {
    routes: (['line', 'media'] as const).filter((route) => terms.routes[route]), qualifications: terms.certificates.map(({ kind, neededFor }) => `${kind}:${neededFor}`), roles: [...terms.rosterRoles],
    subcontracting: terms.subcontracting, terminals: terms.terminals, printLog: terms.printLog, printers: terms.printers.join('\n'), individualNumbers: terms.individualNumbers, receiptSignature: terms.receiptSignature, recipientKeys: terms.recipientKeys, clientCertificate: terms.clientCertificate, renewal: terms.renewal, erasureAfter: terms.erasure.after,
    annexNeeded: terms.annexNeeded, annexFirst: terms.annexBeforeCollect, workflowFirst: terms.workflowBeforeCollect, trainingFirst: terms.trainingBeforeCollect, paperCheck: terms.paperCheckAtEndOfDay, refuseOverdue: terms.refuseWhileErasureOverdue,
    erasureDays: String(terms.erasure.withinDays), mediumGap: String(terms.mediumGapMinutes), downloads: String(terms.downloads.allowed), downloadReason: String(terms.downloads.reasonFrom), inspections: String(terms.inspectionsPerFiscalYear),
  };
}

/** Only what differs, so that a field of the same value is no change. */
export function termChanges(typed: TypedTerms, before: Terms): z.input<typeof changeEngagement>['changes']['terms'] {
  const number = (field: TermNumber): number => readCount(typed[field]) ?? 0;
  const first = typedTerms(before);
  return {
    routes: { line: typed.routes.includes('line'), media: typed.routes.includes('media') },
    ...(same(typed.qualifications, first.qualifications) ? {} : { certificates: QUALIFICATIONS.filter(({ value }) => typed.qualifications.includes(value)).map(({ kind, neededFor }) => ({ kind, neededFor })) }),
    ...(same(typed.roles, first.roles) ? {} : { rosterRoles: ROLES.filter((role) => typed.roles.includes(role)) }),
    ...(same(printersIn(typed.printers), before.printers) ? {} : { printers: printersIn(typed.printers) }),
    subcontracting: typed.subcontracting, terminals: typed.terminals, printLog: typed.printLog, individualNumbers: typed.individualNumbers, receiptSignature: typed.receiptSignature, recipientKeys: typed.recipientKeys, clientCertificate: typed.clientCertificate, renewal: typed.renewal,
    annexNeeded: typed.annexNeeded, annexBeforeCollect: typed.annexFirst, workflowBeforeCollect: typed.workflowFirst, trainingBeforeCollect: typed.trainingFirst, paperCheckAtEndOfDay: typed.paperCheck, refuseWhileErasureOverdue: typed.refuseOverdue,
    erasure: { ...before.erasure, after: typed.erasureAfter, withinDays: number('erasureDays') }, mediumGapMinutes: number('mediumGap'),
    downloads: { allowed: number('downloads'), reasonFrom: number('downloadReason') }, inspectionsPerFiscalYear: number('inspections'),
  };
}

const printersIn = (text: string): string[] => [...new Set(text.split('\n').map((one) => one.trim()).filter((one) => one !== ''))];
const same = (one: readonly string[], other: readonly string[]): boolean => [...one].sort().join() === [...other].sort().join();
