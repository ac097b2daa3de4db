// 委託業務 as the administrator keeps them.
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Badge } from '../ui/badge.tsx';
import { Link } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { Period } from '../ui/when.tsx';

export default function AdminEngagements() {
  const { t } = useWords();
  const engagements = useLoad('engagements', () => api.call('engagements', {}));
  return (
    <Page title={t('nav.engagements')} aside={<Link to="/admin/engagements/new" kind="filled">{t('admin.addEngagement')}</Link>}>
      <Loaded of={engagements}>
        {(rows) => (rows.length === 0 ? <p>{t('admin.noEngagements')}</p> : (
          <Table caption={t('nav.engagements')} rows={rows} keyOf={(row) => row.id} columns={[
            { head: t('engagement.title'), names: true, cell: (row) => <Link to={`/admin/engagements/${row.id}`}>{row.title}</Link> },
            { head: t('list.state'), cell: (row) => (row.open ? <Badge tone="good" icon="tick">{t('engagement.open')}</Badge> : <Badge tone="rest" icon="slash">{t('engagement.closed')}</Badge>) },
            { head: t('engagement.period'), cell: (row) => <Period from={row.from} to={row.to} /> },
            { head: t('engagement.sections'), cell: (row) => listed(row.sections.map((party) => party.name)) },
            { head: t('engagement.contractors'), cell: (row) => listed(row.contractors.map((party) => party.name)) },
            { head: t('engagement.roster'), right: true, cell: (row) => t('frame.person', { count: row.roster.filter((one) => one.removedAt === null).length }) },
          ]} />
        ))}
      </Loaded>
    </Page>
  );
}
