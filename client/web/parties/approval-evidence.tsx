// What each of the three checks is about, shown above its tick.
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../app/language.ts';
import { count } from '../text/amounts.ts';
import { shortDay } from '../text/dates.ts';
import { Banner } from '../ui/banner.tsx';
import { Party } from '../ui/tile.tsx';
import { OneFile } from './detail/particulars.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Keys, LikeLastTime, oddities } from './new/recipient-block.tsx';

interface Evidence { readonly transfer: TransferView }

export function Destination({ transfer }: Evidence) {
  return <div className="grid gap-2"><Party party={transfer.recipient} /><span className="text-quiet" lang="ja">{transfer.recipient.address}</span><LikeLastTime transfer={transfer} /><Keys transfer={transfer} /></div>;
}

export function Content({ transfer }: Evidence) {
  const { t, language } = useWords();
  const amount = (n: number): string => t('unit.quantity', { n: count(n), unit: transfer.form.unit });
  return (
    <div className="grid gap-2"><Foreign>
      <p>{transfer.title !== null && `${transfer.title}　`}{language === 'ja' ? transfer.form.name : transfer.form.nameEn}　<strong>{amount(transfer.quantity)}</strong>{transfer.previous !== null && <span className="ml-2 text-quiet">{t('check.lastCount', { n: amount(transfer.previous.quantity), day: shortDay(transfer.previous.at, language) })}</span>}</p>
      {oddities(transfer).includes('quantity') && <Banner kind="mind" title={t('check.tenTimes')} />}
      <p><span className="font-bold">{t('approval.items')}</span>　{listed(transfer.items)}</p>
      <p><span className="font-bold">{t('contents.purpose')}</span>　{transfer.purpose}</p>
      <p><span className="font-bold">{t('contents.engagement')}</span>　{transfer.engagement.title}</p>
    </Foreign></div>
  );
}

export function Attachments({ transfer }: Evidence) {
  const { t } = useWords();
  return <div className="grid gap-2">{transfer.files.map((file) => <OneFile key={file.id} file={file} />)}<p className="text-quiet">{t('approval.sealed')}</p></div>;
}
