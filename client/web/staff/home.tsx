// The staff home answers one question before any other: what must I do now (UI 3.2).
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { useHere } from '../app/session.ts';
import { isPersonsAct, todosOf } from '../parties/next-act.ts';
import { TodoList } from '../parties/todo-list.tsx';
import { TransferTable } from '../parties/transfer-table.tsx';
import { Link } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';

export default function StaffHome() {
  const { t } = useWords();
  const { session } = useHere();
  const mine = useLoad('mine', () => api.call('transfers', { query: { mine: '1', limit: 200 } }));
  const all = useLoad('all', () => api.call('transfers', { query: { limit: 200 } }));
  const todos = todosOf(mine.value?.transfers ?? []);
  const waiting = (all.value?.transfers ?? []).filter((transfer) => !transfer.next.mine && isPersonsAct(transfer.next.act));
  const empty = mine.value !== null && todos.length === 0;
  return (
    <Page title={t('todo.title')} after={mine.value !== null && <span className="text-std-20B-150">{t('todo.count', { count: todos.length })}</span>} aside={<Link to="/transfers/new" kind={empty ? 'filled' : 'outline'}>{t('transfer.new')}</Link>}>
      <Loaded of={mine}>
        {() => (empty ? <p>{waiting.length === 0 ? t('todo.nothing') : t('todo.nothingButWaiting', { count: waiting.length })}</p> : <TodoList todos={todos} />)}
      </Loaded>
      {waiting.length > 0 && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('todo.waiting', { count: waiting.length })}</summary>
          <TransferTable caption={t('todo.waiting', { count: waiting.length })} transfers={waiting} />
        </details>
      )}
      {session.previousSignInAt !== null && <p className="text-dns-14N-130 text-quiet">{t('todo.previousSignIn')} <When at={session.previousSignInAt} /></p>}
    </Page>
  );
}
