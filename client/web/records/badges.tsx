// Where a record stands: whose turn, or done; and whether it is late. Word, shape and colour, the same on every page.
import type { RecordSummary } from '../../../server/http/wire/records.ts';
import { useWords } from '../app/language.ts';
import { Badge } from '../ui/badge.tsx';
import { Remaining } from '../ui/when.tsx';
import { Day } from '../ui/when.tsx';
import { endOfDay } from './view.ts';

export function RecordBadges({ record }: { readonly record: Pick<RecordSummary, 'state' | 'turn' | 'mine' | 'overdue'> }) {
  const { t } = useWords();
  return (
    <span className="inline-flex flex-wrap gap-1 align-middle">
      {record.state === 'closed' ? <Badge tone="good" icon="double">{t('records.state.closed')}</Badge>
        : record.mine ? <Badge tone="wait" icon="pencil">{t('records.state.mine')}</Badge>
          : record.turn === 'nobody' ? <Badge tone="rest" icon="ring">{t('records.state.open')}</Badge>
            : <Badge tone="rest" icon="hourglass">{t(`records.state.${record.turn}`)}</Badge>}
      {record.overdue && <Badge tone="late" icon="clock">{t('state.overdue')}</Badge>}
    </span>
  );
}

/** A last day, with what remains beside it. */
export function DueDay({ day }: { readonly day: string }) {
  return <span className="inline-flex flex-wrap items-baseline gap-x-2"><Day day={day} /><Remaining at={endOfDay(day)} /></span>;
}
