// Ticks and choices. Each label is complete in itself: a screen reader in Chrome skips the description of a group (UI 3.8).
import { useId, type ReactNode } from 'react';
import { FieldError, Mark } from './field.tsx';
import { Foreign } from './foreign.tsx';

const DOT = 'mt-0.5 size-6 shrink-0 accent-(--act) cursor-pointer';
const LINE = 'flex min-h-11 cursor-pointer items-start gap-3 rounded-8 px-2 py-2 hover:bg-hover';

interface TickProps { readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly children: ReactNode; readonly error?: string | null; readonly id?: string }

export function Tick({ checked, onChange, children, error = null, id }: TickProps) {
  const own = useId();
  return (
    <div>
      <label className={`${LINE} w-fit`}>
        <input id={id} type="checkbox" className={DOT} checked={checked} onChange={(event) => onChange(event.target.checked)} aria-invalid={error === null ? undefined : true} aria-describedby={error === null ? undefined : `${own}-error`} />
        <span><Foreign>{children}</Foreign></span>
      </label>
      <FieldError id={`${own}-error`}>{error}</FieldError>
    </div>
  );
}

export interface Choice { readonly value: string; readonly label: ReactNode; readonly more?: ReactNode; /** Why it cannot be chosen; the choice stays readable. */ readonly closed?: string | undefined }
interface ChoicesProps {
  readonly id?: string;
  readonly label: string; readonly support?: string; /** Null: one is always chosen, so there is nothing to require. */ readonly required?: boolean | null; readonly error?: string | null;
  readonly choices: readonly Choice[]; readonly chosen: readonly string[]; readonly onChange: (chosen: string[]) => void; readonly several?: boolean; /** Few and short: beside each other. */ readonly inline?: boolean;
}

/** A group of radio buttons, or of ticks when several may be chosen. */
export function Choices({ id: given, label, support, required = true, error = null, choices, chosen, onChange, several = false, inline = false }: ChoicesProps) {
  const own = useId();
  const id = given ?? own;
  const pick = (value: string, on: boolean): void => onChange(several ? [...chosen.filter((one) => one !== value), ...(on ? [value] : [])] : [value]);
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend className="text-std-16B-170 text-heading">{label}{required !== null && <Mark required={required} />}</legend>
      {support !== undefined && <p className="text-quiet">{support}</p>}
      <div className={`mt-2 ${inline ? 'flex flex-wrap gap-x-6' : 'grid gap-1'}`}>
        {choices.map((choice) => (choice.closed === undefined ? (
          <label key={choice.value} className={LINE}>
            <input type={several ? 'checkbox' : 'radio'} name={id} className={DOT} checked={chosen.includes(choice.value)} onChange={(event) => pick(choice.value, event.target.checked)} aria-invalid={error === null ? undefined : true} />
            <span className="min-w-0 grow"><Foreign>{choice.label}</Foreign>{choice.more}</span>
          </label>
        ) : <div key={choice.value} className="flex min-h-11 items-start gap-3 px-2 py-2 pl-11"><span>{choice.label}<span className="block text-quiet">{choice.closed}</span></span></div>))}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}
