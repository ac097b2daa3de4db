// One section or one contractor: what is kept and what was changed. A contractor's page address stands whole, to be handed out.
import { useState } from 'react';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Acts, Facts, Loaded, Page } from '../ui/page.tsx';
import { History } from './history.tsx';
import { Terminals } from './terminals.tsx';

export function SectionPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => (await api.call('sections', {})).filter((one) => one.id === id));
  return (
    <Page title={loaded.value?.[0]?.name ?? t('admin.sections')} tab={t('admin.sections')}>
      <Loaded of={loaded}>{([section]) => (section === undefined ? <p>{t('frame.notFoundMore')}</p> : (
        <>
          <Facts rows={[[t('admin.telephone'), section.telephone], [t('fields.networks'), listed(section.networks) || t('admin.networksOpen')]]} />
          <Acts><Link to="/admin/sections" kind="outline">{t('act.back')}</Link><Link to={`/admin/sections/${id}/change`} kind="filled">{t('changing.change')}</Link></Acts>
          <History kind="section" id={id} />
        </>
      ))}</Loaded>
    </Page>
  );
}

export function ContractorPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const [changes, setChanges] = useState(0);
  const loaded = useLoad(id, async () => (await api.call('contractors', {})).filter((one) => one.id === id));
  return (
    <Page title={loaded.value?.[0]?.name ?? t('admin.contractors')} tab={t('admin.contractors')}>
      <Loaded of={loaded}>{([firm]) => (firm === undefined ? <p>{t('frame.notFoundMore')}</p> : (
        <>
          <Facts rows={[[t('admin.address'), firm.address], [t('admin.page'), <code key="p" className="break-all">{firm.pageAddress}</code>], [t('fields.networks'), listed(firm.networks) || t('admin.networksOpen')],
            [t('fields.client-certificates'), firm.clientCertificates.length === 0 ? t('admin.certificatesNone') : <ul key="c">{firm.clientCertificates.map((one) => <li key={one}><code className="break-all">{one}</code></li>)}</ul>]]} />
          <Acts><Link to="/admin/contractors" kind="outline">{t('act.back')}</Link><CopyAddress address={firm.pageAddress} /><Link to={`/admin/contractors/${id}/change`} kind="filled">{t('changing.change')}</Link></Acts>
          <Terminals contractorId={id} onChanged={() => setChanges(changes + 1)} />
          <History key={changes} kind="contractor" id={id} />
        </>
      ))}</Loaded>
    </Page>
  );
}

function CopyAddress({ address }: { readonly address: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  return <Button onPress={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}><span role="status">{t(copied ? 'keeping.pageCopied' : 'keeping.copyPage')}</span></Button>;
}
