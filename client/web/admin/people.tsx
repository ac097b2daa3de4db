// 利用者: who may sign in, and the making of one. An initial password is shown once (UI 3.20).
import { useState } from 'react';
import type { z } from 'zod';
import type { accountMade, AccountView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded, Page, Panel } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { AddPerson } from './add-person.tsx';
import { InitialPassword } from './initial-password.tsx';

export type Made = z.infer<typeof accountMade>;

export default function People() {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const loaded = useLoad('people', async () => {
    const [accounts, sections, contractors] = await Promise.all([api.call('accounts', {}), api.call('sections', {}), api.call('contractors', {})]);
    return { accounts, sections, contractors };
  });
  const done = (next: Made): void => {
    setMade(next);
    setAdding(false);
    loaded.reload();
  };
  const accounts = loaded.value?.accounts ?? [];
  const ofPerson = (one: AccountView): string => loaded.value?.sections.find((section) => section.id === one.sectionId)?.name ?? loaded.value?.contractors.find((contractor) => contractor.id === one.contractorId)?.name ?? '';
  return (
    <Page title={t('admin.people')} after={loaded.value !== null && <span className="text-std-20B-150">{t('frame.person', { count: accounts.length })}</span>} aside={!adding && <Button kind="filled" onPress={() => setAdding(true)}>{t('admin.addPerson')}</Button>}>
      {made !== null && <InitialPassword made={made} onClose={() => setMade(null)} page={loaded.value?.contractors.find((one) => one.id === made.account.contractorId)?.page ?? null} />}
      {adding && loaded.value !== null && <Panel><AddPerson sections={loaded.value.sections} contractors={loaded.value.contractors} onMade={done} onNo={() => setAdding(false)} /></Panel>}
      <div className={made === null ? '' : 'screen-only'}><Loaded of={loaded}>
        {() => (
          <Table caption={t('admin.people')} rows={accounts} keyOf={(row) => row.id} columns={[
            { head: t('admin.name'), names: true, cell: (row) => row.name },
            { head: t('signIn.login'), cell: (row) => <code>{row.login}</code> },
            { head: t('admin.role'), cell: (row) => `${t(`admin.roles.${row.role}`)}${row.canApprove ? t('admin.canApproveShort') : ''}` },
            { head: t('admin.of'), cell: ofPerson },
            { head: t('list.state'), cell: (row) => <AccountState account={row} /> },
            { head: t('todo.act'), cell: (row) => (row.disabledAt === null ? <PersonActs account={row} onMade={done} onChanged={loaded.reload} /> : '') },
          ]} />
        )}
      </Loaded></div>
    </Page>
  );
}

function AccountState({ account }: { readonly account: AccountView }) {
  const { t } = useWords();
  if (account.disabledAt !== null) return <Badge tone="rest" icon="slash">{t('admin.disabled')}</Badge>;
  return account.mustChangePassword ? <Badge tone="wait" icon="hourglass">{t('admin.notYetIn')}</Badge> : <Badge tone="good" icon="tick">{t('admin.active')}</Badge>;
}

function PersonActs({ account, onMade, onChanged }: { readonly account: AccountView; readonly onMade: (made: Made) => void; readonly onChanged: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const [asking, setAsking] = useState<'reset' | 'disable' | null>(null);
  const yes = (): void => act.run(async () => {
    if (asking === 'reset') onMade(await api.call('resetPassword', { id: account.id }));
    else {
      await api.call('disableAccount', { id: account.id });
      onChanged();
    }
    setAsking(null);
  });
  return (
    <span className="flex flex-wrap">
      <Button kind="plain" aria-label={`${t('admin.reset')} ${account.name}`} onPress={() => setAsking('reset')}>{t('admin.reset')}</Button>
      <Button kind="plain" aria-label={`${t('admin.disable')} ${account.name}`} onPress={() => setAsking('disable')}>{t('admin.disable')}</Button>
      {asking !== null && (
        <Dialog open title={t(`admin.${asking}Title`, { name: account.name })} onNo={() => setAsking(null)} acts={<><Button onPress={() => setAsking(null)}>{t('admin.no')}</Button><Button kind="filled" busy={act.busy} onPress={yes}>{t(`admin.${asking}`)}</Button></>}>
          <p>{t(`admin.${asking}More`)}</p>
          <ProblemBanner problem={act.problem} />
        </Dialog>
      )}
    </span>
  );
}
