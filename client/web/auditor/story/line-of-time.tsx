// Both sides in one line of time, a heading per day; days without entries are said, refusals are marked, documents stand at their moment.
import type { Story } from '../../../../server/http/wire/audit.ts';
import { useActName, useReasonName } from '../../app/act-names.ts';
import { useWords } from '../../app/language.ts';
import { clock, isoDay, longDay, longInstant } from '../../text/dates.ts';
import { Link } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Icon } from '../../ui/icon.tsx';
import { tell, type Told, type Words } from './sentences.ts';

const DAY = 86_400_000;
const daysBetween = (one: string, other: string): number => Math.round((Date.parse(isoDay(other)) - Date.parse(isoDay(one))) / DAY);

interface DayOf { readonly at: string; readonly told: Told[]; /** Whole days without entries before it. */ readonly gap: number }

function byDay(told: readonly Told[]): DayOf[] {
  const days: DayOf[] = [];
  for (const one of told) {
    const last = days.at(-1);
    if (last !== undefined && isoDay(last.at) === isoDay(one.first.at)) last.told.push(one);
    else days.push({ at: one.first.at, told: [one], gap: last === undefined ? 0 : Math.max(0, daysBetween(last.at, one.first.at) - 1) });
  }
  return days;
}

export function useStoryWords(): Words {
  const { t } = useWords();
  return { t, nameOf: useActName(), reasonOf: useReasonName() };
}

export function LineOfTime({ story }: { readonly story: Story }) {
  const { t, language } = useWords();
  const words = useStoryWords();
  return (
    <ol className="grid gap-6">
      {byDay(tell(story, words)).map((day) => (
        <li key={day.told[0]?.first.index} className="grid gap-3">
          {day.gap > 0 && <p className="text-center text-quiet">{`── ${t('story.gap', { count: day.gap })} ──`}</p>}
          <h3 className="text-std-18B-160">{longDay(day.at, language)}</h3>
          <ol className="grid gap-3">
            {day.told.map((one) => <Moment key={one.first.index} told={one} story={story} />)}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Moment({ told: { first, last, sentence }, story }: { readonly told: Told; readonly story: Story }) {
  const { t } = useWords();
  const refused = first.result === 'refused';
  const several = first.index !== last.index;
  return (
    <li className={`flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-rule pb-3 ${refused ? 'text-stop' : ''}`}>
      <time dateTime={first.at} className="w-14 shrink-0">{clock(first.at)}</time>
      <span className={refused ? 'text-stop' : 'text-good'}><Icon name={refused ? 'slash' : 'tick'} small /></span>
      <div className="min-w-0 flex-1 basis-64">
        <p className={refused ? 'font-bold' : ''}><Foreign>{sentence}</Foreign></p>
        <Documents story={story} entry={last.index} />
      </div>
      <Link to={`/audit/ledger/${last.index}`}>{several ? t('story.entrySpan', { first: first.index, last: last.index }) : t('story.entry', { index: first.index })}</Link>
    </li>
  );
}

function Documents({ story, entry }: { readonly story: Story; readonly entry: number }) {
  const { t, language } = useWords();
  const said = (one: Story['documents'][number]): string => {
    if (one.kind === 'password') return t('story.recordPassword', { label: one.label });
    return one.confirmedAt === null ? t('story.record', { label: one.label }) : t('story.recordConfirmed', { label: one.label, when: longInstant(one.confirmedAt, language) });
  };
  return story.documents.filter((one) => one.entry === entry).map((one) => (
    <p key={`${one.kind} ${one.label}`} className="mt-1 flex items-start gap-2 text-quiet">
      <Icon name="file" small />
      {one.kind === 'receipt' || one.kind === 'wipe-certificate'
        ? <Link to={`/audit/transfers/${story.id}/documents/${one.kind}`}>{t(one.kind === 'receipt' ? 'story.receipt' : 'story.certificate', { label: one.label })}</Link>
        : <span>{said(one)}</span>}
    </p>
  ));
}
