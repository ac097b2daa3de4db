// A day and a time of day, with what they mean in words above: the browser's own fields differ by its settings, 和暦 in words does not (UI 3.0).
import { useWords } from '../app/language.ts';
import { instantInJapan, longInstant } from '../text/dates.ts';
import { BOX, Field, FieldError } from './field.tsx';
import { useId } from 'react';

interface MomentProps {
  readonly id: string; readonly label: string; readonly day: string; readonly time: string; readonly error?: string | null | undefined;
  readonly onChange: (moment: { day: string; time: string }) => void;
}

export function MomentField({ id, label, day, time, error, onChange }: MomentProps) {
  const { t, language } = useWords();
  const said = useId();
  const at = instantInJapan(day, time);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-4">
        <Field id={id} label={label}>{(ids) => <input {...ids} type="date" aria-required aria-invalid={error ? true : undefined} aria-describedby={`${said} ${said}-error`} className={BOX} value={day} onChange={(event) => onChange({ day: event.target.value, time })} />}</Field>
        <Field label={t('contents.time')}>{(ids) => <input {...ids} type="time" aria-required aria-describedby={said} className={BOX} value={time} onChange={(event) => onChange({ day, time: event.target.value })} />}</Field>
      </div>
      <p id={said} className="text-quiet">{at === null ? t('contents.untilMore') : longInstant(at, language)}</p>
      <FieldError id={`${said}-error`}>{error}</FieldError>
    </div>
  );
}
