// 担当課: the units of the ward, with the telephone that stands on notices.
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Link } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { AddForm } from './add-form.tsx';

export default function Sections() {
  const { t } = useWords();
  const sections = useLoad('sections', () => api.call('sections', {}));
  return (
    <Page title={t('admin.sections')}>
      <Loaded of={sections}>{(rows) => (rows.length === 0 ? <p>{t('admin.noSections')}</p> : <Table caption={t('admin.sections')} rows={rows} keyOf={(row) => row.id} columns={[{ head: t('admin.sectionName'), names: true, cell: (row) => <Link to={`/admin/sections/${row.id}`}>{row.name}</Link> }, { head: t('admin.telephone'), cell: (row) => row.telephone }]} />)}</Loaded>
      <AddForm title={t('admin.addSection')} labels={[t('admin.sectionName'), t('admin.telephone')]} submit={t('admin.addSectionNow')} onAdd={async (name, telephone) => {
        await api.call('addSection', { body: { name, telephone } });
        sections.reload();
      }} />
    </Page>
  );
}
