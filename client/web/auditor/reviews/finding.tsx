// What one rule found in a week: how many, against which threshold, by whom most, and the ways to the entries.
import type { FindingView } from '../../../../server/http/wire/reviews.ts';
import { useActName } from '../../app/act-names.ts';
import { useWords } from '../../app/language.ts';
import { useThreshold } from './threshold.ts';
import { useSaid } from '../../records/words-of.ts';
import { Badge } from '../../ui/badge.tsx';
import { Link } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Facts } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';

export function LoudFinding({ finding }: { readonly finding: FindingView }) {
  const { t } = useWords();
  const said = useSaid();
  const { title, reason, count, most, entries } = finding;
  return (
    <li className="grid gap-3 border-b border-rule py-4">
      <div className="flex flex-wrap items-center gap-3"><h3 className="text-std-16B-170">{said(title)}</h3><Badge tone="mind" icon="warning">{t('reviews.over')}</Badge></div>
      <Facts rows={[
        [t('reviews.counted'), t('reviews.times', { count })], [t('reviews.threshold'), <Threshold key="threshold" finding={finding} />],
        ...(most === null ? [] : [[t('reviews.most'), t('reviews.mostOf', { name: most.name, count: most.count })] as const]),
        [t('reviews.entries'), <Entries key="entries" entries={entries} count={count} />],
        [t('reviews.why'), <span key="why" className="block max-w-[40em]">{said(reason)}</span>],
        ...(finding.changed === null ? [] : [[t('reviews.changedWhy'), <Foreign key="changed">{finding.changed.reason ?? t('reviews.reasonGone')}</Foreign>] as const]),
      ]} />
    </li>
  );
}

function Threshold({ finding }: { readonly finding: FindingView }) {
  const { t } = useWords();
  const threshold = useThreshold();
  const { usual, changed } = finding;
  if (changed === null) return threshold(finding);
  return <span className="grid"><span>{threshold(finding)}</span><span className="text-dns-14N-130 text-quiet">{t('reviews.usuallyBy', { threshold: threshold(usual), by: changed.by })}</span></span>;
}

/** What stayed below its threshold: one line each, with the ways to its entries all the same. */
export function QuietFindings({ findings }: { readonly findings: readonly FindingView[] }) {
  const { t } = useWords();
  const said = useSaid();
  const nameOf = useActName();
  return (
    <Table caption={t('reviews.under')} rows={findings} keyOf={({ rule }) => rule} columns={[
      { head: t('reviews.rule'), names: true, cell: ({ title }) => said(title) },
      { head: t('reviews.counted'), right: true, cell: ({ count }) => t('reviews.times', { count }) },
      { head: t('reviews.threshold'), cell: (finding) => <Threshold finding={finding} /> },
      { head: t('reviews.entries'), cell: ({ entries }) => entries.length === 0 ? t('reviews.noEntries') : <span className="flex flex-wrap gap-x-3">{entries.map(({ index, act }) => <Link key={index} to={`/audit/ledger/${index}`} label={t('reviews.entryOf', { index, act: nameOf(act) })}>{t('reviews.entry', { index })}</Link>)}</span> },
    ]} />
  );
}

function Entries({ entries, count }: { readonly entries: FindingView['entries']; readonly count: number }) {
  const { t } = useWords();
  const nameOf = useActName();
  return (
    <ul className="grid gap-1">
      {entries.map(({ index, at, actor, act }) => (
        <li key={index} className="flex flex-wrap items-baseline gap-x-3">
          <Link to={`/audit/ledger/${index}`} label={t('reviews.entryOf', { index, act: nameOf(act) })}>{t('reviews.entry', { index })}</Link>
          <span className="whitespace-nowrap"><When at={at} short /></span><span><Foreign>{actor}</Foreign></span><span>{nameOf(act)}</span>
        </li>
      ))}
      {entries.length === 20 && count > 20 && <li className="text-quiet">{t('reviews.first', { count: 20 })}</li>}
    </ul>
  );
}
