// A filter of a list: a button that opens its choices below it; once it narrows, it names what it narrows to and has its own way out (UI 3.3).
import { useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../app/language.ts';
import { Foreign } from './foreign.tsx';
import { Icon } from './icon.tsx';

export interface FilterOption { readonly code: string; readonly word: string; readonly count?: number | undefined }
interface FilterChipProps {
  readonly name: string; readonly options: readonly FilterOption[]; readonly chosen: readonly string[];
  readonly onChange: (codes: string[]) => void; readonly several?: boolean;
  /** Beside a button that must be pressed afterwards: on a phone the choices push it down instead of lying over it. */
  readonly beforeButton?: boolean;
}

const CHIP = 'inline-flex min-h-11 cursor-pointer items-center gap-2 border px-4 py-1 text-left hover:bg-hover hover:underline underline-offset-3';

/** A choice takes effect at once; Esc and a press elsewhere close the choices. */
export function FilterChip({ name, options, chosen, onChange, several = false, beforeButton = false }: FilterChipProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useClosing(box, open, () => setOpen(false), opener);
  const named = options.filter(({ code }) => chosen.includes(code)).map(({ word }) => word);
  const narrows = named.length > 0;
  const pick = (code: string, on: boolean): void => onChange(several ? [...chosen.filter((one) => one !== code), ...(on ? [code] : [])] : [code]);
  return (
    <div ref={box} className="relative max-w-full">
      <div className="flex max-w-full">
        <button ref={opener} type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} className={`${CHIP} min-w-0 ${narrows ? 'rounded-l-full border-act bg-chosen text-ink' : 'rounded-full border-edge bg-page'}`}>
          <span className="min-w-0"><Foreign>{narrows ? t('filter.narrowed', { name, words: named.join(t('filter.or')) }) : name}</Foreign></span><span aria-hidden>▾</span>
        </button>
        {narrows && <button type="button" aria-label={t('filter.remove', { name })} onClick={() => { onChange([]); opener.current?.focus(); }} className={`${CHIP} rounded-r-full border-l-0 border-act bg-chosen px-3`}><Icon name="cross" small /></button>}
      </div>
      <fieldset id={id} hidden={!open} className={`${open ? 'grid' : ''} ${beforeButton ? 'md:absolute max-md:max-w-full' : 'absolute'} z-20 mt-1 max-h-96 w-max max-w-[min(30rem,calc(100vw-2rem))] gap-1 overflow-y-auto rounded-8 border border-edge bg-page p-2 shadow-2`}>
        <legend className="sr-only">{name}</legend>
        {options.map(({ code, word, count }) => (
          <label key={code} className="flex min-h-11 cursor-pointer items-start gap-3 rounded-8 px-2 py-2 hover:bg-hover">
            <input type={several ? 'checkbox' : 'radio'} name={id} className="mt-0.5 size-6 shrink-0 cursor-pointer accent-(--act)" checked={chosen.includes(code)} onChange={(event) => pick(code, event.target.checked)} />
            <span className="min-w-0 grow"><Foreign>{word}</Foreign></span>{count !== undefined && <span className="text-quiet">{t('todo.count', { count })}</span>}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** A filter that is only on or off. */
export function ToggleChip({ on, onChange, children }: { readonly on: boolean; readonly onChange: (on: boolean) => void; readonly children: string }) {
  return <button type="button" aria-pressed={on} onClick={() => onChange(!on)} className={`${CHIP} rounded-full ${on ? 'border-act bg-chosen font-bold text-ink' : 'border-edge bg-page'}`}>{on && <Icon name="tick" small />}{children}</button>;
}

function useClosing(box: React.RefObject<HTMLElement | null>, open: boolean, close: () => void, opener: React.RefObject<HTMLElement | null>): void {
  const closing = useRef(close);
  useEffect(() => {
    closing.current = close;
  });
  useEffect(() => {
    if (!open) return;
    const away = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) closing.current();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      closing.current();
      opener.current?.focus();
    };
    addEventListener('pointerdown', away);
    addEventListener('focusin', away);
    addEventListener('keydown', escape);
    return () => {
      removeEventListener('pointerdown', away);
      removeEventListener('focusin', away);
      removeEventListener('keydown', escape);
    };
  }, [open, box, opener]);
}
