// What is still missing, above the form, as links to the fields (UI 3.4, 7.6). Focused when it appears, so nobody presses in vain.
import { useWords } from '../app/language.ts';
import { Banner } from './banner.tsx';

export type Errors = Readonly<Record<string, string>>;

/** `errors` maps the id of a field to its message; `round` grows with each try. */
export function ErrorSummary({ errors, round }: { readonly errors: Errors; readonly round: number }) {
  const { t } = useWords();
  const rows = Object.entries(errors);
  if (round === 0 || rows.length === 0) return null;
  return (
    <Banner key={round} kind="stop" title={t('field.errors', { count: rows.length })} focus>
      <ul className="list-disc pl-6">
        {rows.map(([id, message]) => <li key={id}><a className="text-act underline underline-offset-3" href={`#${id}`} onClick={(event) => { event.preventDefault(); document.getElementById(id)?.focus(); }}>{message}</a></li>)}
      </ul>
    </Banner>
  );
}
