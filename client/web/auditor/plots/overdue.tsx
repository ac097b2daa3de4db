// 期限を過ぎたもの: who owes what, for how long?
import type { Figures } from '../../../../server/http/wire/audit.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { isoDay } from '../../text/dates.ts';
import { Link } from '../../ui/button.tsx';
import { When } from '../../ui/when.tsx';
import { PlotSection } from './plot-section.tsx';
import type { PlotOf } from './plots.tsx';

type Row = Figures['overdue']['rows'][number];

export function Overdue({ figures }: PlotOf) {
  const { t } = useWords();
  const rows = figures.overdue.rows.toSorted((a, b) => b.days - a.days);
  const [longest] = rows;
  const title = t('plots.overdue.title');
  const days = (row: Row): string => (row.days === 0 ? t('plots.today') : t('plots.days', { count: row.days }));
  const duty = (row: Row): string => t(`plots.overdue.duties.${row.duty}`);
  const state = (row: Row): string => (row.ended ? t('plots.overdue.ended') : t('plots.overdue.waiting'));
  const sentence = longest === undefined ? t('plots.overdue.none') : t('plots.overdue.sentence', { count: figures.overdue.total, party: longest.party.name, duty: duty(longest), days: days(longest) });
  return (
    <PlotSection id="overdue" title={title} sentence={sentence} rows={rows} total={figures.overdue.total} keyOf={(row) => row.transferId} drawable={rows.length}
      columns={[
        { head: t('plots.number'), names: true, cell: (row) => <Link to={`/audit/transfers/${row.transferId}`}>{row.number}</Link>, csv: (row) => row.number },
        { head: t('plots.overdue.duty'), cell: duty, csv: duty },
        { head: t('plots.party'), cell: (row) => row.party.name, csv: (row) => row.party.name },
        { head: t('plots.overdue.due'), cell: (row) => <When at={row.due} short />, csv: (row) => isoDay(row.due) },
        { head: t('plots.overdue.days'), right: true, cell: days, csv: (row) => row.days },
        { head: t('plots.state'), cell: state, csv: state },
      ]}
      draw={(drawing, width) => drawing.drawOverdue(rows.map((row) => ({
        key: row.transferId, party: `${row.number}　${row.party.name}`, days: row.days, words: t('plots.overdue.bar', { duty: duty(row), days: days(row) }), mark: { to: `/audit/transfers/${row.transferId}`, title: `${row.number} ${duty(row)} ${count(row.days)} ${state(row)}` },
      })), t('plots.of', { title, sentence }), width)} />
  );
}
