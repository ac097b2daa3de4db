// Enrolling one-time codes: password again, the secret for the app as a picture and as text, then a code of the app; only that puts it in force.
import { useState, type SubmitEvent } from 'react';
import type { FactorChanged } from '../../../server/http/wire/factors.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Acts, Panel } from '../ui/page.tsx';
import { AskAgain } from './ask-again.tsx';
import { QrCode } from './qr-code.tsx';

interface Begun { readonly secret: string; readonly address: string }

/** `filled`: enrolling is what the page is for. */
export function EnrolCodes({ label, filled, onDone }: { readonly label: string; readonly filled: boolean; readonly onDone: (changed: FactorChanged) => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [begun, setBegun] = useState<Begun | null>(null);
  if (begun !== null) return <Confirm begun={begun} onNo={() => setBegun(null)} onDone={onDone} />;
  return (
    <>
      <div><Button kind={filled ? 'filled' : 'outline'} onPress={() => setAsking(true)}>{label}</Button></div>
      {asking && <AskAgain title={t('factors.enrolTitle')} more={t('factors.againMore')} go={t('factors.goOn')} onNo={() => setAsking(false)} act={async (password) => {
        setBegun(await api.call('beginCodes', { body: { password } }));
        setAsking(false);
      }} />}
    </>
  );
}

function Confirm({ begun, onNo, onDone }: { readonly begun: Begun; readonly onNo: () => void; readonly onDone: (changed: FactorChanged) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (code.trim().length >= 6) act.run(async () => onDone(await api.call('confirmCodes', { body: { code: code.trim() } })));
  };
  return (
    <Panel>
      <ol className="grid list-decimal gap-4 pl-6">
        <li>{t('factors.scan')}<span className="mt-3 block"><QrCode text={begun.address} label={t('factors.qr')} /></span></li>
        <li>{t('factors.typed')}<code className="mt-1 block font-mono break-all" translate="no">{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></li>
        <li>{t('factors.showCode')}</li>
      </ol>
      <form className="grid gap-6" onSubmit={submit} noValidate>
        <ProblemBanner problem={act.problem} />
        <TextField label={t('signIn.code')} value={code} onChange={setCode} error={tried && code.trim().length < 6 ? t('field.missing', { label: t('signIn.code') }) : null} width="middle" autoComplete="one-time-code" inputMode="numeric" maxLength={20} />
        <Acts><Button onPress={onNo}>{t('factors.no')}</Button><Button kind="filled" type="submit" busy={act.busy}>{t('factors.enrolNow')}</Button></Acts>
      </form>
    </Panel>
  );
}
