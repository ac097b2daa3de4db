// 受託事業者: the firms, each with its own page.
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Link } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { Party } from '../ui/tile.tsx';
import { AddForm } from './add-form.tsx';

export default function Contractors() {
  const { t } = useWords();
  const contractors = useLoad('contractors', () => api.call('contractors', {}));
  return (
    <Page title={t('admin.contractors')}>
      <Loaded of={contractors}>
        {(rows) => (rows.length === 0 ? <p>{t('admin.noContractors')}</p> : (
          <Table caption={t('admin.contractors')} rows={rows} keyOf={(row) => row.id} columns={[
            { head: t('admin.contractorName'), names: true, cell: (row) => <Party party={row}><span className="block"><Link to={`/admin/contractors/${row.id}`} label={`${t('keeping.details')} ${row.name}`}>{t('keeping.details')}</Link></span></Party> }, { head: t('admin.address'), cell: (row) => row.address }, { head: t('admin.page'), cell: (row) => <code className="break-all">{row.pageAddress}</code> },
          ]} />
        ))}
      </Loaded>
      <AddForm title={t('admin.addContractor')} labels={[t('admin.contractorName'), t('admin.address')]} submit={t('admin.addContractorNow')} alike={async (name) => (await api.call('alikeContractors', { body: { name } })).map((one) => t('keeping.firmAt', { name: one.name, address: one.address }))} onAdd={async (name, address) => {
        await api.call('addContractor', { body: { name, address } });
        contractors.reload();
      }} />
    </Page>
  );
}
