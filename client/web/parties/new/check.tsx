// ③ of a new transfer: names recipient, files, counts and purpose in words; then sends and submits (UI 3.5, 3.6).
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DepositView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { go, liftGuard } from '../../app/place.ts';
import type { PageParams } from '../../app/routes.tsx';
import { useStayingSignedIn } from '../../app/staying.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Acts, Loaded, Page, Section } from '../../ui/page.tsx';
import { useChosenFiles, type Chosen } from './chosen-files.ts';
import { doubtsOf, DoubtTicks } from './doubt-ticks.tsx';
import { chosenFor, filesOf, inSlot, isOpen, useDraft, type Draft } from './draft.ts';
import { emptySlots } from './slots.tsx';
import { FileList } from './file-list.tsx';
import { NotOpen } from './files.tsx';
import { RecipientBlock } from './recipient-block.tsx';
import { useSending, type Sending } from './sending.ts';
import { SendingProgress } from './sending-progress.tsx';
import { NewSteps } from './steps.tsx';
import { UnfinishedFiles } from './unfinished-files.tsx';

export default function NewCheck({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const draft = useDraft(params['id'] ?? '');
  const [phase, setPhase] = useState<Sending['phase']>('idle');
  const sending = phase !== 'idle';
  const { reload } = draft;
  // Back from sending: what arrived whole is in the draft by now.
  const before = useRef(false);
  const changed = useCallback((now: Sending['phase']) => {
    if (before.current && now === 'idle') reload();
    before.current = now !== 'idle';
    setPhase(now);
  }, [reload]);
  return (
    <Page title={sending ? t(phase === 'failed' ? 'sending.stopped' : 'sending.title') : t('check.title')}>
      {!sending && <NewSteps now={2} />}
      <Loaded of={draft}>{(value) => (isOpen(value) || sending ? <Check draft={value} onSending={changed} /> : <NotOpen draft={value} />)}</Loaded>
    </Page>
  );
}

function Check({ draft, onSending }: { readonly draft: Draft; readonly onSending: (phase: Sending['phase']) => void }) {
  const { t } = useWords();
  const { deposit, first } = draft;
  const chosen = useChosenFiles(deposit.id);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const submitted = useCallback((done: DepositView) => {
    liftGuard();
    const transfer = done.transfers[0] ?? first;
    go(done.transfers.length === 1 ? `/transfers/${transfer.id}` : '/transfers', { done: doneWords(t, transfer) });
  }, [first, t]);
  const mayBeSent = useCallback((arrived: DepositView) => doubtsOf(arrived.transfers).every((one) => ticked.includes(one.key)), [ticked]);
  const sending = useSending(deposit.id, mayBeSent, submitted);
  const moving = sending.phase === 'sending' || sending.phase === 'submitting';
  useStayingSignedIn(moving);
  useEffect(() => onSending(sending.phase), [sending.phase, onSending]);
  if (sending.phase !== 'idle') return <SendingProgress sending={sending} kept={filesOf(deposit.transfers)} recipients={deposit.transfers.map((transfer) => transfer.recipient.name)} onRetry={() => sending.start(chosen)} />;
  return <Confirmation draft={draft} chosen={chosen} sending={sending} ticked={ticked} onTicked={setTicked} />;
}

function doneWords(t: ReturnType<typeof useWords>['t'], transfer: TransferView): string {
  const who = listed(transfer.next.by.map((one) => one.name));
  return t(`check.done.${transfer.state === 'awaiting-approval' ? 'approval' : 'other'}`, { who });
}

interface ConfirmationProps { readonly draft: Draft; readonly chosen: readonly Chosen[]; readonly sending: Sending; readonly ticked: readonly string[]; readonly onTicked: (ticked: readonly string[]) => void }

function Confirmation({ draft, chosen, sending, ticked, onTicked }: ConfirmationProps) {
  const { t } = useWords();
  const { deposit, first, engagement, unfinished } = draft;
  const [early, setEarly] = useState(0);
  const doubts = doubtsOf(deposit.transfers);
  const missing = doubts.filter((one) => !ticked.includes(one.key));
  const fileCount = chosen.length + filesOf(deposit.transfers).length;
  const empty = emptySlots(deposit.transfers, chosen);
  const send = (): void => (missing.length > 0 || empty.length > 0 ? setEarly(early + 1) : sending.start(chosen));
  const label = deposit.transfers.length === 1 ? t('check.submit', { recipient: first.recipient.name }) : t('check.submitSeveral', { count: deposit.transfers.length });
  return (
    <>
      {sending.doubted && <Banner kind="mind" title={t('check.doubted')} focus><p>{t('check.doubtedMore')}</p></Banner>}
      {early > 0 && (missing.length > 0 || empty.length > 0) && <Banner key={early} kind="stop" title={fileCount === 0 ? t('files.none') : empty.length > 0 ? t('files.slotEmpty', { recipients: listed(empty) }) : t('check.ticksLeft', { count: missing.length })} focus />}
      {deposit.transfers.map((transfer) => (
        <RecipientBlock key={transfer.id} transfer={transfer} engagement={engagement} fileCount={inSlot(transfer, chosen)}>
          <DoubtTicks doubts={doubts.filter((one) => one.transferId === transfer.id)} ticked={ticked} onChange={onTicked} tried={early > 0} />
        </RecipientBlock>
      ))}
      <UnfinishedFiles draft={draft} chosen={chosen} onDiscard={null} />
      <Section title={t('check.files')}>
        {deposit.transfers.map((transfer) => (
          <div key={transfer.id} className="grid gap-2">
            {deposit.transfers.length > 1 && <h3 className="text-std-16B-170">{t('files.slot', { recipient: transfer.recipient.name })}</h3>}
            <FileList depositId={deposit.id} kept={transfer.files} chosen={chosenFor(transfer, chosen)} unfinished={unfinished} onRemoveKept={null} items={first.items} />
          </div>
        ))}
        {fileCount === 0 && <p>{t('check.chooseAgain')} <Link to={`/transfers/${first.id}/draft/files`}>{t('check.toFiles')}</Link></p>}
      </Section>
      <p className="max-w-[40em]">{t('check.stop')}</p>
      <Acts>
        <Link to={`/transfers/${first.id}/draft/files`} kind="outline">{t('check.back')}</Link>
        <Button kind="filled" onPress={send}>{label}</Button>
      </Acts>
    </>
  );
}
