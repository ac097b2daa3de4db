// 授受と拒否: which day is unlike the others?
import { useReasonName } from '../../app/act-names.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { longDay } from '../../text/dates.ts';
import { Link } from '../../ui/button.tsx';
import { Day } from '../../ui/when.tsx';
import { PlotSection } from './plot-section.tsx';
import type { PlotOf } from './plots.tsx';

export function Activity({ figures, days, engagement }: PlotOf) {
  const { t, language } = useWords();
  const reasonOf = useReasonName();
  const rows = figures.days;
  const [transfers, refusals] = [rows.reduce((sum, row) => sum + row.transfers, 0), rows.reduce((sum, row) => sum + row.refusals, 0)];
  const worst = rows.toSorted((a, b) => b.refusals - a.refusals)[0];
  const written = (day: string): string => longDay(`${day}T12:00:00+09:00`, language);
  const sentence = refusals === 0 || worst === undefined ? t('plots.activity.all', { transfers: count(transfers) })
    : t('plots.activity.worst', { refusals: count(refusals), count: worst.refusals, day: written(worst.day), transfers: count(transfers) });
  const to = (day: string, more: string): string => `/audit/ledger?from=${day}&to=${day}${more}${engagement === undefined ? '' : `&engagement=${engagement}`}`;
  const n = (value: number): string => t('plots.count', { n: count(value) });
  const number = (value: number, day: string, more: string, what: string) => (value === 0 ? '0' : <Link to={to(day, more)} label={`${n(value)} ${what} ${written(day)}`}>{n(value)}</Link>);
  const title = t('plots.activity.title');
  return (
    <PlotSection id="activity" title={title} sentence={sentence} rows={rows} keyOf={(row) => row.day} drawable={rows.length}
      columns={[
        { head: t('plots.day'), names: true, cell: (row) => <Day day={row.day} />, csv: (row) => row.day },
        { head: t('plots.transfers'), right: true, cell: (row) => number(row.transfers, row.day, '&act=deposit&result=done', t('plots.transfers')), csv: (row) => row.transfers },
        { head: t('plots.refusals'), right: true, cell: (row) => number(row.refusals, row.day, '&result=refused', t('plots.refusals')), csv: (row) => row.refusals },
        { head: t('plots.reason'), cell: (row) => reasonOf(row.reasons[0]?.code ?? null), csv: (row) => reasonOf(row.reasons[0]?.code ?? null) },
      ]}
      draw={(drawing, width) => drawing.drawActivity(rows.map((row) => ({
        ...row, transfer: { to: to(row.day, '&act=deposit&result=done'), title: `${written(row.day)} ${t('plots.transfers')} ${n(row.transfers)}` },
        refusal: { to: to(row.day, '&result=refused'), title: `${written(row.day)} ${t('plots.refusals')} ${n(row.refusals)} ${reasonOf(row.reasons[0]?.code ?? null)}` },
      })), days, { transfers: t('plots.transfers'), refusals: t('plots.refusals'), label: t('plots.of', { title, sentence }) }, width)} />
  );
}
