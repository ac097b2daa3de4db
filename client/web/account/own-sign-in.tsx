// サインインの設定: the own password, one-time codes, recovery codes and passkeys. Whatever is changed here asks for the password again and signs out all other places.
import { useState } from 'react';
import type { FactorChanged, FactorsView } from '../../../server/http/wire/factors.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { PasswordChange } from '../app/password-change.tsx';
import { useHere } from '../app/session.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';
import { AskAgain } from './ask-again.tsx';
import { EnrolCodes } from './enrol-codes.tsx';
import { Passkeys } from './passkeys.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export default function OwnSignIn() {
  const { t } = useWords();
  const { renew } = useHere();
  const factors = useLoad('factors', () => api.call('factors', {}));
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [told, setTold] = useState<string | null>(null);
  const took = (done: string) => ({ session, factors: now, recoveryCodes }: FactorChanged): void => {
    renew(session);
    factors.put(now);
    setCodes(recoveryCodes);
    setTold(recoveryCodes.length === 0 ? done : null);
  };
  return (
    <Page title={t('factors.title')}>
      <p className="max-w-[40em]">{t('factors.more')}</p>
      {told !== null && <Banner kind="good" title={told} focus onClose={() => setTold(null)} />}
      {codes.length > 0 && <RecoveryCodes codes={codes} />}
      <Loaded of={factors}>{(found) => (
        <>
          <Codes key={found.codesSince ?? ''} found={found} took={took} />
          <Passkeys key={`p${String(found.passkeys.length)}`} found={found} took={took} />
          {(found.codesSince !== null || found.passkeys.length > 0) && <Recovery found={found} took={took} />}
        </>
      )}</Loaded>
      <Section title={t('factors.password')}>
        <PasswordChange key={told} first={false} onChanged={(session) => { renew(session); setTold(t('signIn.changed')); }} />
      </Section>
    </Page>
  );
}

interface Part { readonly found: FactorsView; readonly took: (done: string) => (changed: FactorChanged) => void }

function Codes({ found, took }: Part) {
  const { t } = useWords();
  const [removing, setRemoving] = useState(false);
  return (
    <Section title={t('factors.codes')}>
      <Facts rows={[[t('factors.state'), found.codesSince === null ? t('factors.none') : <span key="s">{t('factors.since')} <When at={found.codesSince} /></span>], [t('factors.rule'), t(`factors.rules.${found.rule}`)]]} />
      <div className="flex flex-wrap items-start gap-4">
        <EnrolCodes label={t(found.codesSince === null ? 'factors.enrol' : 'factors.enrolAnew')} filled={found.codesSince === null} onDone={took('')} />
        {found.codesSince !== null && <Button onPress={() => setRemoving(true)}>{t('factors.remove')}</Button>}
      </div>
      {removing && <AskAgain title={t('factors.removeTitle')} more={t('factors.removeMore')} go={t('factors.removeNow')} onNo={() => setRemoving(false)} act={async (password) => took(t('factors.removed'))(await api.call('removeCodes', { body: { password } }))} />}
    </Section>
  );
}

function Recovery({ found, took }: Part) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('factors.recovery')}>
      <Facts rows={[[t('factors.left'), t('factors.leftOf', { count: found.recoveryCodesLeft })]]} />
      <div><Button onPress={() => setAsking(true)}>{t('factors.renew')}</Button></div>
      {asking && <AskAgain title={t('factors.renewTitle')} more={t('factors.renewMore')} go={t('factors.renewNow')} onNo={() => setAsking(false)} act={async (password) => {
        took('')(await api.call('renewRecoveryCodes', { body: { password } }));
        setAsking(false);
      }} />}
    </Section>
  );
}
