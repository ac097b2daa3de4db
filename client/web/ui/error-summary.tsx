// What is still missing, above the form, as links to the fields (UI 3.4, 7.6). Focused when it appears, so nobody presses in vain; never while
// somebody mends a field and the list grows shorter.
import { useEffect, useRef } from 'react';
import { useWords } from '../app/language.ts';
import { Banner } from './banner.tsx';

export type Errors = Readonly<Record<string, string>>;

/** `errors` maps the id of a field to its message; `round` grows with each try. */
export function ErrorSummary({ errors, round }: { readonly errors: Errors; readonly round: number }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const told = useRef(0);
  const rows = Object.entries(errors);
  useEffect(() => {
    if (round <= told.current) return;
    told.current = round;
    box.current?.focus();
  }, [round]);
  if (round === 0 || rows.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1}>
      <Banner kind="stop" title={t('field.errors', { count: rows.length })}>
        <ul className="list-disc pl-6">
          {rows.map(([id, message]) => <li key={id}><a className="text-act underline underline-offset-3" href={`#${id}`} onClick={(event) => { event.preventDefault(); document.getElementById(id)?.focus(); }}>{message}</a></li>)}
        </ul>
      </Banner>
    </div>
  );
}
