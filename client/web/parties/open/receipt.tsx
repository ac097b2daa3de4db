// 受領確認: the count is typed, never prefilled; what differs or was not opened needs a reason; what follows is said before (UI 3.12).
import { useState, type SubmitEvent } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { go } from '../../app/place.ts';
import type { PageParams } from '../../app/routes.tsx';
import { count, readCount } from '../../text/amounts.ts';
import { longInstant } from '../../text/dates.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Tick } from '../../ui/choice.tsx';
import { ErrorSummary, type Errors } from '../../ui/error-summary.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Acts, Facts, Loaded, Page } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { Steps } from '../new/steps.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { OpenerFailed } from './opener.ts';
import type { Failed } from './protocol.ts';
import { signErrors, SignReceipt } from './sign-receipt.tsx';
import { useSigning } from './signing.ts';

export default function ReceiptPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => {
    const [transfer, engagements] = await Promise.all([api.call('transfer', { id }), api.call('engagements', {})]);
    return { transfer, hours: engagements.find((one) => one.id === transfer.engagement.id)?.policy.wipeAfterConfirmHours ?? null };
  });
  return (
    <Page title={t('receipt.title', { number: loaded.value?.transfer.number ?? '' })}>
      <Steps now={2} names={[t('open.step1'), t('open.step2'), t('open.step3')]} />
      <Loaded of={loaded}>{({ transfer: value, hours }) => (value.confirmation === null ? <Confirm transfer={value} hours={hours} /> : <Banner kind="rest" title={t('receipt.already', { name: value.confirmation.by.name })}><Link to={`/transfers/${id}`}>{t('files.toTransfer', { number: value.number })}</Link></Banner>)}</Loaded>
    </Page>
  );
}

/** What waits for the reader after this, from the gateway's own count. */
async function owedWords(t: ReturnType<typeof useWords>['t']): Promise<string> {
  const { mine } = await api.call('transferCounts', {});
  return mine === 0 ? t('receipt.nothingOwed') : t('receipt.owed', { count: mine });
}

/** `hours` is the time from the confirmation to the wipe, where the reader may know the engagement's policy. */
function Confirm({ transfer, hours }: { readonly transfer: TransferView; readonly hours: number | null }) {
  const { t, language } = useWords();
  const act = useAct();
  const signing = useSigning(transfer);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const [cannot, setCannot] = useState(false);
  const [reason, setReason] = useState('');
  const [round, setRound] = useState(0);
  const amount = (n: number): string => t('unit.quantity', { n: count(n), unit: transfer.form.unit });
  const quantity = readCount(typed);
  const differs = quantity !== null && quantity !== transfer.quantity;
  const needsReason = differs || cannot;
  const line = reason.replace(/\s+/g, ' ').trim();
  const errors: Errors = round === 0 ? {} : {
    ...(quantity === null ? { quantity: t('receipt.countMissing') } : {}),
    ...(!opened && !cannot ? { opened: t('receipt.openedMissing') } : {}),
    ...(needsReason && line === '' ? { reason: t(differs ? 'receipt.differs' : 'receipt.reasonMissing', { recorded: amount(transfer.quantity), typed: amount(quantity ?? 0) }) } : {}),
    ...signErrors(t, signing),
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    setFailed(null);
    if (quantity === null || (!opened && !cannot) || (needsReason && line === '') || signing.missing !== null) return;
    act.run(async () => {
      const receipt = await signing.sign().catch((thrown: unknown) => {
        if (!(thrown instanceof OpenerFailed)) throw thrown;
        setFailed(thrown.failed);
        return null;
      });
      if (receipt === null) return;
      const next = await api.call('confirm', { id: transfer.id, body: { quantity, opened: opened && !cannot, digest: transfer.digest, ...(needsReason ? { reason: line } : {}), ...(receipt === undefined ? {} : { receipt }) } });
      // It is confirmed: a count that cannot be had must not make it look otherwise.
      const owed = await owedWords(t).catch(() => '');
      go(`/transfers/${transfer.id}`, { done: `${t(receipt === undefined ? 'receipt.done' : 'receipt.doneSigned', { at: longInstant(next.confirmation?.wipeAt ?? next.changedAt, language) })} ${owed}` });
    });
  };
  return (
    <form className="grid max-w-[48rem] gap-6" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      {failed?.failure === 'KEY_WRONG' ? <Banner kind="stop" title={t('receipt.sign.wrongKey')} focus><p>{t('receipt.sign.wrongKeyMore')}</p></Banner> : <FailureBanner failed={failed} transfer={transfer} />}
      <Facts rows={[[t('transfer.sender'), <Party key="s" party={transfer.sender} />], [t('receipt.recorded'), amount(transfer.quantity)]]} />
      <TextField id="quantity" label={t('receipt.counted')} value={typed} onChange={setTyped} error={errors['quantity']} inputMode="numeric" width="short" unit={transfer.form.unit} autoComplete="off" />
      {differs && <Banner kind="mind" title={t('receipt.differsTitle')}><p>{t('receipt.differs', { recorded: amount(transfer.quantity), typed: amount(quantity) })}</p></Banner>}
      <Tick id="opened" checked={opened} onChange={setOpened} error={errors['opened'] ?? null}>{t('receipt.opened', { files: t('unit.files', { count: transfer.fileCount }) })}</Tick>
      {!opened && <div><Button kind="plain" aria-pressed={cannot} onPress={() => setCannot(!cannot)}>{t('receipt.cannot')}</Button></div>}
      {needsReason && <TextArea id="reason" label={t('recall.reason')} value={reason} onChange={setReason} error={errors['reason']} />}
      <SignReceipt transfer={transfer} signing={signing} tried={round > 0} />
      <p className="max-w-[40em]">{hours === null ? t('receipt.means') : t('receipt.meansHours', { count: hours })}</p>
      <Acts>
        <Link to={`/transfers/${transfer.id}`} kind="outline">{t('receipt.notYet')}</Link>
        <Button kind="filled" type="submit" busy={act.busy}>{t('receipt.confirm')}</Button>
      </Acts>
    </form>
  );
}
