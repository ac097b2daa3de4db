// What was begun and not sent to its end, after a reload or another day: which files to choose again to go on, or what arrived of them to discard (UI 3.6).
import type { UnfinishedView } from '../../../../server/http/wire/unfinished.ts';
import { useWords } from '../../app/language.ts';
import { size } from '../../text/amounts.ts';
import { shortInstant } from '../../text/dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import type { Chosen } from './chosen-files.ts';
import type { Draft } from './draft.ts';
import { notChosen } from './unfinished.ts';

interface UnfinishedFilesProps { readonly draft: Draft; readonly chosen: readonly Chosen[]; /** Null where files are not chosen on this page. */ readonly onDiscard: ((one: UnfinishedView) => void) | null }

export function UnfinishedFiles({ draft, chosen, onDiscard }: UnfinishedFilesProps) {
  const { t } = useWords();
  const left = notChosen(draft.unfinished, chosen);
  if (left.length === 0) return null;
  return (
    <Banner kind="mind" title={t('goOn.unfinishedTitle')}>
      <p>{t('goOn.unfinishedMore')}</p>
      <ul className="mt-2 grid gap-3">{left.map((one) => <li key={one.id}><Unfinished one={one} recipient={recipientOf(draft, one)} onDiscard={onDiscard} /></li>)}</ul>
      {onDiscard === null && <p className="mt-2"><Link to={`/transfers/${draft.first.id}/draft/files`}>{t('check.toFiles')}</Link></p>}
    </Banner>
  );
}

/** The slot it belongs to, where there are several. */
const recipientOf = ({ deposit }: Draft, { recipientId }: UnfinishedView): string | null => deposit.transfers.find((transfer) => transfer.recipient.id === recipientId)?.recipient.name ?? null;

function Unfinished({ one, recipient, onDiscard }: { readonly one: UnfinishedView; readonly recipient: string | null; readonly onDiscard: UnfinishedFilesProps['onDiscard'] }) {
  const { t, language } = useWords();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <div className="min-w-0">
        <p className="font-bold">{one.name}</p>
        {recipient !== null && <p>{t('files.slot', { recipient })}</p>}
        <p>{[t('goOn.unfinishedArrived', { arrived: size(one.offset), size: size(one.size) }), one.lastModified === null ? '' : t('goOn.unfinishedChanged', { at: shortInstant(new Date(one.lastModified).toISOString(), language) }), t('goOn.unfinishedUntil', { at: shortInstant(one.until, language) })].filter((part) => part !== '').join('　')}</p>
      </div>
      {onDiscard !== null && <Button kind="plain" aria-label={t('goOn.discardNamed', { file: one.name })} onPress={() => onDiscard(one)}>{t('goOn.discard')}</Button>}
    </div>
  );
}
