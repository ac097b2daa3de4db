// すぐに確かめるもの: what must not wait for the week's review. Alarms that stand now, and urgent entries in weeks that nobody has reviewed.
import { useActName } from '../app/act-names.ts';
import { useAlarmName } from '../app/alarm-names.ts';
import { useWords } from '../app/language.ts';
import { Banner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { When } from '../ui/when.tsx';

interface Found { readonly alarms: readonly { readonly code: string; readonly at: string }[]; readonly entries: readonly { readonly index: number; readonly act: string; readonly at: string }[] }

export function Urgent({ urgent: { alarms, entries } }: { readonly urgent: Found }) {
  const { t } = useWords();
  const [nameOf, alarm] = [useActName(), useAlarmName()];
  if (alarms.length === 0 && entries.length === 0) return null;
  return (
    <Banner kind="stop" title={t('urgent.title')}>
      <ul className="grid gap-2">
        {alarms.map(({ code, at }) => <li key={code} className="flex flex-wrap gap-x-3"><span>{alarm(code)}</span><span>{t('urgent.since')} <When at={at} short /></span></li>)}
        {entries.map(({ index, act, at }) => <li key={index} className="flex flex-wrap gap-x-3"><Link to={`/audit/ledger/${index}`} label={t('reviews.entryOf', { index, act: nameOf(act) })}>{t('reviews.entry', { index })}</Link><span>{nameOf(act)}</span><span><When at={at} short /></span></li>)}
      </ul>
      {entries.length > 0 && <p className="mt-2">{t('urgent.more')}</p>}
    </Banner>
  );
}
