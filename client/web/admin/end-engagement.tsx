// Ending an engagement before its last day. It cannot be undone: the page says what it means for running transfers, then the review asks for the reason.
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { Banner } from '../ui/banner.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Change } from './change.tsx';

export default function EndEngagement({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, () => api.call('engagementDetail', { id }));
  return (
    <Page title={t('keeping.endTitle')}>
      <Loaded of={loaded}>{({ title, running, seen }) => (
        <>
          <h2 className="text-std-20B-150"><Foreign>{title}</Foreign></h2>
          <Change back={`/admin/engagements/${id}`} errors={{}} ask={(reason) => api.call('changeEngagement', { id, body: { changes: { terminated: true }, seen, reason } })}>
            {() => <Banner kind="mind" title={t('keeping.endRunning', { count: running })}><p>{t('keeping.endMore')}</p></Banner>}
          </Change>
        </>
      )}</Loaded>
    </Page>
  );
}
