// All that waits for this reader's approval, one below another, each with its own evidence and its own three ticks; no tick for all, and one button
// for those that are fully ticked (UI 3.8). Each is approved by itself: what one refusal says stands beside its transfer, and nothing of the others is lost.
import { useState } from 'react';
import type { Problem } from '../../../server/http/wire/problem.ts';
import type { TransferSummary, TransferView } from '../../../server/http/wire/transfers.ts';
import { api, problemOf } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Acts, Loaded, Page, Panel, Section } from '../ui/page.tsx';
import { ApprovalChecks, CHECKS, checkNames, missingOf, type Check } from './approval-checks.tsx';
import { approvedWords } from './approved-words.ts';
import { approveSeen } from './approval-form.tsx';
import { recount } from './counts.ts';
import { SendBack } from './send-back.tsx';

/** As many as a person checks in one sitting; the rest comes once these are done. */
const AT_ONCE = 20;

interface Waiting { readonly transfers: readonly TransferView[]; readonly total: number; readonly exceptions: readonly TransferSummary[] }

async function loadWaiting(): Promise<Waiting> {
  const page = await api.call('searchTransfers', { body: { mine: true, act: 'approve', sort: 'collectBy', order: 'asc', limit: AT_ONCE } });
  const exceptions = await api.call('searchTransfers', { body: { mine: true, act: 'allow-unscanned', sort: 'collectBy', order: 'asc', limit: AT_ONCE } });
  return { transfers: await Promise.all(page.transfers.map(({ id }) => api.call('transfer', { id }))), total: page.total, exceptions: exceptions.transfers };
}

export default function Approvals() {
  const { t } = useWords();
  const waiting = useLoad('approvals', loadWaiting);
  const [done, setDone] = useState(0);
  const left = waiting.value === null ? 0 : waiting.value.total - done;
  const onApproved = (count: number): void => {
    setDone(done + count);
    recount();
  };
  const onNext = (): void => {
    setDone(0);
    waiting.reload();
  };
  return (
    <Page title={t('approval.listTitle')} after={left > 0 && <span className="text-std-20B-150">{t('todo.count', { count: left })}</span>}>
      <Loaded of={waiting}>{(value) => <>{value.transfers.length > 0 ? <Several key={value.transfers.map(({ id }) => id).join(' ')} waiting={value} onApproved={onApproved} onNext={onNext} /> : value.exceptions.length === 0 && <p>{t('approval.none')}</p>}<Exceptions transfers={value.exceptions} /></>}</Loaded>
    </Page>
  );
}

/** Files that were not scanned are decided one transfer at a time, each on its own page. */
function Exceptions({ transfers }: { readonly transfers: readonly TransferSummary[] }) {
  const { t } = useWords();
  if (transfers.length === 0) return null;
  return <Section title={t('exception.listTitle')}><ul className="grid gap-3">{transfers.map(({ id, number, recipient }) => <li key={id}><Link to={`/transfers/${id}/approval`}>{number}</Link>　<span lang="ja">{recipient.name}</span></li>)}</ul></Section>;
}

/** Where one transfer of the page stands. */
interface Standing { readonly transfer: TransferView; readonly ticked: readonly Check[]; readonly done: string | null; readonly problem: Problem | null }
type Change = Partial<Standing>;

function useStandings(waiting: Waiting): [readonly Standing[], (id: string, change: Change) => void] {
  const [all, setAll] = useState<readonly Standing[]>(() => waiting.transfers.map((transfer) => ({ transfer, ticked: [], done: null, problem: null })));
  return [all, (id, change) => setAll((before) => before.map((one) => (one.transfer.id === id ? { ...one, ...change } : one)))];
}

function Several({ waiting, onApproved, onNext }: { readonly waiting: Waiting; readonly onApproved: (count: number) => void; readonly onNext: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const [all, change] = useStandings(waiting);
  const [tries, setTries] = useState(0);
  const [result, setResult] = useState<{ round: number; approved: number; refused: number } | null>(null);
  const open = all.filter(({ done, transfer }) => done === null && transfer.may.includes('approve'));
  const ready = open.filter(({ ticked }) => missingOf(ticked).length === 0);
  const begun = open.filter(({ ticked }) => ticked.length > 0 && missingOf(ticked).length > 0);
  const early = tries > 0 && (begun.length > 0 || ready.length === 0);
  const approve = (): void => {
    setTries(tries + 1);
    setResult(null);
    if (begun.length > 0 || ready.length === 0) return;
    act.run(async () => {
      const refused = await approveEach(t, ready, change);
      setResult({ round: tries, approved: ready.length - refused, refused });
      setTries(0);
      onApproved(ready.length - refused);
    });
  };
  return (
    <>
      {early && <Left key={tries} begun={begun} />}
      {result !== null && <Banner key={result.round} kind={result.refused === 0 ? 'good' : 'mind'} title={t(result.refused === 0 ? 'approval.severalDone' : 'approval.severalPartly', { count: result.approved, refused: result.refused })} focus />}
      <ul className="grid gap-8">{all.map((one) => <li key={one.transfer.id}><One standing={one} early={early && one.ticked.length > 0} onChange={(next) => change(one.transfer.id, next)} /></li>)}</ul>
      {open.length > 0
        ? <Acts><Button kind="filled" busy={act.busy} onPress={approve}>{ready.length === 0 ? t('transfer.act.approve') : t('approval.several', { count: ready.length })}</Button></Acts>
        : <Acts>{waiting.total > waiting.transfers.length ? <Button kind="filled" onPress={onNext}>{t('approval.next', { count: waiting.total - waiting.transfers.length })}</Button> : result !== null && result.approved > 0 && <Link to="/notices" kind="filled">{t('notice.listTitle')}</Link>}</Acts>}
    </>
  );
}

/** One call per transfer, one after another. Returns how many were refused; what was refused is loaded anew and unticked, because it may have changed. */
async function approveEach(t: ReturnType<typeof useWords>['t'], ready: readonly Standing[], change: (id: string, change: Change) => void): Promise<number> {
  let refused = 0;
  for (const { transfer: { id }, transfer } of ready) {
    try {
      const next = await approveSeen(transfer);
      change(id, { transfer: next, problem: null, done: approvedWords(t, next) });
    } catch (thrown) {
      refused += 1;
      change(id, { problem: problemOf(thrown), ticked: [], transfer: await api.call('transfer', { id }).catch(() => transfer) });
    }
  }
  return refused;
}

function Left({ begun }: { readonly begun: readonly Standing[] }) {
  const { t } = useWords();
  return (
    <Banner kind="stop" title={begun.length === 0 ? t('approval.noneTicked') : t('approval.someLeft')} focus>
      {begun.length === 0 ? undefined : <ul className="list-disc pl-6">{begun.map(({ transfer, ticked }) => <li key={transfer.id}>{transfer.number}　{transfer.recipient.name}　{t('approval.left', { checks: checkNames(t, missingOf(ticked)) })}</li>)}</ul>}
    </Banner>
  );
}

function One({ standing: { transfer, ticked, done, problem }, early, onChange }: { readonly standing: Standing; readonly early: boolean; readonly onChange: (change: Change) => void }) {
  const { t } = useWords();
  return (
    <Panel>
      <h2 className="text-std-20B-150"><Link to={`/transfers/${transfer.id}`}>{transfer.number}</Link>　<span lang="ja">{transfer.recipient.name}</span></h2>
      {done !== null && <Banner kind="good" title={done} />}
      <ProblemBanner problem={problem} />
      {done === null && transfer.may.includes('approve') && (
        <>
          <ApprovalChecks transfer={transfer} ticked={ticked} onTick={(next) => onChange({ ticked: next })} early={early} level={3} />
          <p className="flex flex-wrap items-center justify-between gap-4"><span className="text-quiet">{t('approval.ticks', { ticked: ticked.length, all: CHECKS.length })}</span><SendBack transfer={transfer} onReturned={(next) => onChange({ transfer: next, done: t('approval.returned') })} /></p>
        </>
      )}
    </Panel>
  );
}
