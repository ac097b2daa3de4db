// The staff home answers one question before any other: what must I do now (UI 3.2).
import { useState } from 'react';
import type { TransferCounts, TransferPage } from '../../../server/http/wire/transfers.ts';
import { LastSignIn } from '../account/last-sign-in.tsx';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { setQuery, usePlace } from '../app/place.ts';
import { WaitingConfirmations } from '../parties/confirmations/waiting-line.tsx';
import { waitingFor } from '../parties/counts.ts';
import { KeyChangedAtHome } from '../parties/keys/key-changed.tsx';
import { isOfKind, KINDS, todosOf, type Kind } from '../parties/next-act.ts';
import { TodoList } from '../parties/todo-list.tsx';
import { TransferTable } from '../parties/transfer-table.tsx';
import { LaterDuties } from '../records/duties/later.tsx';
import { useMyDuties, type MyDuties } from '../records/duties/my-duties.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { ToggleChip } from '../ui/filter-chip.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { WaitingRosters } from './waiting-rosters.tsx';

const MOST = 200;
const NONE: MyDuties = { duties: [], later: 0 };
const PICKS = ['overdue', 'approve', 'password', 'collect', 'draft', 'duty'] as const;
type Pick = (typeof PICKS)[number];

export default function StaffHome() {
  const { t } = useWords();
  const mine = useLoad('mine', () => api.call('searchTransfers', { body: { mine: true, sort: 'collectBy', order: 'asc', limit: MOST } }));
  const counts = useLoad('counts', () => api.call('transferCounts', {}));
  const duties = useMyDuties();
  const owed = duties.value ?? NONE;
  const total = (mine.value?.total ?? 0) + owed.duties.length;
  // Until both are known nobody is told that there is nothing to do.
  const empty = mine.value?.total === 0 && (duties.value !== null || duties.problem !== null) && total === 0;
  return (
    <Page title={t('todo.title')} after={mine.value !== null && <span className="text-std-20B-150">{t('todo.count', { count: total })}</span>} aside={<Link to="/transfers/new" kind={empty ? 'filled' : 'outline'}>{t('transfer.new')}</Link>}>
      <KeyChangedAtHome />
      <Loaded of={mine}>{(page) => (empty ? <Nothing counts={counts.value} /> : <Todos page={page} owed={owed.duties} counts={counts.value} />)}</Loaded>
      {duties.problem !== null && <ProblemBanner problem={duties.problem} />}
      {owed.later > 0 && <LaterDuties count={owed.later} />}
      <WaitingRosters />
      <WaitingConfirmations />
      {counts.value !== null && counts.value.waiting > 0 && <Others total={counts.value.waiting} />}
      <LastSignIn />
    </Page>
  );
}

function Nothing({ counts }: { readonly counts: TransferCounts | null }) {
  const { t } = useWords();
  return <p>{counts === null || counts.waiting === 0 ? t('todo.nothing') : t('todo.nothingButWaiting', { count: counts.waiting })}</p>;
}

/** What waits for me, of one kind or of all. The figures count transfers, as the gateway does; a line may stand for several. */
function Todos({ page, owed, counts }: { readonly page: TransferPage; readonly owed: MyDuties['duties']; readonly counts: TransferCounts | null }) {
  const { t } = useWords();
  const { query } = usePlace();
  const pick = PICKS.find((one) => one === query.get('only'));
  const tallyOf = (one: Pick): number => {
    if (one === 'duty') return owed.length;
    return one === 'overdue' ? [...page.transfers, ...owed].filter(({ overdue }) => overdue).length : waitingFor(counts, ...KINDS[one]);
  };
  const tallies = PICKS.map((one) => ({ one, tally: tallyOf(one) })).filter(({ tally }) => tally > 0);
  const shown = pick === 'duty' ? [] : page.transfers.filter((transfer) => (pick === undefined || (pick === 'overdue' ? transfer.overdue : isOfKind(pick satisfies Kind, transfer.next.act))));
  const duties = pick === undefined || pick === 'duty' ? owed : pick === 'overdue' ? owed.filter(({ overdue }) => overdue) : [];
  return (
    <>
      {tallies.length > 1 && (
        <div role="group" aria-label={t('home.picks')} className="flex flex-wrap gap-3">
          <ToggleChip on={pick === undefined} onChange={() => setQuery({ only: null })}>{t('home.pick', { name: t('list.every'), count: page.total + owed.length })}</ToggleChip>
          {tallies.map(({ one, tally }) => <ToggleChip key={one} on={pick === one} onChange={(on) => setQuery({ only: on ? one : null })}>{t('home.pick', { name: t(`home.kinds.${one}`), count: tally })}</ToggleChip>)}
        </div>
      )}
      {shown.length + duties.length === 0 ? <p>{t('list.noMatch')}</p> : <TodoList todos={todosOf(shown)} duties={duties} />}
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
