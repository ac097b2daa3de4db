// A day, typed part by part or chosen in a calendar: in Japanese with the year of the era (和暦), in English by the Gregorian calendar.
// Under it the day stands in words, so that nobody mistakes a figure. Values are `2026-07-09`, or '' for none (UI 3.0, 7.1, 7.9).
import { GregorianCalendar, parseDate, toCalendar } from '@internationalized/date';
import type { ComponentProps, ReactNode } from 'react';
import { Button, DateInput, DatePicker, DateSegment, Group, I18nProvider, Label, Text } from 'react-aria-components';
import { useWords } from '../app/language.ts';
import { longDay } from '../text/dates.ts';
import { DayCalendar } from './day-calendar.tsx';
import { Mark } from './field.tsx';
import { Foreign } from './foreign.tsx';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** The box around the parts of a date or a time. */
export const PARTS = 'flex min-h-12 w-fit max-w-full flex-wrap items-center rounded-8 border border-edge bg-page pl-3 text-std-16N-170 text-ink hover:border-ink data-[focus-within]:border-ink data-[invalid]:border-2 data-[invalid]:border-fault';
/** One part: as high as a finger is wide, marked when it has the focus. */
export const PART = 'min-h-11 rounded-4 px-1 py-2 tabular-nums caret-transparent data-[type=literal]:px-0 data-[placeholder]:text-quiet data-[focused]:bg-act data-[focused]:text-on-act data-[focused]:outline-none';
const ERAS = ['M', 'T', 'S', 'H', 'R'] as const;
const AFTER = ['year', 'month', 'day'] as const;

interface DayProps {
  readonly id?: string | undefined;
  readonly label: string;
  readonly required?: boolean;
  readonly support?: ReactNode;
  readonly error?: string | null | undefined;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** The locale by which dates are typed: the era in Japanese. */
export function useDateLocale(): string {
  return useWords().language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB';
}

/** A wrapper with the field's id: whoever focuses it (a summary of errors) lands in the first part. */
export function FocusTarget({ id, children }: { readonly id?: string | undefined; readonly children: ReactNode }) {
  return <div id={id} tabIndex={id === undefined ? undefined : -1} className="max-w-full min-w-0" onFocus={(event) => { if (event.target === event.currentTarget) event.currentTarget.querySelector<HTMLElement>('[role=spinbutton]')?.focus(); }}>{children}</div>;
}

export function DayField({ id, label, required = true, support, error, value, onChange }: DayProps) {
  const { t, language } = useWords();
  const known = DAY.test(value);
  return (
    <I18nProvider locale={useDateLocale()}>
      <FocusTarget id={id}>
        <DatePicker value={known ? parseDate(value) : null} onChange={(next) => onChange(next === null ? '' : toCalendar(next, new GregorianCalendar()).toString())} granularity="day" shouldForceLeadingZeros={false} isRequired={required} isInvalid={Boolean(error)} validationBehavior="aria">
          <Label className="text-std-16B-170 text-heading">{label}<Mark required={required} /></Label>
          {support !== undefined && <div className="text-quiet"><Foreign>{support}</Foreign></div>}
          <Group className={`${PARTS} mt-2`}>
            <DateInput className="flex flex-wrap items-center">{(segment) => <Part segment={segment} />}</DateInput>
            <Button aria-label={t('dates.calendar')} className="mx-0.5 grid size-11 shrink-0 cursor-pointer place-items-center rounded-8 text-act hover:bg-hover">
              <svg aria-hidden viewBox="0 0 24 24" className="size-6 fill-current"><path fillRule="evenodd" d="M7 2h2v2h6V2h2v2h4v17H3V4h4zm-2 7v10h14V9zm2 2h3v3H7zm5 0h3v3h-3z" /></svg>
            </Button>
          </Group>
          <Text slot="description" elementType="p" className="mt-1 text-quiet">{known ? longDay(`${value}T12:00:00+09:00`, language) : t(required ? 'dates.noDay' : 'dates.noDayChosen')}</Text>
          {error && <Text slot="errorMessage" elementType="p" className="mt-2 text-fault">＊{error}</Text>}
          <DayCalendar />
        </DatePicker>
      </FocusTarget>
    </I18nProvider>
  );
}

/** In Japanese 年, 月 and 日 stand after their figures (without a figure, they are what stands there themselves) and the era is written out; elsewhere the locale's own marks stand between. */
function Part({ segment }: { readonly segment: ComponentProps<typeof DateSegment>['segment'] }) {
  const { t, language } = useWords();
  if (language !== 'ja') return <DateSegment segment={segment} className={PART} />;
  if (segment.type === 'literal') return <></>;
  const after = AFTER.find((type) => type === segment.type);
  return (
    <>
      <DateSegment segment={segment} className={PART}>{({ text }) => { const era = ERAS.find((letter) => letter === text); return era === undefined ? text : t(`dates.era.${era}`); }}</DateSegment>
      {after !== undefined && !segment.isPlaceholder && <span aria-hidden>{t(`dates.after.${after}`)}</span>}
    </>
  );
}
