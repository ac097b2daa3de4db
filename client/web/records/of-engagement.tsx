// The records of an engagement: its kinds by group with how many there are, and 「始める」 where the reader may begin one.
import type { RecordKindView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Link } from '../ui/button.tsx';
import { Loaded, Section } from '../ui/page.tsx';
import { beginAddress, GROUPS } from './view.ts';
import { useSaid } from './words-of.ts';

export function RecordsOfEngagement({ engagementId }: { readonly engagementId: string }) {
  const { t } = useWords();
  const kinds = useLoad(`kinds ${engagementId}`, () => api.call('recordKinds', { id: engagementId }));
  return (
    <Section title={t('records.title')} aside={<Link to={`/records?engagement=${engagementId}`}>{t('records.allOfEngagement')}</Link>}>
      <Loaded of={kinds}>
        {(all) => (
          <div className="gap-12 lg:columns-2">
            {GROUPS.map((group) => ({ group, of: all.filter((kind) => kind.group === group && (kind.mayBegin || kind.count > 0)) })).filter(({ of }) => of.length > 0).map(({ group, of }) => (
              <div key={group} className="mb-6 grid break-inside-avoid content-start gap-2">
                <h3 className="text-std-18B-160">{t(`records.groups.${group}`)}</h3>
                <ul className="grid border-t border-rule">{of.map((kind) => <Kind key={kind.id} kind={kind} engagementId={engagementId} />)}</ul>
              </div>
            ))}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Kind({ kind, engagementId }: { readonly kind: RecordKindView; readonly engagementId: string }) {
  const { t } = useWords();
  const said = useSaid();
  const title = said(kind.title);
  const figures = t(kind.open > 0 ? 'records.countOpen' : 'records.count', { count: kind.count, open: kind.open });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-rule py-2">
      <span className="min-w-0">{title} <span className="whitespace-nowrap">{kind.count > 0 && <Link to={`/records?engagement=${engagementId}&kind=${kind.id}`} label={`${figures} ${title}`}>{figures}</Link>}</span></span>
      {kind.mayBegin && <span className="screen-only"><Link to={beginAddress({ kind: kind.id, engagement: engagementId })} kind="plain" label={t('records.beginNamed', { title })}>{t('records.begin')}</Link></span>}
    </li>
  );
}
