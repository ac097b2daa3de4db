// The staff home answers one question before any other: what must I do now (UI 3.2).
import { useState } from 'react';
import type { TransferCounts, TransferPage } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { setQuery, usePlace } from '../app/place.ts';
import { useHere } from '../app/session.ts';
import { waitingFor } from '../parties/counts.ts';
import { isOfKind, KINDS, todosOf, type Kind } from '../parties/next-act.ts';
import { TodoList } from '../parties/todo-list.tsx';
import { TransferTable } from '../parties/transfer-table.tsx';
import { Link } from '../ui/button.tsx';
import { ToggleChip } from '../ui/filter-chip.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';

const MOST = 200;
const PICKS = ['overdue', 'approve', 'password', 'collect', 'draft'] as const;

export default function StaffHome() {
  const { t } = useWords();
  const { session } = useHere();
  const mine = useLoad('mine', () => api.call('searchTransfers', { body: { mine: true, sort: 'collectBy', order: 'asc', limit: MOST } }));
  const counts = useLoad('counts', () => api.call('transferCounts', {}));
  const empty = mine.value?.total === 0;
  return (
    <Page title={t('todo.title')} after={mine.value !== null && <span className="text-std-20B-150">{t('todo.count', { count: mine.value.total })}</span>} aside={<Link to="/transfers/new" kind={empty ? 'filled' : 'outline'}>{t('transfer.new')}</Link>}>
      <Loaded of={mine}>{(page) => (empty ? <Nothing counts={counts.value} /> : <Todos page={page} counts={counts.value} />)}</Loaded>
      {counts.value !== null && counts.value.waiting > 0 && <Others total={counts.value.waiting} />}
      {session.previousSignInAt !== null && <p className="text-dns-14N-130 text-quiet">{t('todo.previousSignIn')} <When at={session.previousSignInAt} /></p>}
    </Page>
  );
}

function Nothing({ counts }: { readonly counts: TransferCounts | null }) {
  const { t } = useWords();
  return <p>{counts === null || counts.waiting === 0 ? t('todo.nothing') : t('todo.nothingButWaiting', { count: counts.waiting })}</p>;
}

/** What waits for me, of one kind or of all. The figures count transfers, as the gateway does; a line may stand for several. */
function Todos({ page, counts }: { readonly page: TransferPage; readonly counts: TransferCounts | null }) {
  const { t } = useWords();
  const { query } = usePlace();
  const pick = PICKS.find((one) => one === query.get('only'));
  const tallies = PICKS.map((one) => ({ one, tally: one === 'overdue' ? page.transfers.filter((transfer) => transfer.overdue).length : waitingFor(counts, ...KINDS[one]) })).filter(({ tally }) => tally > 0);
  const shown = page.transfers.filter((transfer) => (pick === undefined || (pick === 'overdue' ? transfer.overdue : isOfKind(pick satisfies Kind, transfer.next.act))));
  return (
    <>
      {tallies.length > 1 && (
        <div role="group" aria-label={t('home.picks')} className="flex flex-wrap gap-3">
          <ToggleChip on={pick === undefined} onChange={() => setQuery({ only: null })}>{t('home.pick', { name: t('list.every'), count: page.total })}</ToggleChip>
          {tallies.map(({ one, tally }) => <ToggleChip key={one} on={pick === one} onChange={(on) => setQuery({ only: on ? one : null })}>{t('home.pick', { name: t(`home.kinds.${one}`), count: tally })}</ToggleChip>)}
        </div>
      )}
      {shown.length === 0 ? <p>{t('list.noMatch')}</p> : <TodoList todos={todosOf(shown)} />}
      {page.total > page.transfers.length && <p><Link to="/transfers?turn=mine&sort=collectBy&order=asc">{t('home.more', { count: page.total - page.transfers.length })}</Link></p>}
    </>
  );
}

/** Asked for only when it is opened. */
function Others({ total }: { readonly total: number }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const title = t('todo.waiting', { count: total });
  return (
    <details onToggle={(event) => setOpened((before) => before || event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{title}</summary>
      {opened && <Waits title={title} />}
    </details>
  );
}

function Waits({ title }: { readonly title: string }) {
  const { t } = useWords();
  const others = useLoad('waiting', () => api.call('searchTransfers', { body: { waiting: true, sort: 'collectBy', order: 'asc', limit: 20 } }));
  return (
    <Loaded of={others}>
      {({ transfers, total }) => (
        <div className="grid gap-4">
          <TransferTable caption={title} transfers={transfers} />
          {total > transfers.length && <p><Link to="/transfers?turn=waiting&sort=collectBy&order=asc">{t('home.more', { count: total - transfers.length })}</Link></p>}
        </div>
      )}
    </Loaded>
  );
}
