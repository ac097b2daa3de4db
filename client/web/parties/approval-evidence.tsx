// What each of the three checks is about, shown above its tick, with the doubts about it beside it.
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../app/language.ts';
import { count } from '../text/amounts.ts';
import { shortDay } from '../text/dates.ts';
import { Foreign } from '../ui/foreign.tsx';
import { Party } from '../ui/tile.tsx';
import { FilesOf } from './detail/particulars.tsx';
import { Doubts } from './doubts.tsx';
import { Keys } from './new/recipient-block.tsx';

interface Evidence { readonly transfer: TransferView }

export function Destination({ transfer }: Evidence) {
  const { t, language } = useWords();
  const { previous } = transfer;
  return (
    <div className="grid gap-2">
      <Party party={transfer.recipient} /><span className="text-quiet" lang="ja">{transfer.recipient.address}</span>
      {previous?.same === true && <span className="font-bold text-good">{t('check.sameAsLast', { day: shortDay(previous.at, language) })}</span>}
      <Doubts transfer={transfer} about="recipient" />
      <Keys transfer={transfer} />
    </div>
  );
}

export function Content({ transfer }: Evidence) {
  const { t, language } = useWords();
  const amount = (n: number): string => t('unit.quantity', { n: count(n), unit: transfer.form.unit });
  return (
    <div className="grid gap-2"><Foreign>
      <p>{transfer.title !== null && `${transfer.title}　`}{language === 'ja' ? transfer.form.name : transfer.form.nameEn}　<strong>{amount(transfer.quantity)}</strong>{transfer.previous !== null && <span className="ml-2 text-quiet">{t('check.lastCount', { n: amount(transfer.previous.quantity), day: shortDay(transfer.previous.at, language) })}</span>}</p>
      <Doubts transfer={transfer} about="quantity" />
      <p><span className="font-bold">{t('approval.items')}</span>　{listed(transfer.items)}</p>
      <p><span className="font-bold">{t('contents.purpose')}</span>　{transfer.purpose}</p>
      <p><span className="font-bold">{t('contents.engagement')}</span>　{transfer.engagement.title}</p>
    </Foreign></div>
  );
}

export function Attachments({ transfer }: Evidence) {
  const { t } = useWords();
  return <div className="grid gap-2"><FilesOf transfer={transfer} /><p className="text-quiet">{t('approval.sealed')}</p></div>;
}
