// 照合: what was heard on the telephone is typed and compared. The page does not show what should be heard, so the comparison cannot be ticked through.
import { useState, type SubmitEvent } from 'react';
import type { CertificateView } from '../../../../server/http/wire/engagements.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

export function ConfirmKey({ certificate, onConfirmed }: { readonly certificate: CertificateView; readonly onConfirmed: (next: CertificateView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [heard, setHeard] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (heard.trim() === '') return;
    act.run(async () => onConfirmed(await api.call('confirmCertificate', { id: certificate.id, body: { fingerprint: heard.trim() } })));
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <ProblemBanner problem={act.problem} />
      <TextField label={t('keys.heard')} support={t('keys.heardMore', { party: certificate.party.name })} value={heard} onChange={setHeard} error={tried && heard.trim() === '' ? t('field.missing', { label: t('keys.heard') }) : null} autoComplete="off" />
      <div><Button kind="filled" type="submit" busy={act.busy}>{t('keys.confirm', { party: certificate.party.name })}</Button></div>
    </form>
  );
}
