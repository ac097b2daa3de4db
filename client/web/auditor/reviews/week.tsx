// One week of the log: what the rules found, with the ways to the entries; then its review, or the form that signs it.
import type { LogReview, LogWeek } from '../../../../server/http/wire/reviews.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { shortDay } from '../../text/dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { Link } from '../../ui/button.tsx';
import { Facts, Loaded, Page, Panel, Section } from '../../ui/page.tsx';
import { When } from '../../ui/when.tsx';
import { LoudFinding, QuietFindings } from './finding.tsx';
import { ReviewForm } from './form.tsx';

export default function Week({ params }: { readonly params: PageParams }) {
  const { t, language } = useWords();
  const week = params['week'] ?? '';
  const loaded = useLoad(`log-week ${week}`, () => api.call('logWeek', { week }));
  const { value } = loaded;
  const day = (on: string): string => shortDay(`${on}T12:00:00+09:00`, language);
  return (
    <Page title={value === null ? t('reviews.title') : t('reviews.weekTitle', { from: day(value.week), to: day(value.until) })}>
      <Loaded of={loaded}>{(shown) => <Shown week={shown} />}</Loaded>
      <div className="screen-only"><Link to="/audit/reviews" kind="outline">{t('reviews.back')}</Link></div>
    </Page>
  );
}

function Shown({ week }: { readonly week: LogWeek }) {
  const { t } = useWords();
  const { findings, fired, review, over } = week;
  return (
    <div className="grid max-w-[64rem] gap-8">
      {review !== null && <Signed review={review} seen={week.seen} />}
      <Section title={t('reviews.findings')}>
        <p role="status">{fired === 0 ? t('reviews.quiet') : t('reviews.loud', { count: fired })}</p>
        {fired > 0 && <ul className="grid border-t border-rule">{findings.filter((one) => one.fired).map((finding) => <LoudFinding key={finding.rule} finding={finding} />)}</ul>}
      </Section>
      {fired < findings.length && <Section title={t('reviews.under')}><QuietFindings findings={findings.filter((one) => !one.fired)} /></Section>}
      {review === null && (over ? <ReviewForm week={week} /> : <Banner kind="rest" title={t('reviews.running')}><p>{t('reviews.runningMore')}</p></Banner>)}
    </div>
  );
}

function Signed({ review, seen }: { readonly review: LogReview; readonly seen: string }) {
  const { t } = useWords();
  return (
    <Section title={t('reviews.review')}>
      <Panel>
        <Facts rows={[
          [t('reviews.number'), review.label], [t('reviews.by'), review.by], [t('reviews.at'), <When key="at" at={review.at} />],
          [t('reviews.anomaly'), t(review.anomaly ? 'reviews.anomalyShort' : 'reviews.noAnomalyShort')],
          [t('reviews.assessment'), <span key="assessment" className="whitespace-pre-wrap">{review.assessment}</span>],
          ...(review.action === null ? [] : [[t('reviews.action'), <span key="action" className="whitespace-pre-wrap">{review.action}</span>] as const]),
          [t('reviews.inLedger'), <Link key="entry" to={`/audit/ledger/${review.entry}`} label={t('detail.entry', { index: review.entry })}>{t('reviews.entry', { index: review.entry })}</Link>],
        ]} />
        {review.seen !== seen && <p className="text-mind">{t('reviews.changed')}</p>}
      </Panel>
    </Section>
  );
}
