// Fields: bold label with ※必須 or ※任意 in words, support text above, the field, the error below beginning with ＊ (UI 3.0, 7.6). No placeholders.
import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { useWords } from '../app/language.ts';
import { Foreign } from './foreign.tsx';

interface Framed {
  /** Given where a summary of errors links to it. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly required?: boolean;
  readonly support?: ReactNode;
  readonly error?: string | null | undefined;
}

export const BOX = 'min-h-12 rounded-8 border border-edge bg-page px-4 py-2 text-std-16N-170 text-ink hover:border-ink aria-invalid:border-2 aria-invalid:border-fault';

export function Mark({ required }: { readonly required: boolean }) {
  const { t } = useWords();
  return <span className={`ml-2 text-dns-14N-130 ${required ? 'text-fault' : 'text-quiet'}`}>{t(required ? 'field.required' : 'field.optional')}</span>;
}

export function FieldError({ id, children }: { readonly id: string; readonly children: string | null | undefined }) {
  return children === null || children === undefined ? null : <p id={id} className="mt-2 text-fault">＊{children}</p>;
}

/** Label, support and error around one control; the control gets the ids that tie them together. */
export function Field({ id: given, label, required = true, support, error, children }: Framed & { readonly children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode }) {
  const own = useId();
  const id = given ?? own;
  const described = [support === undefined ? '' : `${id}-support`, error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="max-w-full min-w-0">
      <label htmlFor={id} className="text-std-16B-170 text-heading">{label}<Mark required={required} /></label>
      {support !== undefined && <p id={`${id}-support`} className="text-quiet"><Foreign>{support}</Foreign></p>}
      <div className="mt-2">{children({ id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': error ? true : undefined })}</div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

interface TextProps extends Framed, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'required' | 'className' | 'id'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly width?: 'full' | 'short' | 'middle';
  readonly unit?: string;
}
const WIDTH = { full: 'w-full max-w-[40rem]', middle: 'w-full max-w-[20rem]', short: 'w-full max-w-[11rem]' };

export function TextField({ id, label, required = true, support, error, value, onChange, width = 'full', unit, ...rest }: TextProps) {
  return (
    <Field id={id} label={label} required={required} support={support} error={error}>
      {(ids) => (
        <span className="flex items-center gap-2">
          <input {...rest} {...ids} aria-required={required} value={value} onChange={(event) => onChange(event.target.value)} className={`${BOX} ${WIDTH[width]}`} />
          {unit !== undefined && <span><Foreign>{unit}</Foreign></span>}
        </span>
      )}
    </Field>
  );
}

export function TextArea({ id, label, required = true, support, error, value, onChange, rows = 3 }: Framed & { readonly value: string; readonly onChange: (value: string) => void; readonly rows?: number }) {
  return (
    <Field id={id} label={label} required={required} support={support} error={error}>
      {(ids) => <textarea {...ids} lang={JAPANESE.test(value) ? 'ja' : undefined} aria-required={required} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} className={`${BOX} w-full max-w-[40rem] resize-y`} />}
    </Field>
  );
}

const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/u;
export interface Option { readonly value: string; readonly label: string }

export function Select({ id, label, required = true, support, error, value, onChange, options, blank }: Framed & { readonly value: string; readonly onChange: (value: string) => void; readonly options: readonly Option[]; readonly blank?: string }) {
  return (
    <Field id={id} label={label} required={required} support={support} error={error}>
      {(ids) => (
        <select {...ids} aria-required={required} value={value} onChange={(event) => onChange(event.target.value)} className={`${BOX} max-w-full pr-8`}>
          {blank !== undefined && <option value="">{blank}</option>}
          {options.map((option) => <option key={option.value} value={option.value} lang={JAPANESE.test(option.label) ? 'ja' : undefined}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}
