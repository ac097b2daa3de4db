// The papers of a transfer: 確認書, receipt, wipe certificate. Each stands here only once it exists.
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { count } from '../../text/amounts.ts';
import { Link } from '../../ui/button.tsx';
import { Loaded, Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';

export function Papers({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const records = useLoad(`${transfer.id} ${transfer.changedAt} ${transfer.state}`, () => api.call('confirmationRecords', { id: transfer.id }));
  const hasReceipt = transfer.confirmation !== null;
  return (
    <Section title={t('papers.title')}>
      <div className="flex flex-wrap gap-4">
        {hasReceipt && <Link to={`/transfers/${transfer.id}/documents/receipt`} kind="outline">{t('papers.receipt')}</Link>}
        {transfer.wipe !== null && <Link to={`/transfers/${transfer.id}/documents/wipe-certificate`} kind="outline">{t('papers.wipeCertificate')}</Link>}
      </div>
      <Loaded of={records}>
        {(rows) => (rows.length === 0 ? <p className="text-quiet">{t('papers.none')}</p> : (
          <Table caption={t('papers.records')} rows={rows} keyOf={(row) => row.id} columns={[
            { head: t('papers.label'), names: true, cell: (row) => <span className="whitespace-nowrap">{row.label}</span> },
            { head: t('papers.kind'), cell: (row) => t(`papers.kinds.${row.kind}`) },
            { head: t('papers.at'), cell: (row) => <When at={row.at} short /> },
            { head: t('papers.handlers'), cell: (row) => listed([...row.ward, ...row.contractor]) },
            { head: t('papers.content'), cell: (row) => row.content },
            { head: t('papers.quantity'), right: true, cell: (row) => <span className="whitespace-nowrap">{t('unit.quantity', { n: count(row.quantity), unit: row.unit })}</span> },
            { head: t('papers.confirmed'), cell: (row) => (row.contractorConfirmed === null ? t('papers.notYet') : <span>{row.contractorConfirmed.by.name} <When at={row.contractorConfirmed.at} short /></span>) },
          ]} />
        ))}
      </Loaded>
    </Section>
  );
}
