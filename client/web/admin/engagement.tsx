// One engagement for the administrator: what it is about, its parties, conditions, roster, and what was changed.
import type { AccountView, EngagementDetail } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { Badge } from '../ui/badge.tsx';
import { Link } from '../ui/button.tsx';
import { Acts, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { Period, When } from '../ui/when.tsx';
import { Conditions } from './conditions.tsx';
import { History } from './history.tsx';
import { Roster } from './roster.tsx';

export default function AdminEngagement({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => {
    const [engagement, accounts] = await Promise.all([api.call('engagementDetail', { id }), api.call('accounts', {})]);
    return { engagement, accounts };
  });
  const engagement = loaded.value?.engagement;
  const state = engagement === undefined ? undefined : engagement.open ? <Badge tone="good" icon="tick">{t('engagement.open')}</Badge> : <Badge tone="rest" icon="slash">{t(engagement.terminatedAt === null ? 'engagement.closed' : 'keeping.ended')}</Badge>;
  return (
    <Page title={engagement?.title ?? t('nav.engagements')} tab={t('nav.engagements')} after={state}>
      <Loaded of={loaded}>{(found) => <Details {...found} onDone={loaded.reload} />}</Loaded>
    </Page>
  );
}

function Details({ engagement, accounts, onDone }: { readonly engagement: EngagementDetail; readonly accounts: readonly AccountView[]; readonly onDone: () => void }) {
  const { t, language } = useWords();
  const { id, terminatedAt } = engagement;
  return (
    <>
      <Facts rows={[
        [t('contents.purpose'), engagement.purpose], [t('engagement.legalBasis'), engagement.legalBasis],
        [t('engagement.period'), <span key="p"><Period from={engagement.from} to={engagement.to} />{terminatedAt !== null && <span className="ml-3">{t('keeping.ended')} <When at={terminatedAt} /></span>}</span>],
        [t('engagement.sections'), listed(engagement.sections.map((party) => party.name))], [t('engagement.contractors'), listed(engagement.contractors.map((party) => party.name))],
        [t('engagement.items'), listed(engagement.items) || t('changing.none')], [t('contents.form'), listed(engagement.forms.map((form) => (language === 'ja' ? form.name : form.nameEn)))],
        ...(engagement.closedAt === null ? [] : [[t('renewal.closedAt'), <When key="c" at={engagement.closedAt} />] as const]),
        ...(engagement.terms.renewal === 'none' ? [[t('fields.renewal'), t('renewal.never')] as const] : []),
        [t('keeping.running'), t('keeping.runningCount', { count: engagement.running })],
      ]} />
      <Acts>
        <Link to="/admin/engagements" kind="outline">{t('act.back')}</Link>
        {engagement.terms.renewal === 'yearly' && terminatedAt === null && <Link to={`/admin/engagements/${id}/renewal`} kind="outline">{t('renewal.open')}</Link>}
        {terminatedAt === null && engagement.closedAt === null && <Link to={`/admin/engagements/${id}/end`} kind="outline">{t('keeping.end')}</Link>}
        {engagement.closedAt === null && <Link to={`/admin/engagements/${id}/change`} kind="filled">{t('changing.change')}</Link>}
      </Acts>
      <Section title={t('engagement.policy')}><Conditions conditions={engagement.conditions} /></Section>
      <Roster engagement={engagement} accounts={accounts} onDone={onDone} />
      <History key={`${engagement.seen} ${engagement.roster.map((one) => one.id + String(one.removedAt)).join()}`} kind="engagement" id={id} />
    </>
  );
}
