// 利用者: who may sign in, found by name, user ID or section; and the making of one. An initial password is shown once (UI 3.20).
import { useState, type ReactNode } from 'react';
import type { AccountView } from '../../../server/http/wire/administration.ts';
import type { RequestView } from '../../../server/http/wire/two-person.ts';
import { LastSignIn } from '../account/last-sign-in.tsx';
import { useWords } from '../app/language.ts';
import { Badge } from '../ui/badge.tsx';
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
        {adding && lists !== null && <Panel><AddPerson sections={lists.sections} contractors={lists.contractors} people={lists.accounts} onMade={done} onNo={() => setAdding(false)} /></Panel>}
        {!adding && lists !== null && <Waiting requests={lists.requests} />}
        {!adding && lists !== null && <AccountRequests sections={lists.sections} contractors={lists.contractors} onMade={done} />}
        <Loaded of={loaded}>{(every) => <Search lists={every} />}</Loaded>
        {!adding && <LastSignIn />}
      </Page></div>
    </>
  );
}

/** Where a second administrator is asked for, or the way to what was decided. */
function Waiting({ requests }: Pick<Lists, 'requests'>) {
  const { t } = useWords();
  const count = requests.filter(({ state }) => state === 'waiting').length;
  const link = <Link to="/admin/requests">{t('requests.title')}</Link>;
  return count === 0 ? <p>{link}</p> : <Banner kind="wait" title={t('requests.waiting', { count })}>{link}</Banner>;
}

/** Full and half width, capitals and spaces are the same to whoever searches. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');

function Search({ lists }: { readonly lists: Lists }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const asked = lists.requests.filter(({ what, state }) => what === 'new-administrator' && state === 'waiting');
  const matches = (...texts: readonly string[]): boolean => folded(texts.join(' ')).includes(folded(typed));
  const found: readonly Row[] = [...asked.filter(({ about }) => matches(about.name ?? '', about.login ?? '')), ...lists.accounts.filter((one) => matches(one.name, one.login, placeOf(one, lists)))];
  return (
    <>
      <TextField label={t('keeping.search')} required={false} value={typed} onChange={setTyped} width="middle" type="search" autoComplete="off" />
      <p role="status" className={typed === '' ? 'sr-only' : ''}>{typed === '' ? '' : t('keeping.found', { total: lists.accounts.length + asked.length, found: found.length })}</p>
      {found.length === 0 ? <p>{t('keeping.noMatch')}</p> : <List rows={found} lists={lists} />}
    </>
  );
}

/** A person, or a new administrator who waits for the second one's approval and is no account yet. */
type Row = AccountView | RequestView;
const isAsked = (row: Row): row is RequestView => 'about' in row;

function List({ rows, lists }: { readonly rows: readonly Row[]; readonly lists: Lists }) {
  const { t } = useWords();
  const lastHere = (at: string | null): ReactNode => (at === null ? t('keeping.never') : <When at={at} short />);
  return (
    <Table caption={t('admin.people')} rows={rows} keyOf={(row) => row.id} columns={[
      { head: t('admin.name'), names: true, cell: (row) => <Link to={isAsked(row) ? '/admin/requests' : `/admin/people/${row.id}`}>{isAsked(row) ? row.about.name : row.name}</Link> },
      { head: t('signIn.login'), cell: (row) => <code>{isAsked(row) ? row.about.login : row.login}</code> },
      { head: t('admin.role'), cell: (row) => (isAsked(row) ? t('admin.roles.administrator') : `${t(`admin.roles.${row.role}`)}${row.canApprove ? t('admin.canApproveShort') : ''}`) },
      { head: t('admin.of'), cell: (row) => (isAsked(row) ? '' : placeOf(row, lists)) },
      { head: t('keeping.lastSignIn'), cell: (row) => lastHere(isAsked(row) ? null : row.lastSignInAt) },
      { head: t('list.state'), cell: (row) => (isAsked(row) ? <Badge tone="wait" icon="person">{t('requests.states.waiting')}</Badge> : <AccountState account={row} />) },
    ]} />
  );
}
