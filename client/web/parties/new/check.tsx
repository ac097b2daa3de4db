// ③ of a new transfer: names recipient, files, counts and purpose in words; then sends and submits (UI 3.5, 3.6).
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DepositView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { go, liftGuard } from '../../app/place.ts';
import type { PageParams } from '../../app/routes.tsx';
import { useStayingSignedIn } from '../../app/staying.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Tick } from '../../ui/choice.tsx';
import { Acts, Loaded, Page, Section } from '../../ui/page.tsx';
import { useChosenFiles } from './chosen-files.ts';
import { isOpen, useDraft, type Draft } from './draft.ts';
import { FileList } from './file-list.tsx';
import { NotOpen } from './files.tsx';
import { oddities, RecipientBlock } from './recipient-block.tsx';
import { useSending, type Sending } from './sending.ts';
import { SendingProgress } from './sending-progress.tsx';
import { NewSteps } from './steps.tsx';

export default function NewCheck({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const draft = useDraft(params['id'] ?? '');
  const [sending, setSending] = useState(false);
  const { reload } = draft;
  // Back from sending: what arrived whole is in the draft by now.
  const before = useRef(false);
  const changed = useCallback((on: boolean) => {
    if (before.current && !on) reload();
    before.current = on;
    setSending(on);
  }, [reload]);
  return (
    <Page title={sending ? t('sending.title') : t('check.title')}>
      {!sending && <NewSteps now={2} />}
      <Loaded of={draft}>{(value) => (isOpen(value) || sending ? <Check draft={value} onSending={changed} /> : <NotOpen draft={value} />)}</Loaded>
    </Page>
  );
}

function Check({ draft: { deposit, first }, onSending }: { readonly draft: Draft; readonly onSending: (sending: boolean) => void }) {
  const { t } = useWords();
  const chosen = useChosenFiles(deposit.id);
  const submitted = useCallback((done: DepositView) => {
    liftGuard();
    const transfer = done.transfers[0] ?? first;
    go(done.transfers.length === 1 ? `/transfers/${transfer.id}` : '/transfers', { done: doneWords(t, transfer) });
  }, [first, t]);
  const sending = useSending(deposit.id, submitted);
  const moving = sending.phase === 'sending' || sending.phase === 'submitting';
  useStayingSignedIn(moving);
  useEffect(() => onSending(sending.phase !== 'idle'), [sending.phase, onSending]);
  if (sending.phase !== 'idle') return <SendingProgress sending={sending} kept={first.files} recipients={deposit.transfers.map((transfer) => transfer.recipient.name)} onRetry={() => sending.start(chosen)} />;
  return <Confirmation deposit={deposit} first={first} chosen={chosen} sending={sending} />;
}

function doneWords(t: ReturnType<typeof useWords>['t'], transfer: TransferView): string {
  const who = listed(transfer.next.by);
  return t(`check.done.${transfer.state === 'awaiting-approval' ? 'approval' : 'other'}`, { who });
}

function Confirmation({ deposit, first, chosen, sending }: { readonly deposit: DepositView; readonly first: TransferView; readonly chosen: readonly File[]; readonly sending: Sending }) {
  const { t } = useWords();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [early, setEarly] = useState(0);
  const odd = deposit.transfers.flatMap((transfer) => oddities(transfer).map((kind) => ({ key: `${transfer.id} ${kind}`, kind, transfer })));
  const missing = odd.filter((one) => !ticked.includes(one.key));
  const nothing = chosen.length + first.files.length === 0;
  const send = (): void => (missing.length > 0 || nothing ? setEarly(early + 1) : sending.start(chosen));
  const label = deposit.transfers.length === 1 ? t('check.submit', { recipient: first.recipient.name }) : t('check.submitSeveral', { count: deposit.transfers.length });
  return (
    <>
      {early > 0 && (missing.length > 0 || nothing) && <Banner key={early} kind="stop" title={nothing ? t('files.none') : t('check.ticksLeft')} focus />}
      {deposit.transfers.map((transfer) => (
        <RecipientBlock key={transfer.id} transfer={transfer}>
          {odd.filter((one) => one.transfer === transfer).map((one) => (
            <Tick key={one.key} checked={ticked.includes(one.key)} onChange={(on) => setTicked(on ? [...ticked, one.key] : ticked.filter((key) => key !== one.key))} error={early > 0 && !ticked.includes(one.key) ? t('check.tickThis') : null}>{t(`check.tick.${one.kind}`)}</Tick>
          ))}
        </RecipientBlock>
      ))}
      <Section title={t('check.files')}><FileList depositId={deposit.id} kept={first.files} chosen={chosen} onRemoveKept={null} /></Section>
      <p className="max-w-[40em]">{t('check.stop')}</p>
      <Acts>
        <Link to={`/transfers/${first.id}/draft/files`} kind="outline">{t('check.back')}</Link>
        <Button kind="filled" onPress={send}>{label}</Button>
      </Acts>
    </>
  );
}
