// The conditions of an engagement that can be changed, as fields; under each, from when a change counts.
import type { TakesEffect } from '../../../server/http/wire/administration.ts';
import { useWords } from '../app/language.ts';
import { Choices } from '../ui/choice.tsx';
import type { Errors } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import type { NumberField, Typed } from './engagement-form.ts';

interface FieldsProps { readonly typed: Typed; readonly set: (next: Partial<Typed>) => void; readonly errors: Errors }

export function ConditionFields({ typed, set, errors }: FieldsProps) {
  const { t } = useWords();
  const number = (id: NumberField, label: string, unit: string, effect: TakesEffect) => (
    <TextField id={id} label={label} support={t(`effects.${effect}`)} value={typed[id]} onChange={(value) => set({ [id]: value })} error={errors[id]} width="short" inputMode="numeric" autoComplete="off" unit={unit} />
  );
  const yesNo = (id: 'out' | 'back' | 'another' | 'call', label: string, effect: TakesEffect) => (
    <Choices id={id} label={label} support={t(`effects.${effect}`)} chosen={[typed[id] ? 'yes' : 'no']} onChange={([value]) => set({ [id]: value === 'yes' })} choices={[{ value: 'yes', label: t('values.yes') }, { value: 'no', label: t('values.no') }]} />
  );
  const bare = (text: string): string => text.trim();
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <Choices id="locks" label={t('fields.locks')} support={t('effects.new-transfers')} chosen={[typed.locks]} onChange={([value]) => set({ locks: value === 'password' ? 'password' : 'both' })} choices={[{ value: 'both', label: t('values.both') }, { value: 'password', label: t('values.password') }]} />
      {yesNo('out', t('fields.approval-out'), 'next-deposit')}
      {yesNo('back', t('fields.approval-back'), 'next-deposit')}
      {yesNo('another', t('fields.notice-by-another'), 'next-notice')}
      {yesNo('call', t('fields.call'), 'next-notice')}
      {number('gap', t('fields.gap'), bare(t('values.minutes', { n: '' })), 'next-notice')}
      {number('collect', t('fields.collect-days'), bare(t('values.days', { n: '' })), 'new-transfers')}
      {number('wipe', t('fields.wipe-hours'), bare(t('values.hours', { n: '' })), 'next-confirmation')}
      {number('size', t('fields.max-file-bytes'), t('keeping.megabytes'), 'next-file')}
      {number('files', t('fields.max-files'), bare(t('unit.files', { count: 2 }).replace('2', '')), 'next-file')}
      <Choices id="unscannable" label={t('fields.unscannable')} support={t('effects.next-file')} chosen={[typed.unscannable]} onChange={([value]) => set({ unscannable: value === 'exception' ? 'exception' : 'refuse' })} choices={[{ value: 'refuse', label: t('values.refuse') }, { value: 'exception', label: t('values.exception') }]} />
    </div>
  );
}
