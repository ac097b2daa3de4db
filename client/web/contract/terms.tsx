// The terms of the contract as staff, contractors and administrators read them: each in words, none as a code.
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import { listed, useWords } from '../app/language.ts';
import { Facts } from '../ui/page.tsx';

type Of = EngagementView['terms'];

export function Terms({ terms }: { readonly terms: Of }) {
  const { t, language } = useWords();
  const yes = (on: boolean): string => t(on ? 'values.yes' : 'values.no');
  const routes = [...(terms.routes.line ? [t('terms.line')] : []), ...(terms.routes.media ? [t('terms.media')] : [])];
  return (
    <Facts rows={[
      [t('terms.routes'), listed(routes) || t('terms.none')],
      [t('terms.qualifications'), listed(terms.certificates.map(({ kind, neededFor }) => t('terms.qualification', { kind: t(`contract.kinds.${kind}`), needed: t(`contract.needed.${neededFor}`) }))) || t('terms.noQualification')],
      [t('fields.subcontracting'), t(`terms.subcontracting.${terms.subcontracting}`)],
      ...(terms.subcontractorConditions.length === 0 ? [] : [[t('fields.subcontractor-conditions'), listed(terms.subcontractorConditions.map((one) => one[language]))] as const]),
      [t('fields.roster-roles'), listed(terms.rosterRoles.map((role) => t(`terms.roles.${role}`)))],
      [t('fields.terminals'), t(`terms.terminals.${terms.terminals}`)],
      [t('fields.downloads'), t('terms.downloads', terms.downloads)],
      [t('fields.erasure-document'), t('terms.erasure', { document: terms.erasure.document[language], after: t(`terms.erasureAfter.${terms.erasure.after}`), days: terms.erasure.withinDays })],
      [t('fields.returns'), listed(terms.returns.map(({ what }) => what[language])) || t('terms.none')],
      [t('fields.print-log'), t(`terms.printLog.${terms.printLog}`)],
      ...(terms.printers.length === 0 ? [] : [[t('fields.printers'), listed(terms.printers)] as const]),
      [t('fields.annex-needed'), yes(terms.annexNeeded)], [t('fields.annex-first'), yes(terms.annexBeforeCollect)], [t('fields.workflow-first'), yes(terms.workflowBeforeCollect)], [t('fields.training-first'), yes(terms.trainingBeforeCollect)],
      [t('terms.each'), yes(terms.approvalOfEach)],
      [t('fields.paper-check'), yes(terms.paperCheckAtEndOfDay)], [t('fields.inspections'), t('terms.times', { n: terms.inspectionsPerFiscalYear })],
      [t('fields.individual-numbers'), t(`terms.individualNumbers.${terms.individualNumbers}`)], [t('fields.refuse-overdue'), yes(terms.refuseWhileErasureOverdue)],
      [t('fields.medium-gap'), t('values.minutes', { n: terms.mediumGapMinutes })], [t('fields.receipt-signature'), t(`terms.receiptSignature.${terms.receiptSignature}`)], [t('fields.recipient-keys'), t(`terms.recipientKeys.${terms.recipientKeys}`)], [t('fields.client-certificate'), t(`terms.clientCertificate.${terms.clientCertificate}`)], [t('fields.renewal'), t(`terms.renewal.${terms.renewal}`)],
    ]} />
  );
}
