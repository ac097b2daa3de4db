// The terms of the contract that are changed on the page: routes, qualifications, switches, numbers. Texts of a paper (documents, what is returned) stay as the preset has them.
import type { TakesEffect } from '../../../server/http/wire/administration.ts';
import { useWords } from '../app/language.ts';
import { Choices } from '../ui/choice.tsx';
import type { Errors } from '../ui/error-summary.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { PRINT_LOGS, QUALIFICATIONS, ROLES, SUBCONTRACTING, SWITCHES, type TermNumber, type TypedTerms } from './terms-form.ts';

interface FieldsProps { readonly typed: TypedTerms; readonly set: (next: Partial<TypedTerms>) => void; readonly errors: Errors }

export function TermFields({ typed, set, errors }: FieldsProps) {
  const { t } = useWords();
  const number = (id: TermNumber, label: string, unit: string, effect: TakesEffect) => (
    <TextField id={id} label={label} support={t(`effects.${effect}`)} value={typed[id]} onChange={(value) => set({ [id]: value })} error={errors[id]} width="short" inputMode="numeric" autoComplete="off" unit={unit} />
  );
  const unit = (key: 'values.minutes' | 'values.days' | 'terms.times'): string => t(key, { n: '' }).trim();
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <Choices id="routes" label={t('terms.routes')} required={false} several support={t('effects.at-once')} chosen={typed.routes} onChange={(routes) => set({ routes })} error={errors['routes'] ?? null} choices={[{ value: 'line', label: t('terms.line') }, { value: 'media', label: t('terms.media') }]} />
      <Choices label={t('fields.qualifications')} required={false} several support={t('effects.at-once')} chosen={typed.qualifications} onChange={(qualifications) => set({ qualifications })} choices={QUALIFICATIONS.map(({ value, kind, neededFor }) => ({ value, label: t('terms.qualification', { kind: t(`contract.kinds.${kind}`), needed: t(`contract.needed.${neededFor}`) }) }))} />
      <Choices label={t('fields.subcontracting')} support={t('effects.at-once')} chosen={[typed.subcontracting]} onChange={([picked]) => set({ subcontracting: SUBCONTRACTING.find((one) => one === picked) ?? typed.subcontracting })} choices={SUBCONTRACTING.map((value) => ({ value, label: t(`terms.subcontracting.${value}`) }))} />
      <Choices id="roles" label={t('fields.roster-roles')} several support={t('effects.at-once')} chosen={typed.roles} onChange={(roles) => set({ roles })} error={errors['roles'] ?? null} choices={ROLES.map((value) => ({ value, label: t(`terms.roles.${value}`) }))} />
      <Choices label={t('fields.terminals')} support={t('effects.next-sign-in')} chosen={[typed.terminals]} onChange={([picked]) => set({ terminals: picked === 'registered' ? 'registered' : 'any' })} choices={(['any', 'registered'] as const).map((value) => ({ value, label: t(`terms.terminals.${value}`) }))} />
      <Choices label={t('fields.print-log')} support={t('effects.at-once')} chosen={[typed.printLog]} onChange={([picked]) => set({ printLog: PRINT_LOGS.find((one) => one === picked) ?? typed.printLog })} choices={PRINT_LOGS.map((value) => ({ value, label: t(`terms.printLog.${value}`) }))} />
      <TextArea label={t('fields.printers')} required={false} support={t('terms.printersMore')} value={typed.printers} onChange={(printers) => set({ printers })} />
      <Choices label={t('fields.erasure-after')} support={t('effects.next-duty')} chosen={[typed.erasureAfter]} onChange={([picked]) => set({ erasureAfter: picked === 'delivery' ? 'delivery' : 'engagement-end' })} choices={(['delivery', 'engagement-end'] as const).map((value) => ({ value, label: t(`terms.erasureAfter.${value}`) }))} />
      <Choices label={t('fields.individual-numbers')} support={t('effects.next-file')} chosen={[typed.individualNumbers]} onChange={([picked]) => set({ individualNumbers: picked === 'allowed' ? 'allowed' : 'refuse' })} choices={(['refuse', 'allowed'] as const).map((value) => ({ value, label: t(`terms.individualNumbers.${value}`) }))} />
      <Choices label={t('fields.receipt-signature')} support={t('effects.next-confirmation')} chosen={[typed.receiptSignature]} onChange={([picked]) => set({ receiptSignature: picked === 'required' ? 'required' : 'asked' })} choices={(['asked', 'required'] as const).map((value) => ({ value, label: t(`terms.receiptSignature.${value}`) }))} />
      <Choices label={t('fields.recipient-keys')} support={t('effects.new-transfers')} chosen={[typed.recipientKeys]} onChange={([picked]) => set({ recipientKeys: picked === 'any' ? 'any' : 'no-rsa' })} choices={(['no-rsa', 'any'] as const).map((value) => ({ value, label: t(`terms.recipientKeys.${value}`) }))} />
      <Choices label={t('fields.client-certificate')} support={t('effects.at-once')} chosen={[typed.clientCertificate]} onChange={([picked]) => set({ clientCertificate: picked === 'required' ? 'required' : 'none' })} choices={(['none', 'required'] as const).map((value) => ({ value, label: t(`terms.clientCertificate.${value}`) }))} />
      <Choices label={t('fields.renewal')} support={t('effects.at-once')} chosen={[typed.renewal]} onChange={([picked]) => set({ renewal: picked === 'none' ? 'none' : 'yearly' })} choices={(['yearly', 'none'] as const).map((value) => ({ value, label: t(`terms.renewal.${value}`) }))} />
      {SWITCHES.map(({ key, field, effect }) => <Choices key={key} label={t(`fields.${field}`)} support={t(`effects.${effect}`)} chosen={[typed[key] ? 'yes' : 'no']} onChange={([picked]) => set({ [key]: picked === 'yes' })} choices={[{ value: 'yes', label: t('values.yes') }, { value: 'no', label: t('values.no') }]} />)}
      {number('erasureDays', t('fields.erasure-days'), unit('values.days'), 'next-duty')}
      {number('mediumGap', t('fields.medium-gap'), unit('values.minutes'), 'next-notice')}
      {number('downloads', t('fields.downloads'), unit('terms.times'), 'next-collection')}
      {number('downloadReason', t('fields.download-reason'), unit('terms.times'), 'next-collection')}
      {number('inspections', t('fields.inspections'), unit('terms.times'), 'at-once')}
    </div>
  );
}
