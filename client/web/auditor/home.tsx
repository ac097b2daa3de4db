// 監査: how far the ledger is signed, what makes one look closer, and the ways on. Each count leads to its entries.
import type { ReactNode } from 'react';
import { LastSignIn } from '../account/last-sign-in.tsx';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { count } from '../text/amounts.ts';
import { isoDay, longInstant } from '../text/dates.ts';
import { Link } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { WaitingWeeks } from './reviews/waiting.tsx';
import { Urgent } from './urgent.tsx';
import { Witnesses } from './witnesses.tsx';

export default function AuditHome() {
  const { t, language } = useWords();
  const home = useLoad('audit', () => api.call('auditHome', {}));
  return (
    <Page title={t('audit.title')}>
      <p className="text-quiet">{t('audit.readOnly')}</p>
      <Loaded of={home}>
        {({ checkpoint, entries, week, running, overdue, wipeFailed, unreviewedWeeks, waitingWeeks, urgent, now, witnesses }) => {
          const since = isoDay(week.since);
          const today = isoDay(now);
          return (
            <div className="grid gap-8">
              <Urgent urgent={urgent} />
              <div className="grid gap-4 md:grid-cols-2">
                <Counts title={t('audit.week')} rows={[
                  [t('audit.transfers'), week.transfers, `/audit/ledger?from=${since}&act=deposit&result=done`],
                  [t('audit.refusals'), week.refusals, `/audit/ledger?from=${since}&result=refused`],
                  [t('audit.strangers'), week.strangers, `/audit/ledger?from=${since}&act=strangers`, week.strangers === 0 ? undefined : t('audit.strangersMore', { count: week.strangers })],
                ]} />
                <Counts title={t('audit.now')} rows={[
                  [t('audit.running'), running], [t('audit.overdue'), overdue, `/audit/plots?to=${today}#overdue`], [t('audit.wipeFailed'), wipeFailed, '/audit/ledger?act=fail-wipe'], [t('reviews.left'), unreviewedWeeks, '/audit/reviews'],
                ]} />
              </div>
              <WaitingWeeks weeks={waitingWeeks} count={unreviewedWeeks} />
              <Section title={t('audit.signed')}>
                <p><Foreign>{t('audit.signedTo', { count: checkpoint.size, when: longInstant(checkpoint.at, language) })}</Foreign></p>
                <p className="text-quiet">{t('audit.own', { n: count(entries) })}</p>
              </Section>
              <Section title={t('witness.title')}><Witnesses witnesses={witnesses} onChange={home.reload} /></Section>
              <Section title={t('audit.next')}>
                <ul className="flex flex-col gap-4 sm:flex-row sm:flex-wrap">
                  {([['/audit/ledger', t('audit.toLedger'), 'filled'], ['/audit/reviews', t('reviews.toReviews'), 'outline'], ['/audit/plots', t('audit.toPlots'), 'outline'], ['/audit/verify', t('audit.toVerify'), 'outline'], ['/audit/export', t('audit.toExport'), 'outline']] as const).map(([to, word, kind]) => <li key={to} className="grid"><Link to={to} kind={kind}>{word}</Link></li>)}
                </ul>
              </Section>
            </div>
          );
        }}
      </Loaded>
      <LastSignIn />
    </Page>
  );
}

type Row = readonly [term: string, value: number, to?: string, more?: string | undefined];

function Counts({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { t } = useWords();
  const shown = (value: number): string => t('plots.count', { n: count(value) });
  return (
    <section className="rounded-12 border border-rule p-4 md:p-6">
      <h2 className="mb-4 text-std-20B-150">{title}</h2>
      <dl className="grid gap-3">
        {rows.map(([term, value, to, more]): ReactNode => (
          <div key={term} className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-rule pb-3 last:border-0 last:pb-0">
            <dt>{term}{more !== undefined && <span className="block text-dns-14N-130 text-quiet">{more}</span>}</dt>
            <dd className="text-std-20B-150 text-heading">{to === undefined || value === 0 ? shown(value) : <Link to={to} label={`${shown(value)} ${term}`}>{shown(value)}</Link>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
