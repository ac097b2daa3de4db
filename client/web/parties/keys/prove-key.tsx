// Proof that the key file was kept: the saved file is chosen and opened with its passphrase, in a worker of this browser, before its certificate is registered.
import { useRef, useState, type SubmitEvent } from 'react';
import { useWords } from '../../app/language.ts';
import { PasswordField } from '../../app/sign-in.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Banner, headingOf } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { createOpener, OpenerFailed } from '../open/opener.ts';

export type Proof = 'none' | 'proven';
type Wrong = 'passphrase' | 'notThis' | 'notKey';

/** `fingerprint` is of the key just made; another key, however sound, proves nothing. */
export function ProveKey({ fingerprint, proof, onProven }: { readonly fingerprint: string; readonly proof: Proof; readonly onProven: () => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(0);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [busy, setBusy] = useState(false);
  const prove = async (chosen: File): Promise<void> => {
    const opener = createOpener();
    try {
      const opened = await opener.ask({ kind: 'try-key', file: new Uint8Array(await chosen.arrayBuffer()), passphrase });
      if (opened.fingerprint === fingerprint) onProven();
      else setWrong('notThis');
    } catch (thrown) {
      setWrong(thrown instanceof OpenerFailed && thrown.failed.failure === 'PASSPHRASE_WRONG' ? 'passphrase' : 'notKey');
    } finally {
      opener.end();
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(tried + 1);
    setWrong(null);
    if (file === null || passphrase === '' || busy) return;
    setBusy(true);
    void prove(file).finally(() => setBusy(false));
  };
  if (proof === 'proven') return <p><Badge tone="good" icon="tick">{t('keys.proven')}</Badge></p>;
  const [title, more] = headingOf(wrong === null ? '' : t(`keys.wrong.${wrong}`));
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <p className="max-w-[40em]">{t('keys.prove')}</p>
      {wrong !== null && <Banner key={tried} kind="stop" title={title} focus><p>{more}</p></Banner>}
      <Field label={t('open.keyFile')} error={tried > 0 && file === null ? t('open.keyFileMissing') : null}>
        {(ids) => (
          <span className="flex flex-wrap items-center gap-3">
            <Button id={ids.id} aria-label={`${t('open.keyFile')} ${t('keys.chooseSaved')}`} aria-describedby={ids['aria-describedby']} onPress={() => input.current?.click()}>{t('keys.chooseSaved')}</Button>
            <span className="min-w-0">{file?.name}</span>
            <input ref={input} type="file" hidden aria-label={t('open.keyFile')} onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
          </span>
        )}
      </Field>
      <PasswordField label={t('open.passphrase')} value={passphrase} onChange={setPassphrase} error={tried > 0 && passphrase === '' ? t('field.missing', { label: t('open.passphrase') }) : null} autoComplete="off" />
      <div><Button type="submit" busy={busy}>{t('keys.proveNow')}</Button></div>
    </form>
  );
}
