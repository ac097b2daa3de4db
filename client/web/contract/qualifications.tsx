// The qualifications that the terms ask of each contractor: until when, and how loud the warning is (60, 30, 7 days).
import type { QualificationView, StandingView } from '../../../server/http/wire/standing.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import { beginAddress } from '../records/view.ts';
import { Badge } from '../ui/badge.tsx';
import { Link } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import { Day } from '../ui/when.tsx';

export function Qualifications({ engagementId, standing: { qualifications, ended } }: { readonly engagementId: string; readonly standing: StandingView }) {
  const { t } = useWords();
  const { session } = useHere();
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h3 className="text-std-18B-160">{t('contract.qualifications')}</h3>
        {session.side === 'ward' && ended === null && <span className="screen-only"><Link to={beginAddress({ kind: 'qualification', engagement: engagementId })} kind="plain">{t('contract.addQualification')}</Link></span>}
      </div>
      <Table caption={t('contract.qualifications')} rows={qualifications} keyOf={(row) => `${row.contractor.id} ${row.kind} ${row.neededFor}`} columns={[
        { head: t('contract.kind'), names: true, cell: (row) => t(`contract.kinds.${row.kind}`) },
        { head: t('contract.firm'), cell: (row) => row.contractor.name },
        { head: t('contract.neededFor'), cell: (row) => t(`contract.needed.${row.neededFor}`) },
        { head: t('contract.number'), cell: (row) => row.number ?? '' },
        { head: t('contract.until'), cell: (row) => (row.until === null ? '' : <Day day={row.until} />) },
        { head: t('contract.state'), cell: (row) => <State of={row} /> },
      ]} />
    </div>
  );
}

function State({ of: { state, daysLeft } }: { readonly of: QualificationView }) {
  const { t } = useWords();
  switch (state) {
    case 'valid': return <Badge tone="good" icon="tick">{t('contract.states.valid')}</Badge>;
    case 'expiring': return <Badge tone={daysLeft !== null && daysLeft <= 7 ? 'late' : daysLeft !== null && daysLeft <= 30 ? 'mind' : 'wait'} icon="clock">{daysLeft === 0 ? t('contract.states.today') : t('contract.states.expiring', { days: daysLeft ?? 0 })}</Badge>;
    case 'expired': return <Badge tone="stop" icon="cross">{t('contract.states.expired')}</Badge>;
    case 'missing': return <Badge tone="stop" icon="cross">{t('contract.states.missing')}</Badge>;
  }
}
