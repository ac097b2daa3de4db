// What is owed later than the home shows: one line, and the way to the calendar.
import { useWords } from '../../app/language.ts';
import { Link } from '../../ui/button.tsx';

export function LaterDuties({ count }: { readonly count: number }) {
  const { t } = useWords();
  return <p>{t('duties.later', { count })}　<Link to="/duties?mine=1">{t('duties.more')}</Link></p>;
}
