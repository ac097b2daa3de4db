// The three checks of one transfer: destination, content, attachments (3-6). Bound to the digest of exactly what was shown.
import { useState } from 'react';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/choice.tsx';
import { Acts } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';
import { Attachments, Content, Destination } from './approval-evidence.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { SendBack } from './send-back.tsx';

const CHECKS = ['destination', 'content', 'attachments'] as const;
type Check = (typeof CHECKS)[number];
const EVIDENCE = { destination: Destination, content: Content, attachments: Attachments };

interface ApprovalFormProps { readonly transfer: TransferView; readonly filled: boolean; readonly onApproved: (transfer: TransferView) => void; readonly onReturned: (transfer: TransferView) => void }

export function ApprovalForm({ transfer, filled, onApproved, onReturned }: ApprovalFormProps) {
  const { t } = useWords();
  const act = useAct();
  const [ticked, setTicked] = useState<readonly Check[]>([]);
  const [tries, setTries] = useState(0);
  const missing = CHECKS.filter((check) => !ticked.includes(check));
  const approve = (): void => {
    setTries(tries + 1);
    if (missing.length > 0) return;
    act.run(async () => onApproved(await api.call('approve', { id: transfer.id, body: { destination: true, content: true, attachments: true, digest: transfer.digest } })));
  };
  return (
    <div className="grid gap-4">
      <p className="text-quiet"><Foreign>{t('approval.madeBy', { name: transfer.createdBy.name })}</Foreign> <When at={transfer.createdAt} /></p>
      {tries > 0 && missing.length > 0 && <Banner key={tries} kind="stop" title={t('approval.left', { checks: missing.map((check) => `『${t(`approval.check.${check}`)}』`).join('') })} focus />}
      <ProblemBanner problem={act.problem} />
      {CHECKS.map((check, i) => {
        const Evidence = EVIDENCE[check];
        return (
          <section key={check} className={`grid gap-3 rounded-12 border p-4 ${tries > 0 && missing.includes(check) ? 'border-2 border-fault' : 'border-rule'}`}>
            <h2 className="text-std-18B-160">{i + 1}　{t(`approval.check.${check}`)}</h2>
            <Evidence transfer={transfer} />
            <Tick checked={ticked.includes(check)} onChange={(on) => setTicked(on ? [...ticked, check] : ticked.filter((one) => one !== check))} error={tries > 0 && missing.includes(check) ? t('approval.tickLeft') : null}>{t(`approval.tick.${check}`, { number: transfer.number })}</Tick>
          </section>
        );
      })}
      <Acts>
        {transfer.may.includes('return') && <SendBack transfer={transfer} onReturned={onReturned} />}
        <Button kind={filled ? 'filled' : 'outline'} busy={act.busy} onPress={approve}>{t('approval.approve', { recipient: transfer.recipient.name })}</Button>
      </Acts>
    </div>
  );
}
