// Revoking a standing approval, with the reason.
import type { StandingApprovalView } from '../../../../server/http/wire/standing-approvals.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

export function RevokeStanding({ of: { id, number: n }, onNo, onDone }: { readonly of: StandingApprovalView; readonly onNo: () => void; readonly onDone: (text: string) => void }) {
  const { t } = useWords();
  const revoke = async (reason: string): Promise<void> => {
    await api.call('revokeStandingApproval', { id, body: { reason } });
    onDone(t('standingApproval.revokeDone', { n }));
  };
  return <ReasonDialog title={t('standingApproval.revokeTitle', { n })} label={t('standingApproval.reason')} keep={t('standingApproval.keep')} go={t('standingApproval.revokeNow')} onNo={onNo} act={revoke}><p>{t('standingApproval.revokeMore')}</p></ReasonDialog>;
}
