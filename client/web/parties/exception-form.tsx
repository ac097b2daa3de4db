// 未検査の例外: files that no scanner could look into go only where one more approver allows that very thing, with the reason (UI 3.8). Bound to the digest of what was shown.
import { useState } from 'react';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/choice.tsx';
import { TextArea } from '../ui/field.tsx';
import { Acts, Section } from '../ui/page.tsx';
import { Content, Destination } from './approval-evidence.tsx';
import { OneFile } from './detail/particulars.tsx';
import { SendBack } from './send-back.tsx';
import { whoIsNext } from './whose-turn.ts';

interface ExceptionFormProps { readonly transfer: TransferView; readonly onAllowed: (transfer: TransferView) => void; readonly onReturned: (transfer: TransferView) => void }

/** For whoever may not decide it, who may. */
export function ExceptionForm({ transfer, onAllowed, onReturned }: ExceptionFormProps) {
  const { t } = useWords();
  const { approval } = transfer;
  if (!transfer.may.includes('allow-unscanned')) return <Banner kind="rest" title={t('exception.waits', { who: whoIsNext(t, transfer.next.by) })} />;
  return (
    <div className="grid gap-6">
      <Banner kind="mind" title={t('exception.title', { count: transfer.exception?.files ?? 0 })}><p>{t('exception.more')}</p></Banner>
      {approval !== null && <p>{t('exception.approvedBy', { name: approval.by.name })}</p>}
      <Section title={t('exception.files')}>
        <div className="grid gap-2">{transfer.files.filter(({ scan }) => scan.verdict === 'unscanned').map((file) => <OneFile key={file.id} file={file} />)}</div>
      </Section>
      <Section title={t('approval.check.destination')}><Destination transfer={transfer} /></Section>
      <Section title={t('approval.check.content')}><Content transfer={transfer} /></Section>
      <Decision transfer={transfer} onAllowed={onAllowed} onReturned={onReturned} />
    </div>
  );
}

function Decision({ transfer, onAllowed, onReturned }: ExceptionFormProps) {
  const { t } = useWords();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [ticked, setTicked] = useState(false);
  const [tried, setTried] = useState(false);
  const line = reason.replace(/\s+/g, ' ').trim();
  const allow = (): void => {
    setTried(true);
    if (line === '' || !ticked) return;
    act.run(async () => onAllowed(await api.call('allowUnscanned', { id: transfer.id, body: { unscanned: true, reason: line, digest: transfer.digest } })));
  };
  return (
    <div className="grid gap-4">
      <ProblemBanner problem={act.problem} />
      <TextArea label={t('exception.reason')} support={t('exception.reasonMore')} value={reason} onChange={setReason} error={tried && line === '' ? t('field.missing', { label: t('exception.reason') }) : null} />
      <Tick checked={ticked} onChange={setTicked} error={tried && !ticked ? t('exception.tickLeft') : null}>{t('exception.tick', { number: transfer.number })}</Tick>
      <Acts>
        {transfer.may.includes('return') && <SendBack transfer={transfer} onReturned={onReturned} />}
        <Button kind="filled" busy={act.busy} onPress={allow}>{t('exception.allow', { recipient: transfer.recipient.name })}</Button>
      </Acts>
    </div>
  );
}
