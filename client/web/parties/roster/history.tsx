// Everything that was done to a firm's roster, newest first; nothing of it is ever removed (0-3).
import type { RosterEntryView, RosterEventView } from '../../../../server/http/wire/rosters.ts';
import { useWords } from '../../app/language.ts';
import { Table } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';

interface Line extends RosterEventView { readonly key: string; readonly name: string; readonly role: RosterEntryView['role'] }

export function History({ entries }: { readonly entries: readonly RosterEntryView[] }) {
  const { t } = useWords();
  const lines: Line[] = entries.flatMap(({ id, name, role, history }) => history.map((one) => ({ ...one, key: `${id} ${one.what}`, name, role }))).sort((a, b) => b.at.localeCompare(a.at));
  if (lines.length === 0) return null;
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('roster.history', { count: lines.length })}</summary>
      <Table caption={t('roster.history', { count: lines.length })} rows={lines} keyOf={(row) => row.key} columns={[
        { head: t('roster.at'), cell: (row) => <When at={row.at} short /> },
        { head: t('engagement.person'), names: true, cell: (row) => row.name },
        { head: t('engagement.role'), cell: (row) => t(`engagement.roles.${row.role}`) },
        { head: t('roster.what'), cell: (row) => t(`roster.events.${row.what}`) },
        { head: t('roster.by'), cell: (row) => row.by ?? t('roster.gateway') },
        { head: t('roster.because'), cell: (row) => row.reason ?? '' },
      ]} />
    </details>
  );
}
