// 利用者: who may sign in, found by name, user ID or section; and the making of one. An initial password is shown once (UI 3.20).
import { useState } from 'react';
import type { AccountView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded, Page, Panel } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { AccountState } from './account-state.tsx';
import { AccountRequests } from './account-requests.tsx';
import { AddPerson } from './add-person.tsx';
import { InitialPassword, Sheet, type Made } from './initial-password.tsx';
import { placeOf, usePeople, type People as Lists } from './people-load.ts';

export default function People() {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const loaded = usePeople();
  const done = (next: Made): void => {
    setMade(next);
    setAdding(false);
    loaded.reload();
  };
  const lists = loaded.value;
  return (
    <>
      {made !== null && <Sheet made={made} />}
      <div className={made === null ? '' : 'print:hidden'}><Page title={t('admin.people')} after={lists !== null && <span className="text-std-20B-150">{t('frame.person', { count: lists.accounts.length })}</span>} aside={!adding && <Button kind="filled" onPress={() => setAdding(true)}>{t('admin.addPerson')}</Button>}>
        {made !== null && <InitialPassword made={made} onClose={() => setMade(null)} />}
        {adding && lists !== null && <Panel><AddPerson sections={lists.sections} contractors={lists.contractors} onMade={done} onNo={() => setAdding(false)} /></Panel>}
        {!adding && <WaitingResets />}
        {!adding && lists !== null && <AccountRequests sections={lists.sections} contractors={lists.contractors} onMade={done} />}
        <Loaded of={loaded}>{(every) => <Search lists={every} />}</Loaded>
      </Page></div>
    </>
  );
}

/** Where a second administrator is asked for, or the way to what was decided. */
function WaitingResets() {
  const { t } = useWords();
  const resets = useLoad('waiting resets', () => api.call('resets', {}));
  const count = resets.value?.filter(({ state }) => state === 'waiting').length ?? 0;
  const link = <Link to="/admin/resets">{t('resets.title')}</Link>;
  return count === 0 ? <p>{link}</p> : <Banner kind="wait" title={t('resets.waiting', { count })}>{link}</Banner>;
}

/** Full and half width, capitals and spaces are the same to whoever searches. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');

function Search({ lists }: { readonly lists: Lists }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const found = lists.accounts.filter((one) => folded(`${one.name} ${one.login} ${placeOf(one, lists)}`).includes(folded(typed)));
  return (
    <>
      <TextField label={t('keeping.search')} required={false} value={typed} onChange={setTyped} width="middle" type="search" autoComplete="off" />
      <p role="status" className={typed === '' ? 'sr-only' : ''}>{typed === '' ? '' : t('keeping.found', { total: lists.accounts.length, found: found.length })}</p>
      {found.length === 0 ? <p>{t('keeping.noMatch')}</p> : <List accounts={found} lists={lists} />}
    </>
  );
}

function List({ accounts, lists }: { readonly accounts: readonly AccountView[]; readonly lists: Lists }) {
  const { t } = useWords();
  return (
    <Table caption={t('admin.people')} rows={accounts} keyOf={(row) => row.id} columns={[
      { head: t('admin.name'), names: true, cell: (row) => <Link to={`/admin/people/${row.id}`}>{row.name}</Link> },
      { head: t('signIn.login'), cell: (row) => <code>{row.login}</code> },
      { head: t('admin.role'), cell: (row) => `${t(`admin.roles.${row.role}`)}${row.canApprove ? t('admin.canApproveShort') : ''}` },
      { head: t('admin.of'), cell: (row) => placeOf(row, lists) },
      { head: t('keeping.lastSignIn'), cell: (row) => (row.lastSignInAt === null ? t('keeping.never') : <When at={row.lastSignInAt} short />) },
      { head: t('list.state'), cell: (row) => <AccountState account={row} /> },
    ]} />
  );
}
