// The contractor's home: what waits to be collected, by when; what is still to be confirmed; and before all else, a key to open it with (UI 3.10).
import type { CertificateView } from '../../../server/http/wire/engagements.ts';
import type { TransferSummary } from '../../../server/http/wire/transfers.ts';
import { LastSignIn } from '../account/last-sign-in.tsx';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { useHere } from '../app/session.ts';
import { FirstThings } from '../contract/first-things.tsx';
import { WaitingConfirmations } from '../parties/confirmations/waiting-line.tsx';
import { KeyChangedAtHome } from '../parties/keys/key-changed.tsx';
import { addressOfAct, todosOf } from '../parties/next-act.ts';
import { TodoList } from '../parties/todo-list.tsx';
import { LaterDuties } from '../records/duties/later.tsx';
import { useMyDuties } from '../records/duties/my-duties.ts';
import { count } from '../text/amounts.ts';
import { StateBadges } from '../ui/badge.tsx';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { Party } from '../ui/tile.tsx';
import { Deadline } from '../ui/when.tsx';

export default function ContractorHome() {
  const { t } = useWords();
  const { session } = useHere();
  const keys = useLoad('certificates', () => api.call('certificates', {}));
  const own = keys.value?.filter((key) => key.party.id === session.contractor?.id && key.withdrawnAt === null);
  const canOpen = own === undefined || own.length > 0;
  const mine = useLoad('mine', () => api.call('searchTransfers', { body: { mine: true, sort: 'collectBy', order: 'asc', limit: 200 } }));
  const lines = (...acts: readonly string[]): TransferSummary[] => todosOf(mine.value?.transfers ?? []).map((todo) => todo.first).filter(({ next }) => acts.includes(next.act));
  const [collect, confirm] = [lines('collect'), lines('confirm')];
  const rest = todosOf((mine.value?.transfers ?? []).filter(({ next }) => next.act !== 'collect' && next.act !== 'confirm'));
  const duties = useMyDuties();
  const owed = duties.value?.duties ?? [];
  const later = duties.value?.later ?? 0;
  return (
    <Page title={t('contractorHome.title')} after={mine.value !== null && <span className="text-std-20B-150">{t('todo.count', { count: collect.length })}</span>} aside={<span>{session.contractor?.name}　{session.account.name}</span>}>
      {own !== undefined && <KeyBanner own={own} />}
      <KeyChangedAtHome />
      <FirstThings />
      <Loaded of={mine}>
        {() => (
          <>
            {collect.length === 0 ? <p>{t('contractorHome.nothing')}</p> : <Cards transfers={collect} filled={canOpen} />}
            {confirm.length > 0 && <Section title={t('contractorHome.confirm', { count: confirm.length })}><Cards transfers={confirm} filled={canOpen && collect.length === 0} /></Section>}
          </>
        )}
      </Loaded>
      {duties.problem !== null && <ProblemBanner problem={duties.problem} />}
      {rest.length + owed.length > 0 && <Section title={t(rest.length === 0 ? 'duties.owed' : 'contractorHome.rest')}><TodoList todos={rest} duties={owed} filled={canOpen && mine.value !== null && collect.length + confirm.length === 0} /></Section>}
      {later > 0 && <LaterDuties count={later} />}
      <WaitingConfirmations />
      <LastSignIn />
    </Page>
  );
}

/** Without a key nothing can be opened, so it stands above all. */
function KeyBanner({ own }: { readonly own: readonly CertificateView[] }) {
  const { t } = useWords();
  if (own.length === 0) return <Banner kind="mind" title={t('contractorHome.noKey')}><p>{t('contractorHome.noKeyMore')}</p><p className="mt-3"><Link to="/keys" kind="filled">{t('contractorHome.prepareKey')}</Link></p></Banner>;
  if (own.some((key) => key.confirmedAt !== null)) return null;
  return <Banner kind="wait" title={t('contractorHome.keyWaits')}><p>{t('contractorHome.keyWaitsMore')} <Link to="/keys">{t('nav.ownKeys')}</Link></p></Banner>;
}

/** A card per transfer, its deadline first; the most urgent carries the filled button. */
function Cards({ transfers, filled }: { readonly transfers: readonly TransferSummary[]; readonly filled: boolean }) {
  const { t } = useWords();
  return (
    <ul className="grid gap-4">
      {transfers.map((transfer, i) => {
        const act = t(`transfer.act.${transfer.next.act}`);
        return (
          <li key={transfer.id} className="grid gap-4 rounded-12 border border-rule p-4 md:grid-cols-[minmax(0,1fr)_max-content] md:items-center md:p-6">
            <div className="grid min-w-0 gap-2">
              <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-std-18B-160">{transfer.next.until === null ? t('todo.noDeadline') : <Deadline at={transfer.next.until} />}<StateBadges transfer={transfer} /></p>
              <Numbered transfer={transfer} />
              <Party party={transfer.sender}> <span className="text-quiet">{t('todo.comesFrom')}</span></Party>
            </div>
            <Link to={addressOfAct(transfer)} kind={filled && i === 0 ? 'filled' : 'outline'} label={t('todo.actFor', { act, number: transfer.number })}>{act}</Link>
          </li>
        );
      })}
    </ul>
  );
}

function Numbered({ transfer }: { readonly transfer: TransferSummary }) {
  const { t, language } = useWords();
  const name = transfer.title ?? (language === 'ja' ? transfer.form.name : transfer.form.nameEn);
  return <p><Link to={`/transfers/${transfer.id}`}>{transfer.number}</Link>　<Foreign>{name}</Foreign>　<span className="whitespace-nowrap"><Foreign>{t('unit.quantity', { n: count(transfer.quantity), unit: transfer.form.unit })}</Foreign></span>　<span className="whitespace-nowrap text-quiet">{t('unit.files', { count: transfer.fileCount })}</span></p>;
}
