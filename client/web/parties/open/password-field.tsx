// The file password: one field that groups what is typed or pasted, wide or high enough that all seven groups are seen. Where a slip can be placed,
// its group is marked for retyping.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { BOX, Field } from '../../ui/field.tsx';

const SEPARATORS = /[\s\p{P}\p{Z}\p{Cf}ー]/gu;
const GROUP_WITH_SPACE = 5;

/** Groups of four while typing at the end; editing in the middle is left alone, so the cursor never jumps. */
export function grouped(typed: string): string {
  const symbols = Array.from(typed.normalize('NFKC').toUpperCase().replace(SEPARATORS, ''));
  return symbols.reduce((text, symbol, i) => text + (i > 0 && i % 4 === 0 ? ' ' : '') + symbol, '');
}

/** How many symbols stand there, without what separates them. */
export function symbolCount(typed: string): number {
  return Array.from(typed.normalize('NFKC').replace(SEPARATORS, '')).length;
}

interface PasswordFieldProps {
  readonly typed: string; readonly onChange: (typed: string) => void; readonly onEnter: () => void; readonly error: string | null;
  /** The group to be retyped, from 1; grows a new object with each try, so that a second slip marks it again. */
  readonly slip: { readonly group: number } | null;
}

export function FilePasswordField({ typed, onChange, onEnter, error, slip }: PasswordFieldProps) {
  const { t } = useWords();
  const [shown, show] = useState(true);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (slip === null) return;
    const from = (slip.group - 1) * GROUP_WITH_SPACE;
    box.current?.focus();
    box.current?.setSelectionRange(from, from + GROUP_WITH_SPACE - 1);
  }, [slip]);
  const enter = (event: KeyboardEvent): void => {
    // Enter that only ends a conversion of an input method is none.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <Field id="password" label={t('open.password')} support={t('open.passwordMore')} error={error}>
      {(ids) => (
        <span className="flex flex-wrap items-start gap-2">
          <textarea {...ids} ref={box} rows={1} aria-required autoComplete="off" autoCapitalize="characters" spellCheck={false} translate="no" value={typed} onKeyDown={enter}
            onChange={(event) => onChange(event.target.selectionStart === event.target.value.length || event.target.value.length - typed.length > 1 ? grouped(event.target.value) : event.target.value)}
            className={`${BOX} h-23 w-full max-w-[30rem] resize-none font-mono text-[1.25rem] leading-[1.8] sm:h-14 max-sm:px-3 ${shown ? '' : '[-webkit-text-security:disc]'}`} />
          <Button kind="plain" aria-pressed={!shown} onPress={() => show(!shown)}>{shown ? t('signIn.hide') : t('signIn.show')}</Button>
        </span>
      )}
    </Field>
  );
}
