// One plain field of a stage on its own: a line, a text, a day, a moment, yes or no, a count with its unit, one of several options.
import type { PlainFieldView } from '../../../../server/http/wire/records.ts';
import { useWords } from '../../app/language.ts';
import { Choices } from '../../ui/choice.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { useSaid } from '../words-of.ts';

/** So many options stand open, each as a button; more are chosen from a list. */
const OPEN_OPTIONS = 6;

interface PlainInputProps { readonly field: PlainFieldView; readonly id: string; readonly text: string; readonly onChange: (text: string) => void; readonly support: string | undefined; readonly error: string | undefined }

export function PlainInput({ field, id, text, onChange, support, error }: PlainInputProps) {
  const { t } = useWords();
  const said = useSaid();
  const shared = { id, label: said(field.label), required: !field.optional, error, ...(support === undefined ? {} : { support }) };
  const picked = { ...shared, error: error ?? null, chosen: text === '' ? [] : [text], onChange: ([first]: string[]) => onChange(first ?? '') };
  switch (field.kind) {
    case 'text': return <TextArea {...shared} value={text} onChange={onChange} rows={4} />;
    case 'day': return <DayField {...shared} value={text} onChange={onChange} />;
    case 'instant': return <MomentField {...shared} day={text.split('T')[0] ?? ''} time={text.split('T')[1] ?? ''} onChange={({ day, time }) => onChange(`${day}T${time}`)} />;
    case 'yes-no': return <Choices {...picked} inline choices={[{ value: 'yes', label: t('recordForm.yes') }, { value: 'no', label: t('recordForm.no') }]} />;
    case 'count': return <TextField {...shared} value={text} onChange={onChange} width="short" inputMode="numeric" autoComplete="off" {...(field.unit === null ? {} : { unit: said(field.unit) })} />;
    case 'choice': {
      const options = field.options.map((option) => ({ value: option.id, label: said(option.label) }));
      return options.length > OPEN_OPTIONS ? <Select {...shared} value={text} onChange={onChange} blank={t('recordForm.pick')} options={options} /> : <Choices {...picked} choices={options} />;
    }
    default: return <TextField {...shared} value={text} onChange={onChange} maxLength={200} autoComplete="off" />;
  }
}
