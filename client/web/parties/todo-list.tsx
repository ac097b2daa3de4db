// What waits for the reader, sorted by deadline: the act's button stands beside the deadline, not at the far edge (UI 3.2).
import { useWords } from '../app/language.ts';
import { Link } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import { Party } from '../ui/tile.tsx';
import { Deadline } from '../ui/when.tsx';
import type { Todo } from './next-act.ts';

/** The first line is the most urgent and carries the one filled button. */
export function TodoList({ todos, other }: { readonly todos: readonly Todo[]; readonly other: 'recipient' | 'sender' }) {
  const { t, language } = useWords();
  const first = todos[0];
  return (
    <Table caption={t('todo.caption')} rows={todos} keyOf={(todo) => todo.first.id} columns={[
      { head: t('todo.until'), cell: ({ first: { next } }) => (next.until === null ? t('todo.noDeadline') : <Deadline at={next.until} short />) },
      { head: t('todo.act'), cell: (todo) => <Link to={todo.address} kind={todo === first ? 'filled' : 'outline'} label={t('todo.actFor', { act: t(`transfer.act.${todo.first.next.act}`), number: todo.first.number })}>{t(`transfer.act.${todo.first.next.act}`)}</Link> },
      { head: t('todo.transfer'), names: true, cell: (todo) => <NumberAndName todo={todo} language={language} /> },
      { head: other === 'recipient' ? t('transfer.recipient') : t('transfer.sender'), cell: ({ first: transfer }) => <Party party={transfer[other]} /> },
    ]} />
  );
}

function NumberAndName({ todo: { first, transfers }, language }: { readonly todo: Todo; readonly language: 'ja' | 'en' }) {
  const { t } = useWords();
  return (
    <span className="grid">
      <Link to={`/transfers/${first.id}`}>{first.number}</Link>
      <span className="text-quiet">{first.title ?? (language === 'ja' ? first.form.name : first.form.nameEn)}{transfers.length > 1 && ` ${t('todo.andMore', { count: transfers.length - 1 })}`}</span>
    </span>
  );
}
