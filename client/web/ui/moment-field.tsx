// A day and a time of day in Japan, each in its own field, and both in words beneath (UI 3.0).
import { parseTime } from '@internationalized/date';
import type { ReactNode } from 'react';
import { DateInput, DateSegment, I18nProvider, Label, Text, TimeField } from 'react-aria-components';
import { useWords } from '../app/language.ts';
import { DayField, PART, PARTS, useDateLocale } from './day-field.tsx';
import { Mark } from './field.tsx';

interface MomentProps {
  readonly id: string; readonly label: string; readonly required?: boolean; readonly support?: ReactNode; readonly day: string; readonly time: string; readonly error?: string | null | undefined;
  readonly onChange: (moment: { day: string; time: string }) => void;
}

export function MomentField({ id, label, required = true, support, day, time, error, onChange }: MomentProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
      <DayField id={id} label={label} required={required} {...(support === undefined ? {} : { support })} error={error} value={day} onChange={(next) => onChange({ day: next, time })} />
      <ClockField required={required} value={time} onChange={(next) => onChange({ day, time: next })} />
    </div>
  );
}

const CLOCK = /^\d{2}:\d{2}$/;

/** `17:00`, or '' for none; always by 24 hours. */
function ClockField({ required, value, onChange }: { readonly required: boolean; readonly value: string; readonly onChange: (time: string) => void }) {
  const { t } = useWords();
  return (
    <I18nProvider locale={useDateLocale()}>
      <TimeField value={CLOCK.test(value) ? parseTime(value) : null} onChange={(next) => onChange(next === null ? '' : next.toString().slice(0, 5))} granularity="minute" hourCycle={24} shouldForceLeadingZeros isRequired={required}>
        <Label className="text-std-16B-170 text-heading">{t('dates.time')}<Mark required={required} /></Label>
        <DateInput className={`${PARTS} mt-2 pr-3`}>{(segment) => <DateSegment segment={segment} className={PART} />}</DateInput>
        {value === '' && required && <Text slot="description" elementType="p" className="mt-1 text-quiet">{t('dates.noTime')}</Text>}
      </TimeField>
    </I18nProvider>
  );
}
