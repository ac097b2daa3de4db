// 承認から受取まで: who lets data lie? The picture has a dot per transfer, the table a row per recipient.
import type { Figures } from '../../../../server/http/wire/audit.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { spanOf } from '../story/sentences.ts';
import { PlotSection } from './plot-section.tsx';
import type { PlotOf } from './plots.tsx';
import { medianOf } from './median.ts';

type Release = Figures['releases']['rows'][number];
interface PerRecipient { readonly id: string; readonly name: string; readonly n: number; readonly waits: readonly number[] }

const HOUR = 3_600_000;
const waitOf = (row: Release): number | null => (row.collectedAt === null ? null : Date.parse(row.collectedAt) - Date.parse(row.releasedAt));

function perRecipient(rows: readonly Release[]): PerRecipient[] {
  const found = new Map<string, Release[]>();
  for (const row of rows) found.set(row.recipient.id, [...(found.get(row.recipient.id) ?? []), row]);
  return [...found.values()].map((own) => ({ id: own[0]?.recipient.id ?? '', name: own[0]?.recipient.name ?? '', n: own.length, waits: own.map(waitOf).filter((wait) => wait !== null) }))
    .toSorted((a, b) => medianOf(b.waits) - medianOf(a.waits));
}

export function Releases({ figures }: PlotOf) {
  const { t } = useWords();
  const { rows, total } = figures.releases;
  const recipients = perRecipient(rows);
  const written = (milliseconds: number | undefined): string => (milliseconds === undefined ? '' : spanOf(t, figures.from, new Date(Date.parse(figures.from) + milliseconds).toISOString()));
  const waits = rows.map(waitOf).filter((wait) => wait !== null);
  const title = t('plots.releases.title');
  const sentence = waits.length === 0 ? t('plots.releases.none', { total: count(total) })
    : t('plots.releases.sentence', { total: count(total), collected: count(waits.length), median: written(medianOf(waits)), longest: written(Math.max(...waits)) });
  const longest = (row: PerRecipient): string => (row.waits.length === 0 ? '' : written(Math.max(...row.waits)));
  const median = (row: PerRecipient): string => (row.waits.length === 0 ? '' : written(medianOf(row.waits)));
  const order = new Map(recipients.map(({ id }, at) => [id, at]));
  // What was not collected lay until it ended, or lies until now.
  const until = (row: Release): string => row.collectedAt ?? row.endedAt ?? figures.now;
  const points = rows.toSorted((a, b) => (order.get(a.recipient.id) ?? 0) - (order.get(b.recipient.id) ?? 0)).map((row) => ({
    key: row.recipient.id, name: row.recipient.name, hours: (Date.parse(until(row)) - Date.parse(row.releasedAt)) / HOUR, collected: row.collectedAt !== null, deadline: (Date.parse(row.collectBy) - Date.parse(row.releasedAt)) / HOUR,
    mark: { to: `/audit/transfers/${row.transferId}`, title: `${row.number} ${row.collectedAt === null ? t('plots.releases.uncollected') : written(waitOf(row) ?? undefined)}` },
  }));
  return (
    <PlotSection id="releases" title={title} sentence={sentence} rows={recipients} keyOf={(row) => row.id} drawable={rows.length}
      columns={[
        { head: t('plots.releases.recipient'), names: true, cell: (row) => row.name, csv: (row) => row.name },
        { head: t('plots.releases.n'), right: true, cell: (row) => t('plots.count', { n: count(row.n) }), csv: (row) => row.n },
        { head: t('plots.releases.median'), right: true, cell: median, csv: median },
        { head: t('plots.releases.longest'), right: true, cell: longest, csv: longest },
        { head: t('plots.releases.uncollected'), right: true, cell: (row) => t('plots.count', { n: count(row.n - row.waits.length) }), csv: (row) => row.n - row.waits.length },
      ]}
      draw={(drawing, width) => drawing.drawReleases(points, { hour: t('plots.releases.axis.hour'), day: t('plots.releases.axis.day'), week: t('plots.releases.axis.week'), deadline: t('plots.deadline'), label: t('plots.of', { title, sentence }) }, width)} />
  );
}
