// 図表: period and engagement in the address, five plots below one another, each with its table (UI 3.18, 6).
import { useState, type SubmitEvent } from 'react';
import type { Figures } from '../../../../server/http/wire/audit.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { setQuery, usePlace } from '../../app/place.ts';
import { instantInJapan, isoDay } from '../../text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Select } from '../../ui/field.tsx';
import { Loaded, Page } from '../../ui/page.tsx';
import { Activity } from './activity.tsx';
import { Copies } from './copies.tsx';
import { Overdue } from './overdue.tsx';
import { Releases } from './releases.tsx';
import { SignIns } from './sign-ins.tsx';

const DAY = 86_400_000;
const LONGEST = 732;
export interface Days { readonly from: string; readonly to: string }

const before = (day: string, days: number): string => isoDay(new Date(Date.parse(`${day}T12:00:00Z`) - days * DAY).toISOString());

/** The days in the address; what is missing is the month that ends there, or today. */
function daysIn(query: URLSearchParams): Days {
  const sound = (day: string | null): string | null => (instantInJapan(day ?? '', '00:00') === null ? null : day);
  const to = sound(query.get('to')) ?? isoDay(new Date().toISOString());
  return { from: sound(query.get('from')) ?? before(to, 30), to };
}

const isPeriod = ({ from, to }: Days): boolean => from <= to && Date.parse(to) - Date.parse(from) < LONGEST * DAY;

export default function Plots() {
  const { t } = useWords();
  const { query } = usePlace();
  const days = daysIn(query);
  const engagement = /^[0-9a-f]{32}$/.exec(query.get('engagement') ?? '')?.[0];
  const sound = isPeriod(days);
  const figures = useLoad(`${days.from} ${days.to} ${engagement ?? ''}`, async () => (sound ? api.call('figures', { query: {
    from: instantInJapan(days.from, '00:00') ?? '', to: new Date(Date.parse(instantInJapan(days.to, '00:00') ?? '') + DAY - 1).toISOString(), ...(engagement === undefined ? {} : { engagement }),
  } }) : null));
  return (
    <Page title={t('plots.title')}>
      <p className="text-quiet">{t('ledger.read')}</p>
      <PeriodForm key={query.toString()} days={days} engagement={engagement ?? ''} wrong={!sound} />
      <Loaded of={figures}>{(value) => value !== null && <All figures={value} days={days} engagement={engagement} />}</Loaded>
    </Page>
  );
}

function PeriodForm({ days, engagement, wrong }: { readonly days: Days; readonly engagement: string; readonly wrong: boolean }) {
  const { t } = useWords();
  const [typed, setTyped] = useState({ ...days, engagement });
  const choices = useLoad('choices', () => api.call('auditChoices', {}));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setQuery(typed);
  };
  return (
    <form className="screen-only flex flex-wrap items-start gap-4 rounded-12 bg-panel p-4" onSubmit={submit} noValidate>
      <DayField id="plots-from" label={t('plots.from')} value={typed.from} onChange={(from) => setTyped({ ...typed, from })} error={wrong ? t('plots.period') : null} />
      <DayField label={t('plots.to')} value={typed.to} onChange={(to) => setTyped({ ...typed, to })} />
      <Select label={t('ledger.engagement')} required={false} value={typed.engagement} onChange={(chosen) => setTyped({ ...typed, engagement: chosen })} blank={t('list.every')} options={(choices.value?.engagements ?? []).map(({ id, title }) => ({ value: id, label: title }))} />
      <div className="self-end"><Button kind="filled" type="submit">{t('plots.show')}</Button></div>
    </form>
  );
}

function All({ figures, days, engagement }: { readonly figures: Figures; readonly days: Days; readonly engagement: string | undefined }) {
  const { t } = useWords();
  const seen = figures.days.length + figures.releases.total + figures.overdue.total + figures.signIns.rows.length + figures.copies.total;
  if (seen === 0) return <p role="status">{t('plots.nothing')}</p>;
  const key = `${days.from} ${days.to} ${engagement ?? ''}`;
  const shared = { figures, days, engagement };
  return <div key={key} className="grid gap-8"><Activity {...shared} /><Releases {...shared} /><Overdue {...shared} /><SignIns {...shared} /><Copies {...shared} /></div>;
}

export interface PlotOf { readonly figures: Figures; readonly days: Days; readonly engagement: string | undefined }
