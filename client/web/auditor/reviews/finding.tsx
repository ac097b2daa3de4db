// What one rule found in a week: how many, against which threshold, by whom most, and the ways to the entries.
import type { FindingView } from '../../../../server/http/wire/reviews.ts';
import { useActName } from '../../app/act-names.ts';
import { useWords } from '../../app/language.ts';
import { useSaid } from '../../records/words-of.ts';
import { Badge } from '../../ui/badge.tsx';
import { Link } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Facts } from '../../ui/page.tsx';
import { When } from '../../ui/when.tsx';

export function FindingRow({ finding }: { readonly finding: FindingView }) {
  const { t } = useWords();
  const said = useSaid();
  const { title, reason, count, most, fired, entries } = finding;
  return (
    <li className="grid gap-3 border-b border-rule py-4">
      <div className="flex flex-wrap items-center gap-3"><h3 className="text-std-16B-170">{said(title)}</h3>{fired ? <Badge tone="mind" icon="warning">{t('reviews.over')}</Badge> : <Badge tone="rest" icon="tick">{t('reviews.under')}</Badge>}</div>
      <Facts rows={[
        [t('reviews.counted'), t('reviews.times', { count })], [t('reviews.threshold'), <Threshold key="threshold" finding={finding} />],
        ...(most === null ? [] : [[t('reviews.most'), t('reviews.mostOf', { name: most.name, count: most.count })] as const]),
        ...(entries.length === 0 ? [] : [[entries.length < count && entries.length === 20 ? `${t('reviews.entries')} (${t('reviews.first', { count: 20 })})` : t('reviews.entries'), <Entries key="entries" entries={entries} />] as const]),
      ]} />
      {fired && <p className="max-w-[40em] text-quiet">{t('reviews.why')}：<Foreign>{said(reason)}</Foreign></p>}
    </li>
  );
}

function Threshold({ finding: { perWeek, perPerson } }: { readonly finding: FindingView }) {
  const { t } = useWords();
  const [week, person] = [perWeek === null ? null : t('reviews.perWeek', { count: perWeek }), perPerson === null ? null : t('reviews.perPerson', { count: perPerson })];
  return week !== null && person !== null ? t('reviews.both', { week, person }) : week ?? person;
}

function Entries({ entries }: { readonly entries: FindingView['entries'] }) {
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
    </ul>
  );
}
