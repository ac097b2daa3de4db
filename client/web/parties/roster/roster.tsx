// The roster of an engagement: who waits for the section, who may act, what is missing, and everything that was changed (0-3, 1-15).
import { useState } from 'react';
import type { RosterPage } from '../../../../server/http/wire/rosters.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { Banner, headingOf } from '../../ui/banner.tsx';
import { Link } from '../../ui/button.tsx';
import { Loaded, Page } from '../../ui/page.tsx';
import { Firm } from './firm.tsx';

export default function Roster({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(`roster ${id}`, () => api.call('roster', { id }));
  const [done, setDone] = useState<string | null>(null);
  const taken = (page: RosterPage, words: string): void => {
    loaded.put(page);
    setDone(words);
  };
  const [title, rest] = headingOf(done ?? '');
  return (
    <Page title={t('roster.title')} aside={loaded.value !== null && <Link to={`/engagements/${id}`}>{loaded.value.engagement.title}</Link>}>
      {done !== null && <Banner kind="good" title={title} focus onClose={() => setDone(null)}>{rest === '' ? undefined : <p>{rest}</p>}</Banner>}
      <Loaded of={loaded}>{(page) => <>{page.firms.map((firm) => <Firm key={firm.party.id} page={page} firm={firm} onDone={taken} />)}</>}</Loaded>
    </Page>
  );
}
