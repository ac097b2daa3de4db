// Revoking a standing approval, with the reason.
import { useState } from 'react';
import type { StandingApprovalView } from '../../../../server/http/wire/standing-approvals.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function RevokeStanding({ of: { id, number: n }, onNo, onDone }: { readonly of: StandingApprovalView; readonly onNo: () => void; readonly onDone: (text: string) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const revoke = (): void => {
    setTried(true);
    if (reason.trim() !== '') act.run(async () => {
      await api.call('revokeStandingApproval', { id, body: { reason: reason.trim() } });
      onDone(t('standingApproval.revokeDone', { n }));
    });
  };
  return (
    <Dialog open title={t('standingApproval.revokeTitle', { n })} onNo={onNo} acts={<><Button onPress={onNo}>{t('standingApproval.keep')}</Button><Button kind="filled" busy={act.busy} onPress={revoke}>{t('standingApproval.revokeNow')}</Button></>}>
      <p>{t('standingApproval.revokeMore')}</p>
      <ProblemBanner problem={act.problem} />
      <TextField label={t('standingApproval.reason')} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? t('field.missing', { label: t('standingApproval.reason') }) : null} autoComplete="off" />
    </Dialog>
  );
}
