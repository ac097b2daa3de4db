// What waits for a review now, oldest first.
import { useWords } from '../../app/language.ts';
import { shortDay } from '../../text/dates.ts';
import { Link } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { Period } from '../../ui/when.tsx';

interface Waiting { readonly week: string; readonly until: string; readonly fired: number }

export function WaitingWeeks({ weeks, count }: { readonly weeks: readonly Waiting[]; readonly count: number }) {
  const { t, language } = useWords();
  if (weeks.length === 0) return null;
  return (
    <Section title={t('reviews.queue')}>
      <ul className="grid border-t border-rule">
        {weeks.map(({ week, until, fired }) => (
          <li key={week} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-b border-rule py-3">
            <Link to={`/audit/reviews/${week}`} label={t('reviews.openOf', { from: shortDay(`${week}T12:00:00+09:00`, language) })}><Period from={week} to={until} /></Link>
            <span>{fired === 0 ? t('reviews.quiet') : t('reviews.firedShort', { count: fired })}</span>
          </li>
        ))}
      </ul>
      {count > weeks.length && <p className="text-quiet">{t('reviews.queueMore', { count: count - weeks.length })}</p>}
    </Section>
  );
}
