// Confirming a terminal's key by what was heard, and revoking it. The dialog does not show what should be heard, so the comparison cannot be copied.
import { useState } from 'react';
import type { UnattendedView } from '../../../../server/http/wire/unattended.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

interface Asked { readonly of: UnattendedView; readonly onNo: () => void; readonly onDone: (text: string) => void }

export function Confirm({ of: { id, name, responsible }, onNo, onDone }: Asked) {
  const { t } = useWords();
  const act = useAct();
  const [heard, setHeard] = useState('');
  const [tried, setTried] = useState(false);
  const confirm = (): void => {
    setTried(true);
    if (heard.trim() !== '') act.run(async () => {
      await api.call('confirmUnattended', { id, body: { fingerprint: heard.trim() } });
      onDone(t('unattended.confirmDone', { name }));
    });
  };
  return (
    <Dialog open title={t('unattended.confirmTitle', { name })} onNo={onNo} acts={<><Button onPress={onNo}>{t('unattended.stop')}</Button><Button kind="filled" busy={act.busy} onPress={confirm}>{t('unattended.confirm')}</Button></>}>
      <p>{t('unattended.confirmMore', { person: responsible.name })}</p>
      <ProblemBanner problem={act.problem} />
      <TextField label={t('unattended.heard')} value={heard} onChange={setHeard} error={tried && heard.trim() === '' ? t('field.missing', { label: t('unattended.heard') }) : null} autoComplete="off" />
    </Dialog>
  );
}

export function Revoke({ of: { id, name }, onNo, onDone }: Asked) {
  const { t } = useWords();
  const revoke = async (reason: string): Promise<void> => {
    await api.call('revokeUnattended', { id, body: { reason } });
    onDone(t('unattended.revokeDone', { name }));
  };
  return <ReasonDialog title={t('unattended.revokeTitle', { name })} label={t('unattended.reason')} keep={t('unattended.keep')} go={t('unattended.revokeNow')} onNo={onNo} act={revoke}><p>{t('unattended.revokeMore')}</p></ReasonDialog>;
}
