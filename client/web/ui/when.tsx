// Times in <time>, read in the reader's language; what remains stands only beside the date (UI 3.0).
import { useWords } from '../app/language.ts';
import { daysUntil, longInstant, shortDay, shortInstant } from '../text/dates.ts';

export function When({ at, short = false }: { readonly at: string; readonly short?: boolean }) {
  const { language } = useWords();
  return <time dateTime={at}>{short ? shortInstant(at, language) : longInstant(at, language)}</time>;
}

/** 「あと2日」, 「本日」, 「1日超過」. */
export function Remaining({ at }: { readonly at: string }) {
  const { t } = useWords();
  const days = daysUntil(at);
  const late = Date.parse(at) < Date.now();
  const words = late ? (days === 0 ? t('when.lateToday') : t('when.late', { count: -days })) : days === 0 ? t('when.today') : t('when.left', { count: days });
  return <span className={late ? 'rounded-4 bg-late-ground px-2 font-bold text-late' : days <= 2 ? 'font-bold text-mind' : 'text-quiet'}>{words}</span>;
}

/** `short` is the form for tables. */
export function Deadline({ at, short = false }: { readonly at: string; readonly short?: boolean }) {
  return <span className="inline-flex flex-wrap items-baseline gap-x-2"><When at={at} short={short} /><Remaining at={at} /></span>;
}

/** From a day until a day, or on. */
export function Period({ from, to }: { readonly from: string; readonly to?: string }) {
  const { language } = useWords();
  return <span><Day day={from} />{language === 'ja' ? '〜' : ' – '}{to !== undefined && <Day day={to} />}</span>;
}

/** A calendar day as the API gives it, `2026-07-09`. */
export function Day({ day }: { readonly day: string }) {
  const { language } = useWords();
  return <time dateTime={day}>{shortDay(`${day}T12:00:00+09:00`, language)}</time>;
}
