// Makes a key pair in a worker of this browser. The private key is a passphrase-protected file that the person keeps; the gateway gets the certificate only.
import { useState, type SubmitEvent } from 'react';
import type { KeyPair } from '../../../opening.ts';
import type { CertificateView } from '../../../../server/http/wire/engagements.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { PasswordField } from '../../app/sign-in.tsx';
import { saveBytes } from '../../text/save.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Acts } from '../../ui/page.tsx';
import { createOpener } from '../open/opener.ts';
import { ProveKey, type Proof } from './prove-key.tsx';

const SHORTEST = 15;
interface MakeKeyProps { readonly onAdded: (next: CertificateView) => void; readonly onNo: () => void }

export function MakeKey({ onAdded, onNo }: MakeKeyProps) {
  const [made, setMade] = useState<{ pair: KeyPair; label: string } | null>(null);
  return made === null ? <Choose onMade={(pair, label) => setMade({ pair, label })} onNo={onNo} /> : <Keep pair={made.pair} label={made.label} onAdded={onAdded} onAnew={() => setMade(null)} />;
}

function Choose({ onMade, onNo }: { readonly onMade: (pair: KeyPair, label: string) => void; readonly onNo: () => void }) {
  const { t } = useWords();
  const { session } = useHere();
  const act = useAct();
  const [label, setLabel] = useState(session.account.name);
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const short = Array.from(passphrase).length < SHORTEST;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (label.trim() === '' || short) return;
    act.run(async () => {
      const opener = createOpener();
      const owner = `${session.contractor?.name ?? session.section?.name ?? ''} ${label.trim()}`.trim();
      await opener.ask({ kind: 'make-key', name: owner, passphrase }).then((pair) => onMade(pair, label.trim())).finally(() => opener.end());
    });
  };
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <h3 className="text-std-18B-160">{t('keys.make')}</h3>
      <ProblemBanner problem={act.problem} />
      <TextField label={t('keys.label')} support={t('keys.labelMore')} value={label} onChange={setLabel} error={tried && label.trim() === '' ? t('field.missing', { label: t('keys.label') }) : null} maxLength={100} width="middle" autoComplete="off" />
      <PasswordField label={t('keys.passphrase')} support={t('keys.passphraseMore')} value={passphrase} onChange={setPassphrase} error={tried && short ? t('signIn.short', { count: Array.from(passphrase).length }) : null} autoComplete="new-password" />
      <Acts><Button onPress={onNo}>{t('act.back')}</Button><Button kind="filled" type="submit" busy={act.busy}>{t('keys.makeNow')}</Button></Acts>
    </form>
  );
}

interface KeepProps { readonly pair: KeyPair; readonly label: string; readonly onAdded: (next: CertificateView) => void; readonly onAnew: () => void }

/** Saves the key file, has it opened, then registers the certificate: nobody is sealed for who could not open. */
function Keep({ pair, label, onAdded, onAnew }: KeepProps) {
  const { t } = useWords();
  const act = useAct();
  const [saved, setSaved] = useState(false);
  const [proof, setProof] = useState<Proof>('none');
  const [tried, setTried] = useState(0);
  const save = (): void => {
    saveBytes(new Blob([pair.privateKey]), `kagibako-key-${pair.fingerprint.slice(-8)}.asc`);
    setSaved(true);
  };
  const register = (): void => {
    setTried(tried + 1);
    if (!saved || proof !== 'proven') return;
    act.run(async () => onAdded(await api.call('addCertificate', { body: { certificate: pair.certificate, label } })));
  };
  const lacking = !saved ? t('keys.saveFirst') : proof !== 'proven' ? t('keys.proveFirst') : null;
  return (
    <div className="grid gap-6">
      <h3 className="text-std-18B-160">{t('keys.saveTitle')}</h3>
      <Banner kind="mind" title={t('keys.youKeepIt')}><p>{t('keys.youKeepItMore')}</p></Banner>
      <ProblemBanner problem={act.problem} />
      {tried > 0 && lacking !== null && <Banner key={tried} kind="stop" title={lacking} focus />}
      <ol className="grid list-inside list-decimal gap-6 marker:font-bold">
        <li><span className="font-bold text-heading">{t('keys.saveFile')}</span><div className="mt-3 flex flex-wrap items-center gap-3"><Button kind={saved ? 'outline' : 'filled'} onPress={save}>{saved ? t('keys.saveAgain') : t('keys.saveFile')}</Button>{saved && <span>{t('keys.savedAs', { name: `kagibako-key-${pair.fingerprint.slice(-8)}.asc` })}</span>}</div></li>
        <li><span className="font-bold text-heading">{t('keys.proveTitle')}</span><div className="mt-3"><ProveKey fingerprint={pair.fingerprint} proof={proof} onProven={() => setProof('proven')} /></div></li>
      </ol>
      <Acts><Button onPress={onAnew}>{t('keys.makeAnew')}</Button><Button kind={saved ? 'filled' : 'outline'} busy={act.busy} onPress={register}>{t('keys.registerNow')}</Button></Acts>
    </div>
  );
}
