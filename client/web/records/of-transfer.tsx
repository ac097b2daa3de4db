// The records about one transfer, and those that can be begun about it.
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Link } from '../ui/button.tsx';
import { Loaded, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { DueDay, RecordBadges } from './badges.tsx';
import { beginAddress } from './view.ts';
import { useSaid } from './words-of.ts';

export function RecordsOfTransfer({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const said = useSaid();
  const contractor = transfer.recipient.kind === 'contractor' ? transfer.recipient : transfer.sender;
  const loaded = useLoad(`${transfer.id} ${transfer.state}`, async () => {
    const [{ records }, kinds] = await Promise.all([api.call('searchRecords', { body: { transfer: transfer.id, limit: 50 } }), api.call('recordKinds', { id: transfer.engagement.id })]);
    return { records, kinds: kinds.filter((kind) => kind.about.transfer && kind.mayBegin) };
  });
  return (
    <Loaded of={loaded}>
      {({ records, kinds }) => (records.length + kinds.length === 0 || transfer.state === 'draft' ? null : (
        <Section title={t('records.ofTransfer')}>
          {records.length > 0 && (
            <Table caption={t('records.ofTransfer')} rows={records} keyOf={(record) => record.id} columns={[
              { head: t('list.state'), cell: (record) => <RecordBadges record={record} /> },
              { head: t('records.what'), names: true, cell: (record) => <span><Link to={`/records/${record.id}`}>{said(record.title)}</Link> <span className="whitespace-nowrap text-quiet">{record.label}</span>{record.gist !== null && <span className="block">{said(record.gist)}</span>}</span> },
              { head: t('todo.until'), cell: (record) => (record.dueOn === null || record.state === 'closed' ? t('todo.noDeadline') : <DueDay day={record.dueOn} />) },
              { head: t('records.last'), cell: (record) => <span>{said(record.last.title)} {record.last.by} <When at={record.changedAt} short /></span> },
            ]} />
          )}
          {kinds.length > 0 && <ul className="screen-only flex flex-wrap gap-x-6 gap-y-2">{kinds.map((kind) => <li key={kind.id}><Link to={beginAddress({ kind: kind.id, engagement: transfer.engagement.id, contractor: kind.about.contractor ? contractor.id : null, transfer: transfer.id })} kind="plain" label={t('records.beginNamed', { title: said(kind.title) })}>{said(kind.title)}{t('records.beginIt')}</Link></li>)}</ul>}
        </Section>
      ))}
    </Loaded>
  );
}
