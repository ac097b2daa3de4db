// ログの確認: the weeks of the log, those that nobody reviewed first.
import type { LogWeeks } from '../../../../server/http/wire/reviews.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { shortDay } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Link } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Loaded, Page, Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { Period, When } from '../../ui/when.tsx';

type Week = LogWeeks['weeks'][number];
const isWaiting = ({ over, review }: Week): boolean => over && review === null;

export default function Reviews() {
  const { t } = useWords();
  const loaded = useLoad('log-weeks', () => api.call('logWeeks', {}));
  return (
    <Page title={t('reviews.title')}>
      <p className="max-w-[40em]">{t('reviews.more')}</p>
      <p className="flex flex-wrap gap-x-6 gap-y-2"><Link to="/audit/thresholds">{t('reviews.toThresholds')}</Link><Link to="/audit/retention">{t('reviews.toRetention')}</Link></p>
      <Loaded of={loaded}>
        {({ weeks, unreviewed, older }) => (
          <div className="grid gap-8">
            <Section title={t('reviews.waiting')} aside={unreviewed > 0 && <span role="status" className="text-std-20B-150">{t('reviews.weeks', { count: unreviewed })}</span>}>
              {unreviewed === 0 ? <p role="status">{t('reviews.noneWaiting')}</p> : <Weeks caption={t('reviews.waiting')} weeks={weeks.filter(isWaiting)} signed={false} />}
              {older > 0 && <p className="text-mind">{t('reviews.older', { count: older })}</p>}
            </Section>
            <Section title={t('reviews.rest')}><Weeks caption={t('reviews.rest')} weeks={weeks.filter((one) => !isWaiting(one))} signed /></Section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Weeks({ caption, weeks, signed }: { readonly caption: string; readonly weeks: readonly Week[]; readonly signed: boolean }) {
  const { t, language } = useWords();
  const from = (week: string): string => shortDay(`${week}T12:00:00+09:00`, language);
  return (
    <Table caption={caption} rows={weeks} keyOf={({ week }) => week} columns={[
      { head: t('reviews.week'), names: true, cell: ({ week, until }) => <span className="whitespace-nowrap"><Period from={week} to={until} /></span> },
      { head: t('reviews.state'), cell: (row) => <WeekState week={row} /> },
      { head: t('reviews.fired'), right: true, cell: ({ fired }) => t('reviews.firedOf', { count: fired }) },
      ...(signed ? [{ head: t('reviews.signed'), cell: ({ review }: Week) => review !== null && <span className="grid"><span><Foreign>{`${review.label}　${review.by}`}</Foreign></span><span className="text-dns-14N-130 text-quiet"><When at={review.at} short /></span></span> }] : []),
      { head: t('reviews.open'), act: true, cell: ({ week }) => <Link to={`/audit/reviews/${week}`} kind="outline" label={t('reviews.openOf', { from: from(week) })}>{t('reviews.open')}</Link> },
    ]} />
  );
}

function WeekState({ week: { over, review } }: { readonly week: Week }) {
  const { t } = useWords();
  if (review !== null) return <span className="inline-flex flex-wrap gap-1"><Badge tone="good" icon="tick">{t('reviews.done')}</Badge>{review.anomaly && <Badge tone="mind" icon="warning">{t('reviews.anomalyShort')}</Badge>}</span>;
  return over ? <Badge tone="wait" icon="hourglass">{t('reviews.not')}</Badge> : <Badge tone="rest" icon="dashed">{t('reviews.running')}</Badge>;
}
