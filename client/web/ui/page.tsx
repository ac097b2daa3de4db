// The body of every page: title (focused after navigation), what was just done, and the states loading, failed and ready (UI 3.0, 7.3).
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../app/language.ts';
import type { Load } from '../app/loading.ts';
import { usePlace } from '../app/place.ts';
import { longInstant } from '../text/dates.ts';
import { Banner, headingOf, ProblemBanner } from './banner.tsx';
import { Button } from './button.tsx';
import { Foreign } from './foreign.tsx';

let focusedVisit = 0;

interface PageProps { readonly title: string; readonly tab?: string; readonly after?: ReactNode; readonly aside?: ReactNode; readonly children: ReactNode }

/** `tab` names the page in the browser's tab where the title holds a name (a tab never shows one). */
export function Page({ title, tab = title, after, aside, children }: PageProps) {
  const place = usePlace();
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const [closed, setClosed] = useState(-1);
  useEffect(() => {
    document.title = t('frame.tab', { page: tab });
  }, [tab, t]);
  useEffect(() => {
    if (place.visit === focusedVisit) return;
    focusedVisit = place.visit;
    if (place.done === null) heading.current?.focus({ preventScroll: true });
  }, [place]);
  const [done, rest] = headingOf(place.done ?? '');
  return (
    <div className="mx-auto grid max-w-[80rem] gap-6 px-4 py-6 md:px-8">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 ref={heading} tabIndex={-1} className="flex flex-wrap items-center gap-x-4 gap-y-2 text-std-24B-150 md:text-std-28B-150"><span><Foreign>{title}</Foreign></span>{after}</h1>
        <Foreign>{aside}</Foreign>
      </div>
      {place.done !== null && closed !== place.visit && <div className="screen-only"><Banner kind="good" title={done} focus onClose={() => setClosed(place.visit)}>{rest === '' ? undefined : <p>{rest}</p>}</Banner></div>}
      {children}
    </div>
  );
}

/** Shows what was loaded; grey rows after 400 ms; a banner with a way on when it failed. What was loaded before stays, with the time it was read. */
export function Loaded<T>({ of, children }: { readonly of: Load<T>; readonly children: (value: T) => ReactNode }) {
  const { t, language } = useWords();
  return (
    <>
      {of.problem !== null && <div className="grid gap-4"><ProblemBanner problem={of.problem}>{of.value !== null && of.at !== null && <p>{t('frame.readAt', { time: longInstant(of.at, language) })}</p>}</ProblemBanner><div><Button onPress={of.reload}>{t('act.reload')}</Button></div></div>}
      {of.value !== null ? children(of.value) : of.loading && <Waiting />}
    </>
  );
}

export function Waiting() {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return shown ? (
    <div role="status" className="grid gap-3">
      <span className="text-quiet">{t('frame.loading')}</span>
      {[0, 1, 2, 3].map((row) => <span key={row} aria-hidden className="h-12 rounded-8 bg-panel" />)}
    </div>
  ) : null;
}

/** A part of a page under its own heading. */
export function Section({ title, children, aside }: { readonly title: string; readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <section className="grid content-start gap-4">
      <div className="flex flex-wrap items-center justify-between gap-4"><h2 className="text-std-20B-150"><Foreign>{title}</Foreign></h2>{aside}</div>
      {children}
    </section>
  );
}

export function Panel({ children }: { readonly children: ReactNode }) {
  return <div className="grid gap-4 rounded-12 border border-rule p-4 md:p-6">{children}</div>;
}

/** Terms and values; one column on a phone. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 md:grid-cols-[max-content_1fr]">
      {rows.map(([term, value]) => <div key={term} className="md:contents"><dt className="text-std-16B-170 text-heading">{term}</dt><dd className="min-w-0"><Foreign>{value}</Foreign></dd></div>)}
    </dl>
  );
}

/** The row of buttons that ends a form: back on the left, the filled one last; on a phone below one another. */
export function Acts({ children }: { readonly children: ReactNode }) {
  return <div className="screen-only flex flex-col-reverse flex-wrap items-stretch gap-4 sm:flex-row sm:items-center">{children}</div>;
}
