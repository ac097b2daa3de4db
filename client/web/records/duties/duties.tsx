// 期限: what is owed, by whom, until when. What is overdue stands first, then the calendar month by month, day by day.
import { useState } from 'react';
import type { DutyView } from '../../../../server/http/wire/records.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { usePlace } from '../../app/place.ts';
import { isoDay, longDay, monthOf } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Link } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Loaded, Page, Section } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { Remaining } from '../../ui/when.tsx';
import { RecordTabs } from '../tabs.tsx';
import { endOfDay } from '../view.ts';
import { useRoot, useSaid } from '../words-of.ts';
import { DutyAct } from './duty-act.tsx';
import { DutyFilters, narrowed } from './filters.tsx';
import { monthsOf, type DayOfDuties } from './months.ts';

export default function Duties() {
  const { t } = useWords();
  const { query } = usePlace();
  const [whats, setWhats] = useState<string[]>([]);
  const loaded = useLoad('duties', () => api.call('searchDuties', { body: {} }));
  const { value } = loaded;
  const shown = value === null ? [] : narrowed(value.duties, query, whats);
  return (
    <Page title={t('duties.title')} after={value !== null && <span role="status" className="text-std-20B-150">{t('todo.count', { count: shown.length })}</span>}>
      <RecordTabs />
      <Loaded of={loaded}>
        {({ duties }) => (
          <>
            {duties.length > 0 && <DutyFilters duties={duties} whats={whats} onWhats={setWhats} />}
            {shown.length === 0 ? <p>{t(duties.length === 0 ? 'duties.none' : 'duties.noMatch')}</p> : <Calendar duties={shown} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Calendar({ duties }: { readonly duties: readonly DutyView[] }) {
  const { t, language } = useWords();
  const late = duties.filter(({ overdue }) => overdue);
  const coming = duties.filter(({ overdue }) => !overdue);
  return (
    <div className="grid max-w-[64rem] gap-8">
      {late.length > 0 && <Section title={t('duties.overdue', { count: late.length })}><Days days={monthsOf(late).flatMap(({ days }) => days)} /></Section>}
      {monthsOf(coming).map(({ month, days }) => <Section key={month} title={monthOf(`${month}-01T12:00:00+09:00`, language)}><Days days={days} /></Section>)}
    </div>
  );
}

function Days({ days }: { readonly days: readonly DayOfDuties[] }) {
  const { t, language } = useWords();
  const [today] = useState(() => isoDay(new Date().toISOString()));
  return (
    <ol className="grid border-t border-rule">
      {days.map(({ day, duties }) => (
        <li key={day} className="grid gap-x-6 gap-y-2 border-b border-rule py-3 md:grid-cols-[15rem_minmax(0,1fr)]">
          <h3 className="flex flex-wrap content-start items-baseline gap-x-2 text-std-16B-170"><time dateTime={day}>{longDay(`${day}T12:00:00+09:00`, language)}</time>{day === today ? <span className="font-bold text-mind">{t('when.today')}</span> : <Remaining at={endOfDay(day)} />}</h3>
          <ul className="grid gap-4">{duties.map((duty) => <Duty key={duty.id} duty={duty} />)}</ul>
        </li>
      ))}
    </ol>
  );
}

function Duty({ duty }: { readonly duty: DutyView }) {
  const { t } = useWords();
  const said = useSaid();
  const root = useRoot();
  return (
    <li className="grid gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_max-content] sm:items-center">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1"><strong><Foreign>{said(duty.what)}</Foreign></strong>{duty.mine ? <Badge tone="wait" icon="pencil">{t('duties.mine')}</Badge> : <Badge tone="rest" icon="hourglass">{t(`duties.sides.${duty.owedBy}`)}</Badge>}</p>
        {duty.contractor !== null && <Party party={duty.contractor} />}
        <p className="text-dns-14N-130 text-quiet"><Foreign>{duty.engagement.title}</Foreign>{duty.transfer !== null && <>　<span className="whitespace-nowrap"><Link to={`${root}/transfers/${duty.transfer.id}`}>{t('detail.title', { number: duty.transfer.number })}</Link></span></>}</p>
      </div>
      <div className="screen-only grid sm:block"><DutyAct duty={duty} /></div>
    </li>
  );
}
