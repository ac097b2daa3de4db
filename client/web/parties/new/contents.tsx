// ① of a new transfer: engagement, recipient, form, quantity. Leaving it makes the draft; changing it later makes another and takes the files along.
import { useRef, useState, type SubmitEvent } from 'react';
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { DepositView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { go, usePlace } from '../../app/place.ts';
import type { PageParams } from '../../app/routes.tsx';
import { useHere } from '../../app/session.ts';
import { randomHex } from '../../text/amounts.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Acts, Loaded, Page } from '../../ui/page.tsx';
import { moveFiles } from './chosen-files.ts';
import { ContentsFields } from './contents-fields.tsx';
import { contentsAnswering, contentsLike, contentsOf, EMPTY, missingOf, requestOf, withEngagement, type Contents, type Direction } from './contents-form.ts';
import { NewSteps } from './steps.tsx';

interface Loadeds { readonly engagements: readonly EngagementView[]; readonly deposit: DepositView | null; readonly earlier: TransferView | null; readonly inquiry: TransferView | null }
const ID = /^[0-9a-f]{32}$/;

export default function NewContents({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'];
  const from = usePlace().query.get('from') ?? '';
  const answers = usePlace().query.get('answers') ?? '';
  const loaded = useLoad(`${id ?? 'new'} ${from} ${answers}`, async (): Promise<Loadeds> => {
    const engagements = await api.call('engagements', {});
    const deposit = id === undefined ? null : await api.call('deposit', { id: (await api.call('transfer', { id })).depositId });
    const earlier = ID.test(from) ? await api.call('transfer', { id: from }) : null;
    const inquiry = ID.test(answers) ? await api.call('transfer', { id: answers }) : null;
    return { engagements: engagements.filter((one) => one.open), deposit, earlier, inquiry };
  });
  return (
    <Page title={t('contents.title')}>
      <NewSteps now={0} />
      <Loaded of={loaded}>{(value) => (value.engagements.length === 0 ? <p>{t('contents.noEngagement')}</p> : <Form {...value} />)}</Loaded>
    </Page>
  );
}

function firstContents({ engagements, deposit, earlier, inquiry }: Loadeds, direction: Direction, answerTitle: (number: string) => string): Contents {
  if (deposit !== null) return contentsOf(deposit);
  if (inquiry !== null) return contentsAnswering(inquiry, engagements, answerTitle(inquiry.number), Date.now());
  if (earlier !== null) return contentsLike(earlier, engagements, direction, Date.now());
  const only = engagements.length === 1 ? engagements[0] : undefined;
  return only === undefined ? EMPTY : withEngagement(EMPTY, only, direction, Date.now());
}

function Form(loaded: Loadeds) {
  const { t } = useWords();
  const { session } = useHere();
  const direction: Direction = session.contractor === null ? 'to-contractor' : 'to-section';
  const { earlier, inquiry } = loaded;
  const [contents, setContents] = useState(() => firstContents(loaded, direction, (number) => t('pair.title', { number })));
  const [round, setRound] = useState(0);
  const act = useAct();
  const keys = useRef(new Map<string, string>());
  const errors = round === 0 ? {} : Object.fromEntries(missingOf(contents, Date.now()).map((what) => [what, t(`contents.missing.${what}`)]));
  const keep = async (): Promise<string> => {
    const { deposit } = loaded;
    if (deposit !== null && JSON.stringify(requestOf(contents)) === JSON.stringify(requestOf(contentsOf(deposit)))) return deposit.transfers[0]?.id ?? '';
    const body = requestOf(contents);
    // One key per content: pressing again after a lost answer gives the same draft (HOSTILE 16).
    const text = JSON.stringify(body);
    const idempotencyKey = keys.current.get(text) ?? randomHex();
    keys.current.set(text, idempotencyKey);
    const made = await api.call('addDeposit', { body, idempotencyKey });
    if (deposit !== null) {
      moveFiles(deposit.id, made.id, made.transfers.map((transfer) => transfer.recipient.id));
      await api.call('discard', { id: deposit.id });
    }
    return made.transfers[0]?.id ?? '';
  };
  const advance = (onward: (transferId: string) => void): void => {
    setRound((before) => before + 1);
    if (missingOf(contents, Date.now()).length === 0) act.run(async () => onward(await keep()));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    advance((id) => go(`/transfers/${id}/draft/files`));
  };
  return (
    <form className="grid max-w-[60rem] gap-6" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      {inquiry !== null && contents.answers !== '' && round === 0 && <Banner kind="wait" title={t('pair.answering', { number: inquiry.number, sender: inquiry.sender.name })}><p>{t('pair.answeringMore')}</p></Banner>}
      {inquiry !== null && contents.answers === '' && <Banner kind="rest" title={t('pair.cannot', { number: inquiry.number })} />}
      {earlier !== null && round === 0 && <Banner kind="wait" title={t('contents.like', { number: earlier.number })}><p>{t('contents.likeMore')}</p></Banner>}
      <ContentsFields engagements={loaded.engagements} before={earlier === null ? null : { quantity: earlier.quantity, at: earlier.createdAt }} contents={contents} onChange={setContents} errors={errors} direction={direction} />
      <Acts>
        <Button kind="plain" onPress={() => advance((id) => go(`/transfers/${id}`, { done: t('contents.saved') }))}>{t('contents.saveAndClose')}</Button>
        <Button kind="filled" type="submit" busy={act.busy}>{t('contents.toFiles')}</Button>
      </Acts>
    </form>
  );
}
