// What gives reason to look twice, as the gateway tells it, in yellow words beside what it concerns: the recipient, the quantity, a file (UI 1, 3.8).
import type { Doubt, TransferSummary, TransferView } from '../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../app/language.ts';
import { count } from '../text/amounts.ts';
import { shortDay } from '../text/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { Foreign } from '../ui/foreign.tsx';

type Concern = 'recipient' | 'quantity' | 'files';
const CONCERN: Record<Doubt['kind'], Concern> = {
  'similar-name': 'recipient', 'first-time': 'recipient', 'changed-recipient': 'recipient', 'ten-times': 'quantity', 'file-named-for-other': 'files', 'file-sent-before': 'files',
  'file-names-other': 'files', 'same-to-several': 'files', 'column-not-declared': 'files', 'column-forbidden': 'files',
};

/** The doubts about one thing. With `fileId`, those about that file. */
export function Doubts({ transfer, about, fileId }: { readonly transfer: TransferView; readonly about: Concern; readonly fileId?: string }) {
  const { t, language } = useWords();
  const amount = (n: number): string => t('unit.quantity', { n: count(n), unit: transfer.form.unit });
  const words = (doubt: Doubt): string => {
    switch (doubt.kind) {
      case 'similar-name': return t('doubt.similar', { names: listed(doubt.names) });
      case 'first-time': return t('doubt.firstTime');
      case 'changed-recipient': return t('doubt.changed', { recipient: doubt.previous, day: shortDay(doubt.at, language) });
      case 'ten-times': return t('doubt.tenTimes', { previous: amount(doubt.previous), now: amount(doubt.now) });
      case 'file-named-for-other': return t('doubt.namedForOther', { name: doubt.name });
      case 'file-names-other': return t('doubt.namesOther', { name: doubt.name });
      case 'same-to-several': return t('doubt.sameToSeveral', { recipients: listed(doubt.recipients) });
      case 'column-not-declared': return t('doubt.undeclared', { columns: listed(doubt.columns) });
      case 'column-forbidden': return t('doubt.forbidden', { columns: listed(doubt.columns) });
      case 'file-sent-before': return t('doubt.sentBefore', { recipient: doubt.recipient, day: shortDay(doubt.at, language) });
    }
  };
  const shown = transfer.doubts.filter((doubt) => CONCERN[doubt.kind] === about && (fileId === undefined || !('fileId' in doubt) || doubt.fileId === fileId));
  if (shown.length === 0) return null;
  return <ul className="grid gap-2">{shown.map((doubt) => <li key={JSON.stringify(doubt)} className={`keep-together flex w-fit items-start gap-2 rounded-8 border-2 px-3 py-2 font-bold ${doubt.kind === 'column-forbidden' ? 'border-stop-edge bg-stop-ground text-stop' : 'border-mind-edge bg-mind-ground text-mind'}`}><Icon name="warning" small /><span className="min-w-0"><Foreign>{words(doubt)}</Foreign></span></li>)}</ul>;
}

/** In a list: another firm reads alike. */
export function SimilarNames({ transfer: { similar } }: { readonly transfer: Pick<TransferSummary, 'similar'> }) {
  const { t } = useWords();
  if (similar.length === 0) return null;
  return <span className="flex items-start gap-1 text-dns-14N-130 font-bold text-mind"><Icon name="warning" small />{t('doubt.similarShort')}</span>;
}
