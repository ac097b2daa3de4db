// ② of a new transfer: the files. They are checked here and stay on this computer until ③ is confirmed.
import { useState } from 'react';
import type { UnfinishedView } from '../../../../server/http/wire/unfinished.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useAct, type Load } from '../../app/loading.ts';
import { go } from '../../app/place.ts';
import type { PageParams } from '../../app/routes.tsx';
import { useHere } from '../../app/session.ts';
import { count, size } from '../../text/amounts.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { FileDrop, type Dropped } from '../../ui/file-drop.tsx';
import { Acts, Loaded, Page } from '../../ui/page.tsx';
import { addFiles, sortFiles, useChosenFiles, type Sorted } from './chosen-files.ts';
import { filesOf, isOpen, useDraft, type Draft } from './draft.ts';
import { emptySlots, Slots, type Slot } from './slots.tsx';
import { FileList } from './file-list.tsx';
import { NewSteps } from './steps.tsx';
import { addressOf } from './unfinished.ts';
import { UnfinishedFiles } from './unfinished-files.tsx';

export default function NewFiles({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const draft = useDraft(params['id'] ?? '');
  return (
    <Page title={t('files.title')}>
      <NewSteps now={1} />
      <Loaded of={draft}>{(value) => (isOpen(value) ? <Files draft={value} load={draft} /> : <NotOpen draft={value} />)}</Loaded>
    </Page>
  );
}

export function NotOpen({ draft }: { readonly draft: Draft }) {
  const { t } = useWords();
  return <Banner kind="rest" title={t('files.notOpen')}><Link to={`/transfers/${draft.first.id}`}>{t('files.toTransfer', { number: draft.first.number })}</Link></Banner>;
}

function Files({ draft, load }: { readonly draft: Draft; readonly load: Load<Draft> }) {
  const { t } = useWords();
  const { gateway } = useHere();
  const { deposit, first, engagement } = draft;
  const chosen = useChosenFiles(deposit.id);
  const act = useAct();
  const [refused, setRefused] = useState<Sorted['refused']>([]);
  const [early, setEarly] = useState(0);
  const [unreadable, setUnreadable] = useState(0);
  const maxFileBytes = Math.min(gateway.maxFileBytes, engagement?.policy.maxFileBytes ?? gateway.maxFileBytes);
  const every = filesOf(deposit.transfers).length + chosen.length;
  const empty = emptySlots(deposit.transfers, chosen);
  // The same name may stand in the slots of two recipients, not twice in what one of them gets.
  const take = ({ to, kept, chosen: own }: Slot, dropped: readonly Dropped[]): void => {
    const beside = to === null ? [] : chosen.filter((one) => one.to === null);
    const held = [...kept.map((file) => file.name ?? ''), ...[...own, ...beside].map(({ file }) => file.name)];
    const sorted = sortFiles(dropped, held, { maxFileBytes, maxFiles: engagement?.policy.maxFiles ?? 10_000 });
    addFiles(deposit.id, sorted.taken, to);
    setRefused(sorted.refused);
    setUnreadable(0);
  };
  const remove = (uploadId: string): void => act.run(async () => load.put({ ...draft, ...(await api.call('removeFile', { id: deposit.id, uploadId }).then((next) => ({ deposit: next, first: next.transfers[0] ?? first }))) }));
  const discard = (one: UnfinishedView): void => act.run(async () => {
    const { discardUpload } = await import('../../../upload-resumable.ts');
    await discardUpload(addressOf(one));
    load.put({ ...draft, unfinished: draft.unfinished.filter(({ id }) => id !== one.id) });
  });
  const onward = (): void => (empty.length > 0 ? setEarly(early + 1) : go(`/transfers/${first.id}/draft/check`));
  return (
    <>
      <ProblemBanner problem={act.problem} />
      {early > 0 && empty.length > 0 && <Banner key={early} kind="stop" title={every === 0 ? t('files.none') : t('files.slotEmpty', { recipients: listed(empty) })} focus />}
      {unreadable > 0 && <Banner key={`unreadable ${unreadable}`} kind="stop" title={t('files.unreadable')} focus><p>{t('files.unreadableMore')}</p></Banner>}
      {refused.length > 0 && <Refused refused={refused} limit={maxFileBytes} />}
      <UnfinishedFiles draft={draft} chosen={chosen} onDiscard={discard} />
      <Slots transfers={deposit.transfers} chosen={chosen}>
        {(slot) => (
          <>
            <FileDrop limit={t('files.limit', { size: size(maxFileBytes), bytes: count(maxFileBytes) })} onFiles={(dropped) => take(slot, dropped)} onUnreadable={() => setUnreadable(unreadable + 1)} />
            <FileList depositId={deposit.id} kept={slot.kept} chosen={slot.chosen} unfinished={draft.unfinished} onRemoveKept={remove} items={first.items} />
          </>
        )}
      </Slots>
      <Acts>
        <Link to={`/transfers/${first.id}/draft/contents`} kind="outline">{t('files.back')}</Link>
        <Button kind="filled" busy={act.busy} onPress={onward}>{t('files.toCheck')}</Button>
      </Acts>
    </>
  );
}

function Refused({ refused, limit }: { readonly refused: Sorted['refused']; readonly limit: number }) {
  const { t } = useWords();
  return (
    <Banner kind="stop" title={t('files.refused', { count: refused.length })} focus>
      <ul className="list-disc pl-6">{refused.map(({ file, folder, why }) => <li key={`${folder}/${file.name}`}>{t(`files.why.${why}`, { file: folder === '' ? file.name : `${folder}/${file.name}`, size: size(file.size), bytes: count(file.size), limit: size(limit) })}</li>)}</ul>
    </Banner>
  );
}
