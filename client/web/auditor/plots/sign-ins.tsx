// サインイン失敗の時刻: does someone try at night?
import type { Figures } from '../../../../server/http/wire/audit.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { isoDay, longDay } from '../../text/dates.ts';
import { Link } from '../../ui/button.tsx';
import { Day } from '../../ui/when.tsx';
import { PlotSection } from './plot-section.tsx';
import type { PlotOf } from './plots.tsx';

type Row = Figures['signIns']['rows'][number];
const isOff = (hour: number): boolean => hour < 8 || hour >= 18;
const attempts = (day: string): string => `/audit/ledger?from=${day}&to=${day}&act=strangers`;

/** Both listeners of one hour together: the picture has one cell for it. */
function cellsOf(rows: readonly Row[]): { day: string; hour: number; failures: number }[] {
  const cells = new Map<string, { day: string; hour: number; failures: number }>();
  for (const { day, hour, failures } of rows) {
    if (failures > 0) cells.set(`${day} ${hour}`, { day, hour, failures: failures + (cells.get(`${day} ${hour}`)?.failures ?? 0) });
  }
  return [...cells.values()];
}

export function SignIns({ figures, days }: PlotOf) {
  const { t, language } = useWords();
  const { rows, from } = figures.signIns;
  const cells = cellsOf(rows);
  const title = t('plots.signIns.title');
  const [day, all] = [longDay(from, language), rows.reduce((sum, row) => sum + row.failures, 0)];
  const off = rows.filter((row) => isOff(row.hour)).reduce((sum, row) => sum + row.failures, 0);
  const sentence = all === 0 ? t('plots.signIns.none', { day }) : t('plots.signIns.sentence', { day, count: all, off: count(off) });
  const last = isoDay(figures.now) < days.to ? isoDay(figures.now) : days.to;
  const side = (row: Row): string => t(`plots.sideOf.${row.side}`);
  return (
    <PlotSection id="sign-ins" title={title} sentence={sentence} more={t('plots.signIns.more')} rows={rows} keyOf={(row) => `${row.day} ${row.hour} ${row.side}`} drawable={cells.length}
      columns={[
        { head: t('plots.day'), names: true, cell: (row) => <Link to={attempts(row.day)}><Day day={row.day} /></Link>, csv: (row) => row.day },
        { head: t('plots.hour'), right: true, cell: (row) => t('plots.signIns.hourOf', { hour: row.hour }), csv: (row) => row.hour },
        { head: t('plots.side'), cell: side, csv: side },
        { head: t('plots.signIns.failures'), right: true, cell: (row) => t('plots.count', { n: count(row.failures) }), csv: (row) => row.failures },
        { head: t('plots.signIns.refused'), right: true, cell: (row) => t('plots.count', { n: count(row.refused) }), csv: (row) => row.refused },
      ]}
      draw={(drawing, width) => drawing.drawHours(cells.map((cell) => ({ ...cell, mark: { to: attempts(cell.day), title: `${cell.day} ${t('plots.signIns.hourOf', { hour: cell.hour })} ${t('plots.count', { n: count(cell.failures) })}` } })),
        { from: isoDay(from), to: last }, { offHours: t('plots.offHours'), label: t('plots.of', { title, sentence }) }, width)} />
  );
}
