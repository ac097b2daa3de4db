// 確認書 of a transfer as a table: the newest version of each, with what it says, where it stands and the press that belongs to it; earlier versions below.
import type { ConfirmationRecordView } from '../../../../server/http/wire/confirmations.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, Link, OpenLink } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';

const TONES = { superseded: ['rest', 'slash'], void: ['rest', 'slash'], difference: ['mind', 'warning'], 'awaiting-contractor': ['wait', 'person'], closed: ['good', 'tick'] } as const;

/** Where to correct a version. */
export const correctionAddress = (record: ConfirmationRecordView): string => `/transfers/${record.transfer.id}/confirmations/${record.id}`;

export function StandingBadge({ standing }: { readonly standing: ConfirmationRecordView['standing'] }) {
  const { t } = useWords();
  const [tone, icon] = TONES[standing];
  return <Badge tone={tone} icon={icon}>{t(`confirmations.standings.${standing}`)}</Badge>;
}

interface RowsProps { readonly records: readonly ConfirmationRecordView[]; readonly busy: boolean; readonly onConfirm: (ids: readonly string[]) => void }

export function ConfirmationRows({ records, busy, onConfirm }: RowsProps) {
  const { t } = useWords();
  const older = records.filter((record) => record.standing === 'superseded');
  const newest = records.filter((record) => record.standing !== 'superseded');
  const open = newest.filter((record) => record.may.includes('confirm'));
  const acts: Column<ConfirmationRecordView> = {
    head: t('todo.act'), act: true, cell: (record) => (
      <span className="screen-only flex flex-wrap gap-2">
        {record.may.includes('confirm') && <Button busy={busy} onPress={() => onConfirm([record.id])} aria-label={t('todo.actFor', { act: t('confirmations.confirm'), number: record.label })}>{t('confirmations.confirm')}</Button>}
        {record.may.includes('correct') && <Link to={correctionAddress(record)} kind={record.standing === 'difference' ? 'outline' : 'plain'} label={t('todo.actFor', { act: t('confirmations.correct'), number: record.label })}>{t(record.standing === 'difference' ? 'confirmations.explain' : 'confirmations.correct')}</Link>}
      </span>
    ),
  };
  return (
    <div className="grid gap-4">
      <Table caption={t('papers.records')} rows={newest} keyOf={(record) => record.id} columns={[...useColumns(), ...(newest.some((record) => record.may.length > 0) ? [acts] : [])]} />
      {open.length > 1 && <div className="screen-only"><Button busy={busy} onPress={() => onConfirm(open.map((record) => record.id))}>{t('confirmations.confirmSome')}（{count(open.length)}）</Button></div>}
      {older.length > 0 && <details><summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('confirmations.older', { count: older.length })}</summary><Table caption={t('confirmations.older', { count: older.length })} rows={older} keyOf={(record) => record.id} columns={useColumns()} /></details>}
    </div>
  );
}

function useColumns(): Column<ConfirmationRecordView>[] {
  const { t } = useWords();
  return [
    { head: t('papers.label'), names: true, cell: (record) => <span className="whitespace-nowrap">{record.label}{record.version > 1 && <span className="block text-quiet">{t('confirmations.version', { count: record.version })}</span>}</span> },
    { head: t('papers.kind'), cell: (record) => t(`papers.kinds.${record.kind}`) },
    { head: t('papers.at'), cell: (record) => <When at={record.at} short /> },
    { head: t('papers.handlers'), cell: (record) => <Handlers record={record} /> },
    { head: t('papers.content'), cell: (record) => <Said record={record} /> },
    { head: t('papers.quantity'), right: true, cell: (record) => <span className="whitespace-nowrap"><Foreign>{t('unit.quantity', { n: count(record.quantity), unit: record.unit })}</Foreign></span> },
    { head: t('confirmations.standing'), cell: (record) => <span className="grid gap-1"><StandingBadge standing={record.standing} />{record.contractorConfirmed !== null && <span><Foreign>{record.contractorConfirmed.by.name}</Foreign> <When at={record.contractorConfirmed.at} short /></span>}</span> },
    { head: t('registers.paper'), cell: (record) => <span className="screen-only whitespace-nowrap"><OpenLink href={api.address('confirmationDocument', { id: record.id })} kind="plain" label={t('registers.pdfOf', { name: `${t('papers.records')} ${record.label}` })}>{t('registers.pdf')}</OpenLink></span> },
  ];
}

function Handlers({ record }: { readonly record: ConfirmationRecordView }) {
  const { t } = useWords();
  const sides = [[t('confirmations.ward'), record.ward], [t('confirmations.contractor'), record.contractor]] as const;
  return <span className="grid gap-1">{sides.filter(([, names]) => names.length > 0).map(([side, names]) => <span key={side}><span className="sr-only">{side} </span><Foreign>{listed([...names])}</Foreign></span>)}</span>;
}

function Said({ record }: { readonly record: ConfirmationRecordView }) {
  const { t } = useWords();
  const counted = record.kind === 'hand-over' ? record.contractorConfirmed?.quantity ?? record.received : null;
  return (
    <span className="grid gap-1">
      <span><Foreign>{record.content}</Foreign></span>
      {counted !== null && counted !== record.quantity && <span className="text-mind">{t('confirmations.counted', { n: count(counted) })}</span>}
      {record.difference !== null && <span className="text-quiet"><Foreign>{t('confirmations.differenceWas', { text: record.difference })}</Foreign></span>}
      {record.reason !== null && <span className="text-quiet"><Foreign>{t('confirmations.reasonWas', { reason: record.reason })}</Foreign></span>}
    </span>
  );
}
