// The annexes and the workflow of an engagement: version, day, law, and each document with its hash; who has read them.
import type { StandingView } from '../../../server/http/wire/standing.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import { beginAddress } from '../records/view.ts';
import { shortDay } from '../text/dates.ts';
import { Link } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import { Day, When } from '../ui/when.tsx';

interface Of { readonly engagementId: string; readonly standing: StandingView }
type Document = StandingView['annexes'][number]['documents'][number];

function Head({ title, to, act }: { readonly title: string; readonly to: string; readonly act: string }) {
  const { session } = useHere();
  return <div className="flex flex-wrap items-center justify-between gap-4"><h3 className="text-std-18B-160">{title}</h3>{session.side === 'ward' && <span className="screen-only"><Link to={to} kind="plain">{act}</Link></span>}</div>;
}

export function Annexes({ engagementId, standing: { annexes, ended } }: Of) {
  const { t } = useWords();
  if (annexes.length === 0) return null;
  return (
    <div className="grid gap-2">
      {ended === null ? <Head title={t('contract.annexes')} to={beginAddress({ kind: 'annex', engagement: engagementId })} act={t('contract.newAnnex')} /> : <h3 className="text-std-18B-160">{t('contract.annexes')}</h3>}
      <Table caption={t('contract.annexes')} rows={annexes} keyOf={(row) => row.recordId} columns={[
        { head: t('contract.name'), names: true, cell: (row) => <span><Link to={`/records/${row.recordId}`}>{row.title}</Link>　<span className="whitespace-nowrap">{row.version}</span></span> },
        { head: t('contract.firm'), cell: (row) => row.contractor.name },
        { head: t('contract.signedOn'), cell: (row) => <Day day={row.signedOn} /> },
        { head: t('contract.law'), cell: (row) => row.lawBasis },
        { head: t('contract.documents'), cell: (row) => <Documents documents={row.documents} /> },
      ]} />
    </div>
  );
}

export function Workflows({ engagementId, standing: { workflows, ended } }: Of) {
  const { t, language } = useWords();
  if (workflows.length === 0) return null;
  return (
    <div className="grid gap-2">
      {ended === null ? <Head title={t('contract.workflows')} to={beginAddress({ kind: 'workflow', engagement: engagementId })} act={t('contract.newAnnex')} /> : <h3 className="text-std-18B-160">{t('contract.workflows')}</h3>}
      <Table caption={t('contract.workflows')} rows={workflows} keyOf={(row) => row.recordId} columns={[
        { head: t('contract.name'), names: true, cell: (row) => <span><Link to={`/records/${row.recordId}`}>{row.title}</Link>　<span className="whitespace-nowrap">{row.version}</span></span> },
        { head: t('contract.firm'), cell: (row) => row.contractor.name },
        { head: t('contract.acknowledgedBy'), cell: (row) => (row.acknowledged === null ? <strong>{t('contract.notYet')}</strong> : t('contract.by', { name: row.acknowledged.by, day: shortDay(row.acknowledged.at, language) })) },
        { head: t('contract.documents'), cell: (row) => <Documents documents={row.documents} /> },
      ]} />
    </div>
  );
}

export function Documents({ documents }: { readonly documents: readonly Document[] }) {
  const { t } = useWords();
  return (
    <ul className="grid gap-2">
      {documents.map((one) => (
        <li key={one.id}>
          <a href={api.address('attachment', { id: one.id })} download={one.name} lang="ja" className="in-text inline-flex min-h-6 items-center text-act underline underline-offset-3 hover:decoration-2">{one.name}</a>
          <details><summary className="min-h-6 cursor-pointer text-dns-14N-130 text-quiet">{t('contract.hash')}</summary><code className="text-dns-14N-130 break-all">{one.sha256}</code></details>
        </li>
      ))}
    </ul>
  );
}

/** Who of the rosters has read the annexes as they stand; those who have not come first. */
export function Acknowledgements({ standing: { acknowledgements } }: { readonly standing: StandingView }) {
  const { t } = useWords();
  const done = acknowledgements.filter((one) => one.at !== null).length;
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('contract.acknowledgements')}：{t('contract.acknowledgedOf', { done, all: acknowledgements.length })}</summary>
      <Table caption={t('contract.acknowledgements')} rows={acknowledgements.toSorted((a, b) => Number(a.at !== null) - Number(b.at !== null))} keyOf={(row) => `${row.contractor} ${row.person}`} columns={[
        { head: t('contract.person'), names: true, cell: (row) => row.person }, { head: t('contract.firm'), cell: (row) => row.contractor },
        { head: t('contract.acknowledgedAt'), cell: (row) => (row.at === null ? <strong>{t('contract.notYet')}</strong> : <When at={row.at} short />) },
      ]} />
    </details>
  );
}
