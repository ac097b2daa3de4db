// One engagement: purpose, parties, items, forms, roster, conditions (UI 3.15, without what later duties add).
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { useHere } from '../app/session.ts';
import { count, size } from '../text/amounts.ts';
import { ContractStanding } from '../contract/standing.tsx';
import { Terms } from '../contract/terms.tsx';
import { RecordsOfEngagement } from '../records/of-engagement.tsx';
import { Link } from '../ui/button.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { Party } from '../ui/tile.tsx';
import { Period } from '../ui/when.tsx';

export default function EngagementPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => (await api.call('engagements', {})).filter((one) => one.id === id));
  return (
    <Page title={loaded.value?.[0]?.title ?? t('nav.engagements')} tab={t('nav.engagements')}>
      <Loaded of={loaded}>{([engagement]) => (engagement === undefined ? <p>{t('frame.notFoundMore')}</p> : <Engagement engagement={engagement} />)}</Loaded>
    </Page>
  );
}

function Engagement({ engagement }: { readonly engagement: EngagementView }) {
  const { t, language } = useWords();
  const { session } = useHere();
  return (
    <>
      <ContractStanding engagementId={engagement.id} asksQualifications={engagement.terms.certificates.length > 0} />
      <Facts rows={[
        [t('contents.purpose'), engagement.purpose], [t('engagement.legalBasis'), engagement.legalBasis],
        [t('engagement.period'), <Period key="p" from={engagement.from} to={engagement.to} />],
        [t('engagement.sections'), listed(engagement.sections.map((party) => party.name))],
        [t('engagement.items'), listed(engagement.items)],
        [t('contents.form'), listed(engagement.forms.map((form) => (language === 'ja' ? form.name : form.nameEn)))],
      ]} />
      <Section title={t('engagement.contractors')}><ul className="grid gap-3">{engagement.contractors.map((party) => <li key={party.id}><Party party={party} tall><Principal engagement={engagement} id={party.id} /><span className="block text-quiet">{party.address}</span></Party></li>)}</ul></Section>
      <Section title={t('engagement.roster')}><div><Link to={`/engagements/${engagement.id}/roster`} kind="outline">{t('roster.open')}</Link></div></Section>
      <RecordsOfEngagement engagementId={engagement.id} />
      <Section title={t('engagement.policy')}><Policy engagement={engagement} />{session.side === 'ward' && <div><Link to={`/engagements/${engagement.id}/standing-approvals`} kind="outline">{t('engagement.standing')}</Link></div>}</Section>
      <Section title={t('terms.title')}><Terms terms={engagement.terms} /></Section>
    </>
  );
}

/** In whose name a subcontractor works, and for which forms. */
function Principal({ engagement, id }: { readonly engagement: EngagementView; readonly id: string }) {
  const { t, language } = useWords();
  const found = engagement.subcontractors.find((one) => one.party.id === id);
  if (found === undefined) return null;
  const forms = engagement.forms.filter((form) => found.formIds.includes(form.id)).map((form) => (language === 'ja' ? form.name : form.nameEn));
  return <span className="ml-3"><span className="text-quiet">{t('roster.subcontractorOf', { name: found.principal })}</span><span className="block">{t('contents.form')} {listed(forms)}</span></span>;
}

export function Policy({ engagement: { policy } }: { readonly engagement: Pick<EngagementView, 'policy'> }) {
  const { t } = useWords();
  const yes = (on: boolean): string => t(on ? 'policy.yes' : 'policy.no');
  return (
    <Facts rows={[
      [t('policy.locks'), t(`policy.lock.${policy.locks}`)], [t('policy.approvalOut'), yes(policy.approval['to-contractor'])], [t('policy.approvalBack'), yes(policy.approval['to-section'])],
      [t('policy.gap'), t('policy.minutes', { n: count(policy.passwordGapMinutes) })], [t('policy.otherPerson'), yes(policy.noticeByAnotherPerson)], [t('policy.call'), yes(policy.telephoneCall)],
      [t('policy.collect'), t('policy.days', { n: policy.collectWithinDays })], [t('policy.wipe'), t('policy.hours', { n: policy.wipeAfterConfirmHours })], [t('policy.draft'), t('policy.days', { n: policy.draftDays })],
      [t('policy.size'), t('unit.bytes', { size: size(policy.maxFileBytes), bytes: count(policy.maxFileBytes) })], [t('policy.files'), t('unit.files', { count: policy.maxFiles })],
    ]} />
  );
}
