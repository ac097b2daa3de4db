// On the contractor's home: annexes that this person has still to acknowledge, and workflows for the manager, each with the way there.
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';

export function FirstThings() {
  const { t } = useWords();
  const waiting = useLoad('first-things', async () => {
    const asking = (await api.call('engagements', {})).filter(({ open, terms }) => open && (terms.annexBeforeCollect || terms.workflowBeforeCollect));
    const found = await Promise.all(asking.map(async ({ id, title, terms }) => ({ id, title, asks: terms.annexBeforeCollect, mine: (await api.call('engagementStanding', { id })).mine })));
    return found.filter(({ mine, asks }) => (mine.acknowledge && asks) || mine.workflow !== null);
  });
  if (waiting.problem !== null) return <ProblemBanner problem={waiting.problem} />;
  return (
    <>
      {(waiting.value ?? []).map(({ id, title, mine }) => (
        <Banner key={id} kind="mind" title={mine.acknowledge ? t('contract.ofEngagement', { title }) : t('contract.workflowWaits')}>
          <p>{t(mine.acknowledge ? 'contract.acknowledgeMore' : 'contract.workflowWaitsMore')}</p>
          <p className="mt-3 flex flex-wrap gap-4">
            {mine.acknowledge && <Link to={`/engagements/${id}/acknowledge`} kind="outline">{t('contract.acknowledgeOpen')}</Link>}
            {mine.workflow !== null && <Link to={`/records/${mine.workflow}`} kind="outline">{t('contract.workflowOpen')}</Link>}
          </p>
        </Banner>
      ))}
    </>
  );
}
