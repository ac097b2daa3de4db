// 期限 and 書類 are two sides of one place in the navigation.
import { usePlace } from '../app/place.ts';
import { useWords } from '../app/language.ts';
import { Link } from '../ui/button.tsx';
import { useRoot } from './words-of.ts';

export function RecordTabs() {
  const { t } = useWords();
  const { path } = usePlace();
  const root = useRoot();
  return (
    <nav aria-label={t('records.tabs.label')} className="flex flex-wrap gap-x-8 border-b border-rule">
      {(['duties', 'records', 'registers'] as const).map((tab) => {
        const current = path === `${root}/${tab}`;
        return <span key={tab} className={`border-b-4 pb-1 ${current ? 'border-act font-bold' : 'border-transparent'}`}><Link to={`${root}/${tab}`} current={current}>{tab === 'registers' ? t('registers.tab') : t(`records.tabs.${tab}`)}</Link></span>;
      })}
    </nav>
  );
}
