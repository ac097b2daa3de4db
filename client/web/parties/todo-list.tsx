// What waits for the reader, sorted by deadline: the act's button stands beside the deadline, not at the far edge (UI 3.2).
import type { TransferSummary } from '../../../server/http/wire/transfers.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import { Link } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import { Party } from '../ui/tile.tsx';
import { Deadline } from '../ui/when.tsx';
import { SimilarNames } from './doubts.tsx';
import type { Todo } from './next-act.ts';

/** The first line is the most urgent and carries the one filled button, unless the page has it elsewhere. */
export function TodoList({ todos, filled = true }: { readonly todos: readonly Todo[]; readonly filled?: boolean }) {
  const { t } = useWords();
  const first = todos[0];
  return (
    <Table caption={t('todo.caption')} rows={todos} keyOf={(todo) => todo.first.id} columns={[
      { head: t('todo.until'), cell: ({ first: { next } }) => (next.until === null ? t('todo.noDeadline') : <Deadline at={next.until} short />) },
      { head: t('todo.act'), act: true, cell: (todo) => <Link to={todo.address} kind={filled && todo === first ? 'filled' : 'outline'} label={t('todo.actFor', { act: t(`transfer.act.${todo.first.next.act}`), number: todo.first.number })}>{t(`transfer.act.${todo.first.next.act}`)}</Link> },
      { head: t('todo.transfer'), names: true, cell: (todo) => <NumberAndName todo={todo} /> },
      { head: t('todo.party'), cell: ({ first }) => <OtherParty transfer={first} /> },
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
