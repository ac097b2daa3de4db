// All transfers of the own party. Filters live in the address, so Back works (UI 3.3).
import { useState } from 'react';
import { transferQuery, type TransferSummary } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { setQuery, usePlace } from '../app/place.ts';
import { useHere } from '../app/session.ts';
import { count } from '../text/amounts.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { TransferTable } from './transfer-table.tsx';

const STATES = ['draft', 'awaiting-approval', 'returned', 'released', 'collecting', 'collected', 'confirmed', 'recalled', 'expired', 'wiping', 'wipe-failed', 'wiped', 'discarded'] as const;

export default function TransferList() {
  const { t } = useWords();
  const { session } = useHere();
  const { query } = usePlace();
  const filters = transferQuery.safeParse({ state: query.get('state') ?? undefined, engagement: query.get('engagement') ?? undefined, limit: 50 });
  const asked = filters.success ? filters.data : { limit: 50 };
  const page = useLoad(JSON.stringify(asked), () => api.call('transfers', { query: asked }));
  const engagements = useLoad('engagements', () => api.call('engagements', {}));
  const filtered = query.size > 0;
  return (
    <Page title={t('list.title')} aside={<Link to={session.contractor === null ? '/transfers/new' : '/send'} kind="outline">{t('transfer.new')}</Link>}>
      <div className="flex flex-wrap items-end gap-4">
        <Select label={t('list.state')} required={false} value={query.get('state') ?? ''} onChange={(state) => setQuery({ state })} blank={t('list.every')} options={STATES.map((state) => ({ value: state, label: t(`state.${state}.word`) }))} />
        <Select label={t('contents.engagement')} required={false} value={query.get('engagement') ?? ''} onChange={(engagement) => setQuery({ engagement })} blank={t('list.every')} options={(engagements.value ?? []).map((one) => ({ value: one.id, label: one.title }))} />
        {filtered && <Button kind="plain" onPress={() => setQuery({ state: null, engagement: null })}>{t('list.clear')}</Button>}
      </div>
      <Loaded of={page}>
        {(value) => (value.transfers.length === 0
          ? <div className="grid gap-4"><p>{filtered ? t('list.noMatch') : t('list.none')}</p></div>
          : <Rows key={JSON.stringify(asked)} first={value.transfers} next={value.next} total={value.total} asked={asked} />)}
      </Loaded>
    </Page>
  );
}

function Rows({ first, next, total, asked }: { readonly first: readonly TransferSummary[]; readonly next: string | null; readonly total: number; readonly asked: object }) {
  const { t } = useWords();
  const act = useAct();
  const [more, setMore] = useState<{ rows: readonly TransferSummary[]; next: string | null }>({ rows: [], next });
  const load = (): void => act.run(async () => {
    const page = await api.call('transfers', { query: { ...asked, ...(more.next === null ? {} : { after: more.next }) } });
    setMore((before) => ({ rows: [...before.rows, ...page.transfers], next: page.next }));
  });
  const rows = [...first, ...more.rows];
  return (
    <>
      <p className="text-quiet">{t('list.shown', { total: count(total), shown: count(rows.length) })}</p>
      <TransferTable caption={t('list.title')} transfers={rows} />
      <ProblemBanner problem={act.problem} />
      {more.next !== null && <div><Button busy={act.busy} onPress={load}>{t('act.more')}</Button></div>}
    </>
  );
}
