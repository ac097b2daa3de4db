// The roster entries that wait for the section, on its home: one line per engagement and firm.
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Link } from '../ui/button.tsx';
import { Section } from '../ui/page.tsx';
import { Party } from '../ui/tile.tsx';
import { When } from '../ui/when.tsx';

export function WaitingRosters() {
  const { t } = useWords();
  const waiting = useLoad('waiting rosters', () => api.call('waitingRosters', {})).value ?? [];
  if (waiting.length === 0) return null;
  return (
    <Section title={t('roster.tasks', { count: waiting.reduce((sum, one) => sum + one.count, 0) })}>
      <ul className="grid gap-3">
        {waiting.map(({ engagement, contractor, count, since }) => (
          <li key={engagement.id + contractor.id} className="grid gap-3 rounded-12 border border-rule p-4 md:grid-cols-[minmax(0,1fr)_max-content] md:items-center">
            <div className="grid gap-1"><Party party={contractor} /><p>{engagement.title}</p><p className="text-quiet">{t('roster.since')} <When at={since} short /></p></div>
            <Link to={`/engagements/${engagement.id}/roster`} kind="outline" label={`${t('roster.taskAct')} ${t('roster.task', { contractor: contractor.name, count })}`}>{t('roster.taskAct')}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
