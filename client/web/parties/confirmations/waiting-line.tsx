// One line on a home: how many 確認書 wait for the reader. Nothing while none do.
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { Link } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';

export function WaitingConfirmations() {
  const { t } = useWords();
  const { session } = useHere();
  const loaded = useLoad('open-confirmations', () => api.call('openConfirmations', {}));
  const waiting = loaded.value?.length ?? 0;
  if (waiting === 0) return null;
  return (
    <Section title={t('confirmations.todo')}>
      <p>{t(session.contractor === null ? 'confirmations.todoWard' : 'confirmations.todoMore', { count: waiting })} <Link to="/confirmations">{t('confirmations.title')}</Link></p>
    </Section>
  );
}
