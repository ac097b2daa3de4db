// パスキー: several, named, each removable. Making one asks for the password first, then the device asks for its PIN or finger.
import { useState } from 'react';
import type { FactorChanged, FactorsView } from '../../../server/http/wire/factors.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { hasPasskeys, makePasskey, PasskeyStopped } from '../app/passkey.ts';
import { PasswordField } from '../app/sign-in.tsx';
import { useAct } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Acts, Panel, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { AskAgain } from './ask-again.tsx';

type Passkey = FactorsView['passkeys'][number];
interface PasskeysProps { readonly found: FactorsView; readonly took: (done: string) => (changed: FactorChanged) => void }

export function Passkeys({ found, took }: PasskeysProps) {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  return (
    <Section title={t('factors.passkeys')}>
      <p className="max-w-[40em]">{t('factors.passkeysMore')}</p>
      {found.passkeys.length > 0 && <Table caption={t('factors.passkeys')} rows={found.passkeys} keyOf={(row) => row.id} columns={[
        { head: t('factors.passkeyName'), names: true, cell: (row) => row.name },
        { head: t('factors.since'), cell: (row) => <When at={row.createdAt} short /> },
        { head: t('factors.used'), cell: (row) => (row.lastUsedAt === null ? t('factors.unused') : <When at={row.lastUsedAt} short />) },
        { head: t('todo.act'), act: true, cell: (row) => <Button aria-label={t('factors.removeOf', { name: row.name })} onPress={() => setRemoving(row)}>{t('factors.removeShort')}</Button> },
      ]} />}
      {!found.passkeysPossible || !hasPasskeys() ? <p className="text-quiet">{t('factors.passkeysNot')}</p>
        : adding ? <Add onNo={() => setAdding(false)} onDone={(changed) => { setAdding(false); took(t('factors.passkeyAdded'))(changed); }} />
          : <div><Button onPress={() => setAdding(true)}>{t('factors.addPasskey')}</Button></div>}
      {removing !== null && <AskAgain title={t('factors.removePasskeyTitle', { name: removing.name })} more={t('factors.removeMore')} go={t('factors.removeNow')} onNo={() => setRemoving(null)} act={async (password) => {
        took(t('factors.passkeyRemoved'))(await api.call('removePasskey', { id: removing.id, body: { password } }));
        setRemoving(null);
      }} />}
    </Section>
  );
}

function Add({ onNo, onDone }: { readonly onNo: () => void; readonly onDone: (changed: FactorChanged) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [stopped, setStopped] = useState(false);
  const missing = (label: string, value: string): string | null => (tried && value.trim() === '' ? t('field.missing', { label }) : null);
  const add = (): void => {
    setTried(true);
    setStopped(false);
    if (name.trim() === '' || password === '') return;
    act.run(async () => {
      try {
        const made = await makePasskey(await api.call('beginPasskey', { body: { password } }));
        onDone(await api.call('addPasskey', { body: { name: name.trim(), made } }));
      } catch (thrown) {
        if (!(thrown instanceof PasskeyStopped)) throw thrown;
        setStopped(true);
      }
    });
  };
  return (
    <Panel>
      <p>{t('factors.addMore')}</p>
      <ProblemBanner problem={act.problem} />
      {stopped && <Banner kind="mind" title={t('signIn.stopped')} focus />}
      <TextField label={t('factors.passkeyName')} support={t('factors.passkeyNameMore')} value={name} onChange={setName} error={missing(t('factors.passkeyName'), name)} width="middle" maxLength={60} autoComplete="off" />
      <PasswordField label={t('signIn.now')} value={password} onChange={setPassword} error={missing(t('signIn.now'), password)} autoComplete="current-password" />
      <Acts><Button onPress={onNo}>{t('factors.no')}</Button><Button kind="filled" busy={act.busy} onPress={add}>{t('factors.addNow')}</Button></Acts>
    </Panel>
  );
}
