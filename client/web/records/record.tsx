// One record: whose turn it is and until when, the stages as a document that prints, and the next stage as a form in its place.
import type { RecordView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad, type Load } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Facts, Loaded, Page } from '../ui/page.tsx';
import { Party } from '../ui/tile.tsx';
import { RecordBadges } from './badges.tsx';
import { RecordEngagement } from './form/engagement.ts';
import { NextStages, TurnBox } from './next-stages.tsx';
import { TakenStages } from './taken-stages.tsx';
import { useRoot, useSaid } from './words-of.ts';

export default function RecordPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const said = useSaid();
  const id = params['id'] ?? '';
  const record = useLoad(id, () => api.call('record', { id }));
  const { value } = record;
  return (
    <Page title={value === null ? t('records.one') : `${said(value.title)} ${value.label}`} after={value !== null && <RecordBadges record={value} />} aside={value !== null && <Papers record={value} />}>
      <Loaded of={record}>{(loaded) => <Shown record={loaded} load={record} />}</Loaded>
    </Page>
  );
}

function Papers({ record }: { readonly record: RecordView }) {
  const { t } = useWords();
  return (
    <div className="screen-only flex flex-wrap items-center gap-4">
      {record.document && <a href={api.address('recordDocument', { id: record.id })} target="_blank" rel="noopener" className="inline-flex min-h-12 items-center justify-center rounded-8 border-2 border-act bg-page px-4 py-2 text-oln-16B-100 leading-130 text-act underline-offset-3 hover:bg-hover hover:underline">{t('records.openPaper')}</a>}
      <Button onPress={() => print()}>{t('act.print')}</Button>
    </div>
  );
}

function Shown({ record, load }: { readonly record: RecordView; readonly load: Load<RecordView> }) {
  return (
    <RecordEngagement value={record.engagement.id}>
      <TurnBox record={record} />
      <About record={record} />
      <TakenStages record={record} onDone={load.put} onReload={load.reload} />
      <NextStages record={record} onDone={load.put} onReload={load.reload} />
    </RecordEngagement>
  );
}

function About({ record }: { readonly record: RecordView }) {
  const { t } = useWords();
  const root = useRoot();
  const transfer = record.transfer;
  return (
    <Facts rows={[
      [t('contents.engagement'), root === '' ? <Link key="e" to={`/engagements/${record.engagement.id}`}>{record.engagement.title}</Link> : record.engagement.title],
      ...(record.contractor === null ? [] : [[t('engagement.contractor'), <Party key="c" party={record.contractor} />] as const]),
      ...(transfer === null ? [] : [[t('todo.transfer'), <Link key="t" to={`${root}/transfers/${transfer.id}`}>{transfer.number}</Link>] as const]),
    ]} />
  );
}
