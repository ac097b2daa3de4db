// 鍵箱に残った日数: is anything kept too long?
import type { Figures } from '../../../../server/http/wire/audit.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { isoDay } from '../../text/dates.ts';
import { Badge, STATES } from '../../ui/badge.tsx';
import { Link } from '../../ui/button.tsx';
import { When } from '../../ui/when.tsx';
import { spanOf } from '../story/sentences.ts';
import { PlotSection } from './plot-section.tsx';
import type { PlotOf } from './plots.tsx';

type Row = Figures['copies']['rows'][number];
const DAY = 86_400_000;

export function Copies({ figures }: PlotOf) {
  const { t } = useWords();
  const { rows, total } = figures.copies;
  const end = (row: Row): string => row.until ?? figures.now;
  const kept = (row: Row): string => spanOf(t, row.from, end(row));
  const longest = rows.toSorted((a, b) => Date.parse(end(b)) - Date.parse(b.from) - (Date.parse(end(a)) - Date.parse(a.from)))[0];
  const title = t('plots.copies.title');
  const sentence = longest === undefined ? t('plots.copies.none') : t('plots.copies.sentence', { total: count(total), late: count(rows.filter((row) => end(row) > row.limit).length), longest: kept(longest) });
  const state = (row: Row): string => t(`state.${row.state}.word`);
  return (
    <PlotSection id="copies" title={title} sentence={sentence} rows={rows} total={total} keyOf={(row) => row.transferId} drawable={rows.length}
      columns={[
        { head: t('plots.number'), names: true, cell: (row) => <Link to={`/audit/transfers/${row.transferId}`}>{row.number}</Link>, csv: (row) => row.number },
        { head: t('plots.copies.deposit'), cell: (row) => <When at={row.from} short />, csv: (row) => isoDay(row.from) },
        { head: t('plots.copies.end'), cell: (row) => (row.until === null ? t('plots.still') : <When at={row.until} short />), csv: (row) => (row.until === null ? '' : isoDay(row.until)) },
        { head: t('plots.copies.limitOf'), cell: (row) => <When at={row.limit} short />, csv: (row) => isoDay(row.limit) },
        { head: t('plots.copies.days'), right: true, cell: kept, csv: (row) => Math.floor((Date.parse(end(row)) - Date.parse(row.from)) / DAY) },
        { head: t('plots.state'), cell: (row) => <Badge tone={STATES[row.state][0]} icon={STATES[row.state][1]}>{state(row)}</Badge>, csv: state },
        { head: t('plots.copies.failures'), right: true, cell: (row) => t('plots.count', { n: count(row.failures) }), csv: (row) => row.failures },
      ]}
      draw={(drawing, width) => drawing.drawCopies(rows.map((row) => ({
        key: row.transferId, number: row.number, from: row.from, until: end(row), kept: row.until === null, limit: row.limit, failures: row.failures, mark: { to: `/audit/transfers/${row.transferId}`, title: `${row.number} ${kept(row)} ${state(row)}` },
      })), { limit: t('plots.limit'), still: t('plots.still'), label: t('plots.of', { title, sentence }) }, width)} />
  );
}
