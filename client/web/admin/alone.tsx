// What a municipality with one administrator is told: nobody could approve a second one, so whoever runs the machine makes it.
import { useWords } from '../app/language.ts';
import { Banner } from '../ui/banner.tsx';

export function Alone() {
  const { t } = useWords();
  return (
    <Banner kind="mind" title={t('requests.alone')}>
      <p>{t('requests.aloneMore')}</p>
      <p><code className="break-words">{t('requests.aloneCommand')}</code></p>
    </Banner>
  );
}
