// What waits for the reader, transfers and duties in one order by deadline: the act's button stands beside the deadline, not at the far edge (UI 3.2).
import type { DutyView } from '../../../server/http/wire/records.ts';
import type { TransferSummary } from '../../../server/http/wire/transfers.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import { DueDay } from '../records/badges.tsx';
import { DutyAct } from '../records/duties/duty-act.tsx';
import { endOfDay } from '../records/view.ts';
import { useSaid } from '../records/words-of.ts';
import { Link } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Table } from '../ui/table.tsx';
import { Party } from '../ui/tile.tsx';
import { Deadline } from '../ui/when.tsx';
import { SimilarNames } from './doubts.tsx';
import type { Todo } from './next-act.ts';

type Line = { readonly todo: Todo; readonly duty: null } | { readonly todo: null; readonly duty: DutyView };
const deadlineOf = ({ todo, duty }: Line): string => (todo === null ? endOfDay(duty.dueOn) : (todo.first.next.until ?? '9'));

/** The first line is the most urgent and carries the one filled button, unless the page has it elsewhere. */
export function TodoList({ todos, duties = [], filled = true }: { readonly todos: readonly Todo[]; readonly duties?: readonly DutyView[]; readonly filled?: boolean }) {
  const { t } = useWords();
  const lines = [...todos.map((todo): Line => ({ todo, duty: null })), ...duties.map((duty): Line => ({ todo: null, duty }))].sort((a, b) => deadlineOf(a).localeCompare(deadlineOf(b)));
  const kindOf = (line: Line) => (filled && line === lines[0] ? 'filled' : 'outline');
  return (
    <Table caption={t('todo.caption')} rows={lines} keyOf={({ todo, duty }) => todo?.first.id ?? duty?.id ?? ''} columns={[
      { head: t('todo.until'), cell: ({ todo, duty }) => (todo === null ? <DueDay day={duty.dueOn} /> : todo.first.next.until === null ? t('todo.noDeadline') : <Deadline at={todo.first.next.until} short />) },
      { head: t('todo.act'), act: true, cell: (line) => (line.todo === null ? <DutyAct duty={line.duty} kind={kindOf(line)} /> : <Link to={line.todo.address} kind={kindOf(line)} label={t('todo.actFor', { act: t(`transfer.act.${line.todo.first.next.act}`), number: line.todo.first.number })}>{t(`transfer.act.${line.todo.first.next.act}`)}</Link>) },
      { head: t('duties.subject'), names: true, cell: ({ todo, duty }) => (todo === null ? <DutyName duty={duty} /> : <NumberAndName todo={todo} />) },
      { head: t('todo.party'), cell: ({ todo, duty }) => (todo === null ? <DutyParty duty={duty} /> : <OtherParty transfer={todo.first} />) },
    ]} />
  );
}

/** The party that is not the reader's: to whom it goes, or from whom it comes. */
export function OtherParty({ transfer }: { readonly transfer: TransferSummary }) {
  const { t } = useWords();
  const { session } = useHere();
  const incoming = transfer.recipient.id === (session.section?.id ?? session.contractor?.id);
  return <Party party={incoming ? transfer.sender : transfer.recipient}> <span className="text-quiet">{t(incoming ? 'todo.comesFrom' : 'todo.goesTo')}</span>{!incoming && <SimilarNames transfer={transfer} />}</Party>;
}

export function NumberAndName({ todo: { first, transfers } }: { readonly todo: Todo }) {
  const { t, language } = useWords();
  return (
    <span className="grid">
      <span className="whitespace-nowrap"><Link to={`/transfers/${first.id}`}>{first.number}</Link>{transfers.length > 1 && ` ${t('todo.andMore', { count: transfers.length - 1 })}`}</span>
      <span className="text-quiet">{first.title ?? (language === 'ja' ? first.form.name : first.form.nameEn)}</span>
    </span>
  );
}

function DutyName({ duty }: { readonly duty: DutyView }) {
  const said = useSaid();
  return (
    <span className="grid">
      <strong><Foreign>{said(duty.what)}</Foreign></strong>
      <span className="text-quiet">{duty.transfer !== null && <><Link to={`/transfers/${duty.transfer.id}`}>{duty.transfer.number}</Link>　</>}<span lang="ja">{duty.engagement.title}</span></span>
    </span>
  );
}

/** To the ward: the contractor whom it is about. A contractor knows itself. */
function DutyParty({ duty }: { readonly duty: DutyView }) {
  const { session } = useHere();
  return duty.contractor === null || duty.contractor.id === session.contractor?.id ? null : <Party party={duty.contractor} />;
}
