// One person: what is kept, when they were last here, what may be done, and what was changed.
import { useState } from 'react';
import type { AccountView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { go } from '../app/place.ts';
import { useHere } from '../app/session.ts';
import type { PageParams } from '../app/routes.tsx';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Acts, Facts, Loaded, Page } from '../ui/page.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { When } from '../ui/when.tsx';
import { AccountState } from './account-state.tsx';
import { History } from './history.tsx';
import { placeOf, usePeople } from './people-load.ts';

export default function PersonPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = usePeople();
  const account = loaded.value?.accounts.find((one) => one.id === id);
  return (
    <Page title={account?.name ?? t('admin.people')} tab={t('admin.people')} after={account !== undefined && <AccountState account={account} />}>
        <Loaded of={loaded}>{(lists) => (account === undefined ? <p>{t('frame.notFoundMore')}</p> : (
        <>
          <Facts rows={[
            [t('signIn.login'), <code key="l">{account.login}</code>], [t('admin.role'), t(`admin.roles.${account.role}`)], [t('admin.of'), placeOf(account, lists) || t('changing.none')],
            [t('fields.can-approve'), t(account.canApprove ? 'values.can' : 'values.cannot')],
            [t('fields.email'), account.email ?? t('changing.none')],
            [t('keeping.lastSignIn'), account.lastSignInAt === null ? t('keeping.never') : <When key="s" at={account.lastSignInAt} />],
          ]} />
          <PersonActs account={account} onChanged={loaded.reload} />
          <History key={account.seen} kind="person" id={id} />
        </>
        ))}</Loaded>
    </Page>
  );
}

function PersonActs({ account, onChanged }: { readonly account: AccountView; readonly onChanged: () => void }) {
  const { t } = useWords();
  const { session } = useHere();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const [returning, setReturning] = useState(false);
  const yes = (): void => act.run(async () => {
    await api.call('disableAccount', { id: account.id });
    onChanged();
    setAsking(false);
  });
  const open = account.disabledAt === null;
  return (
    <Acts>
      <Link to="/admin/people" kind="outline">{t('act.back')}</Link>
      {open && account.id !== session.account.id && <Button onPress={() => setAsking(true)}>{t('keeping.disableNow')}</Button>}
      {open && account.id !== session.account.id && <Link to={`/admin/people/${account.id}/reset`} kind="outline">{t('resets.ask')}</Link>}
      {!open && account.role === 'administrator' && <Button onPress={() => setReturning(true)}>{t('requests.again')}</Button>}
      <Link to={`/admin/people/${account.id}/change`} kind="filled">{t('changing.change')}</Link>
      {asking && (
        <Dialog open title={t('admin.disableTitle', { name: account.name })} onNo={() => setAsking(false)} acts={<><Button onPress={() => setAsking(false)}>{t('admin.no')}</Button><Button kind="filled" busy={act.busy} onPress={yes}>{t('admin.disable')}</Button></>}>
          <p>{t('admin.disableMore')}</p>
          <ProblemBanner problem={act.problem} />
        </Dialog>
      )}
      {returning && <AskReturn account={account} onNo={() => setReturning(false)} />}
    </Acts>
  );
}

/** A disabled administrator comes back only with another administrator's approval. */
function AskReturn({ account: { id, name }, onNo }: { readonly account: AccountView; readonly onNo: () => void }) {
  const { t } = useWords();
  const ask = async (reason: string): Promise<void> => {
    await api.call('askAdministratorAgain', { id, body: { reason } });
    go('/admin/requests', { done: t('requests.againAsked', { name }) });
  };
  return <ReasonDialog title={t('requests.againTitle', { name })} label={t('requests.newReason')} keep={t('requests.againNo')} go={t('requests.again')} onNo={onNo} act={ask}><p>{t('requests.againMore')}</p></ReasonDialog>;
}
