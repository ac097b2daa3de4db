// How the contract stands on the page of an engagement: what the reader must do first, then annexes, workflow, qualifications; after the end what is owed.
import type { StandingView } from '../../../server/http/wire/standing.ts';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { useHere } from '../app/session.ts';
import { beginAddress } from '../records/view.ts';
import { Banner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { Loaded, Section } from '../ui/page.tsx';
import { Acknowledgements, Annexes, Workflows } from './papers.tsx';
import { Ended } from './ended.tsx';
import { Qualifications } from './qualifications.tsx';

interface Of { readonly engagementId: string; readonly standing: StandingView }

export function ContractStanding({ engagementId, asksQualifications }: { readonly engagementId: string; readonly asksQualifications: boolean }) {
  const { t } = useWords();
  const loaded = useLoad(`standing ${engagementId}`, () => api.call('engagementStanding', { id: engagementId }));
  return (
    <Loaded of={loaded}>
      {(standing) => (
        <>
          {standing.ended !== null && <Ended engagementId={engagementId} standing={standing} />}
          <First engagementId={engagementId} standing={standing} />
          <Missing engagementId={engagementId} standing={standing} />
          <Section title={t('contract.title')}>
            <Annexes engagementId={engagementId} standing={standing} />
            <Workflows engagementId={engagementId} standing={standing} />
            {asksQualifications && <Qualifications engagementId={engagementId} standing={standing} />}
            {standing.acknowledgements.length > 0 && <Acknowledgements standing={standing} />}
          </Section>
        </>
      )}
    </Loaded>
  );
}

/** What this reader has to do before anything can be collected. */
export function First({ engagementId, standing: { mine } }: Of) {
  const { t } = useWords();
  return (
    <>
      {mine.acknowledge && <Banner kind="mind" title={t('contract.acknowledge')}><p>{t('contract.acknowledgeMore')}</p><p className="mt-3"><Link to={`/engagements/${engagementId}/acknowledge`} kind="filled">{t('contract.acknowledgeOpen')}</Link></p></Banner>}
      {mine.workflow !== null && <Banner kind="mind" title={t('contract.workflowWaits')}><p>{t('contract.workflowWaitsMore')}</p><p className="mt-3"><Link to={`/records/${mine.workflow}`} kind={mine.acknowledge ? 'outline' : 'filled'}>{t('contract.workflowOpen')}</Link></p></Banner>}
    </>
  );
}

/** What the contract lacks, for whom: until then nothing moves. */
function Missing({ engagementId, standing }: Of) {
  const { t } = useWords();
  const { session } = useHere();
  const staff = session.side === 'ward';
  const [annexFor] = standing.annexMissing;
  const [workflowFor] = standing.workflowMissing;
  if (standing.ended !== null) return null;
  return (
    <>
      {annexFor !== undefined && (
        <Banner kind="mind" title={t('contract.annexMissing', { names: listed(standing.annexMissing.map((one) => one.name)) })}>
          <p>{t('contract.annexMissingMore')}</p>
          {staff && <p className="mt-3"><Link to={beginAddress({ kind: 'annex', engagement: engagementId, contractor: annexFor.id })} kind="filled">{t('contract.addAnnex')}</Link></p>}
        </Banner>
      )}
      {workflowFor !== undefined && (
        <Banner kind="mind" title={t('contract.workflowMissing', { names: listed(standing.workflowMissing.map((one) => one.name)) })}>
          <p>{t('contract.workflowMissingMore')}</p>
          {staff && <p className="mt-3"><Link to={beginAddress({ kind: 'workflow', engagement: engagementId, contractor: workflowFor.id })} kind={annexFor === undefined ? 'filled' : 'outline'}>{t('contract.addWorkflow')}</Link></p>}
        </Banner>
      )}
      {standing.closedRoutes.map(({ contractor, media }) => (
        <Banner key={contractor.id} kind="mind" title={t(media ? 'contract.closedLine' : 'contract.closedAll', { name: contractor.name })}>
          <p>{t(media ? 'contract.closedLineMore' : 'contract.closedAllMore')}</p>
          {staff && standing.qualifications.length > 0 && <p className="mt-3"><Link to={beginAddress({ kind: 'qualification', engagement: engagementId, contractor: contractor.id })} kind="outline">{t('contract.addQualification')}</Link></p>}
        </Banner>
      ))}
    </>
  );
}
