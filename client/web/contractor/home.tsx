// The contractor's home: what waits to be collected, by when; and before all else, a key to open it with (UI 3.10).
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { useHere } from '../app/session.ts';
import { todosOf } from '../parties/next-act.ts';
import { TodoList } from '../parties/todo-list.tsx';
import { Banner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';

export default function ContractorHome() {
  const { t } = useWords();
  const { session } = useHere();
  const mine = useLoad('mine', () => api.call('transfers', { query: { mine: '1', limit: 200 } }));
  const keys = useLoad('certificates', () => api.call('certificates', {}));
  const todos = todosOf(mine.value?.transfers ?? []);
  const collect = todos.filter((todo) => ['collect', 'confirm'].includes(todo.first.next.act));
  const rest = todos.filter((todo) => !collect.includes(todo));
  const usable = (keys.value ?? []).filter((key) => key.party.id === session.contractor?.id && key.withdrawnAt === null);
  const noKey = keys.value !== null && usable.length === 0;
  return (
    <Page title={t('contractorHome.title')} after={mine.value !== null && <span className="text-std-20B-150">{t('todo.count', { count: collect.length })}</span>} aside={<span>{session.contractor?.name}　{session.account.name}</span>}>
      {noKey && <Banner kind="mind" title={t('contractorHome.noKey')}><p>{t('contractorHome.noKeyMore')}</p><p className="mt-3"><Link to="/keys" kind="filled">{t('contractorHome.prepareKey')}</Link></p></Banner>}
      {usable.length > 0 && usable.every((key) => key.confirmedAt === null) && <Banner kind="wait" title={t('contractorHome.keyWaits')}><p>{t('contractorHome.keyWaitsMore')} <Link to="/keys">{t('nav.ownKeys')}</Link></p></Banner>}
      <Loaded of={mine}>
        {() => (collect.length === 0 ? <p>{t('contractorHome.nothing')}</p> : <TodoList todos={collect} />)}
      </Loaded>
      {rest.length > 0 && <Section title={t('contractorHome.rest')}><TodoList todos={rest} /></Section>}
    </Page>
  );
}
