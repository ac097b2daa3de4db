// The approval of one transfer, bound to the digest of exactly what was shown: a change in between is refused.
import { useState } from 'react';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Acts } from '../ui/page.tsx';
import { ApprovalChecks, checkNames, missingOf, type Check } from './approval-checks.tsx';
import { SendBack } from './send-back.tsx';

/** Approves what the reader saw and ticked; throws the gateway's refusal. */
export function approveSeen(transfer: TransferView): Promise<TransferView> {
  return api.call('approve', { id: transfer.id, body: { destination: true, content: true, attachments: true, digest: transfer.digest } });
}

interface ApprovalFormProps { readonly transfer: TransferView; readonly onApproved: (transfer: TransferView) => void; readonly onReturned: (transfer: TransferView) => void }

export function ApprovalForm({ transfer, onApproved, onReturned }: ApprovalFormProps) {
  const { t } = useWords();
  const act = useAct();
  const [ticked, setTicked] = useState<readonly Check[]>([]);
  const [tries, setTries] = useState(0);
  const missing = missingOf(ticked);
  const approve = (): void => {
    setTries(tries + 1);
    if (missing.length === 0) act.run(async () => onApproved(await approveSeen(transfer)));
  };
  return (
    <div className="grid gap-4">
      {tries > 0 && missing.length > 0 && <Banner key={tries} kind="stop" title={t('approval.left', { checks: checkNames(t, missing) })} focus />}
      <ProblemBanner problem={act.problem} />
      <ApprovalChecks transfer={transfer} ticked={ticked} onTick={setTicked} early={tries > 0} level={2} />
      <Acts>
        {transfer.may.includes('return') && <SendBack transfer={transfer} onReturned={onReturned} />}
        <Button kind="filled" busy={act.busy} onPress={approve}>{t('approval.approve', { recipient: transfer.recipient.name })}</Button>
      </Acts>
    </div>
  );
}
