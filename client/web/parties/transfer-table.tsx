// The columns of a list of transfers: state, number and name, the other party, quantity, deadline, who made it (UI 3.3).
import type { TransferSummary } from '../../../server/http/wire/transfers.ts';
import { useWords } from '../app/language.ts';
import { count } from '../text/amounts.ts';
import { StateBadges } from '../ui/badge.tsx';
import { Link } from '../ui/button.tsx';
import { Table, type Column } from '../ui/table.tsx';
import { Party } from '../ui/tile.tsx';
import { Remaining, When } from '../ui/when.tsx';

/** The codes of `sort` are those of the search. */
export function useTransferColumns(): readonly Column<TransferSummary>[] {
  const { t, language } = useWords();
  const formOf = (transfer: TransferSummary): string => (language === 'ja' ? transfer.form.name : transfer.form.nameEn);
  return [
    { head: t('list.state'), width: 'w-[19%]', cell: (transfer) => <StateBadges transfer={transfer} /> },
    { head: t('list.number'), width: 'w-[20%]', sort: 'number', names: true, cell: (transfer) => <span className="grid"><Link to={`/transfers/${transfer.id}`}>{transfer.number}</Link><span className="text-quiet">{transfer.title ?? formOf(transfer)}</span></span> },
    { head: t('list.parties'), width: 'w-[24%]', cell: (transfer) => <span className="grid gap-1"><Party party={transfer.recipient} /><span className="text-dns-14N-130 text-quiet">{t('list.from', { sender: transfer.sender.name })}</span></span> },
    { head: t('list.quantity'), width: 'w-[10%]', sort: 'quantity', right: true, cell: (transfer) => <span className="grid"><span>{t('unit.quantity', { n: count(transfer.quantity), unit: transfer.form.unit })}</span><span className="text-dns-14N-130 text-quiet">{t('unit.files', { count: transfer.fileCount })}</span></span> },
    { head: t('list.collectBy'), width: 'w-[13%]', sort: 'collectBy', cell: (transfer) => <span className="grid justify-items-start"><When at={transfer.collectBy} short />{transfer.ended === null && <span className="text-dns-14N-130"><Remaining at={transfer.collectBy} /></span>}</span> },
    { head: t('list.madeBy'), width: 'w-[14%]', sort: 'created', cell: (transfer) => <span className="grid"><span>{transfer.createdBy.name}</span><span className="text-dns-14N-130 text-quiet"><When at={transfer.createdAt} short /></span></span> },
  ];
}

export function TransferTable({ caption, transfers }: { readonly caption: string; readonly transfers: readonly TransferSummary[] }) {
  const columns = useTransferColumns();
  return <Table caption={caption} rows={transfers} keyOf={(transfer) => transfer.id} columns={columns} />;
}
