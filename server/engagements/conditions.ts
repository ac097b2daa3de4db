// The conditions of an engagement by the names under which a change of one is known: the journey's switches (policy.ts) and the
// terms of the contract (terms.ts). Pure.
import type { Value } from '../accounts/changes.ts';
import type { Policy } from './policy.ts';
import type { Terms } from './terms.ts';

export type ConditionField = 'locks' | 'approval-out' | 'approval-back' | 'gap' | 'notice-by-another' | 'call' | 'collect-days' | 'wipe-hours' | 'draft-days' | 'max-file-bytes' | 'max-files' | 'unscannable';
export type TermField =
  | 'route-line' | 'route-media' | 'qualifications' | 'subcontracting' | 'subcontractor-conditions' | 'roster-roles' | 'terminals' | 'downloads' | 'download-reason' | 'erasure-document' | 'erasure-after'
  | 'erasure-days' | 'returns' | 'print-log' | 'printers' | 'training-first' | 'workflow-first' | 'annex-needed' | 'annex-first' | 'paper-check' | 'inspections' | 'individual-numbers' | 'refuse-overdue' | 'medium-gap' | 'receipt-signature' | 'recipient-keys' | 'client-certificate' | 'renewal';

export function policyConditions(policy: Policy): readonly (readonly [ConditionField, string | number | boolean])[] {
  return [
    ['locks', policy.locks], ['approval-out', policy.approval['to-contractor']], ['approval-back', policy.approval['to-section']], ['gap', policy.passwordGapMinutes],
    ['notice-by-another', policy.noticeByAnotherPerson], ['call', policy.telephoneCall], ['collect-days', policy.collectWithinDays], ['wipe-hours', policy.wipeAfterConfirmHours],
    ['draft-days', policy.draftDays], ['max-file-bytes', policy.maxFileBytes], ['max-files', policy.maxFiles], ['unscannable', policy.unscannable],
  ];
}

export function termConditions(terms: Terms): readonly (readonly [TermField, Value])[] {
  return [
    ['route-line', terms.routes.line], ['route-media', terms.routes.media], ['qualifications', terms.certificates.map(({ kind, neededFor }) => `${kind}:${neededFor}`)],
    ['subcontracting', terms.subcontracting], ['subcontractor-conditions', terms.subcontractorConditions.map(({ ja }) => ja)], ['roster-roles', [...terms.rosterRoles]], ['terminals', terms.terminals],
    ['downloads', terms.downloads.allowed], ['download-reason', terms.downloads.reasonFrom], ['erasure-document', terms.erasure.document.ja], ['erasure-after', terms.erasure.after], ['erasure-days', terms.erasure.withinDays],
    ['returns', terms.returns.map(({ what }) => what.ja)], ['print-log', terms.printLog], ['printers', [...terms.printers]], ['training-first', terms.trainingBeforeCollect], ['workflow-first', terms.workflowBeforeCollect],
    ['annex-needed', terms.annexNeeded], ['annex-first', terms.annexBeforeCollect], ['paper-check', terms.paperCheckAtEndOfDay], ['inspections', terms.inspectionsPerFiscalYear],
    ['individual-numbers', terms.individualNumbers], ['refuse-overdue', terms.refuseWhileErasureOverdue], ['medium-gap', terms.mediumGapMinutes], ['receipt-signature', terms.receiptSignature], ['recipient-keys', terms.recipientKeys], ['client-certificate', terms.clientCertificate], ['renewal', terms.renewal],
  ];
}

/** All conditions, the journey's first. */
export const conditionsOf = (policy: Policy, terms: Terms): readonly (readonly [ConditionField | TermField, Value])[] => [...policyConditions(policy), ...termConditions(terms)];
