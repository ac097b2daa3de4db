// One recipient as it stands before the deposit: whole name, address, keys, what goes there, what happens next. What is unlike last time is framed in yellow (UI 3.5).
import type { ReactNode } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { shortDay } from '../../text/dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { Facts, Panel } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';

export type Oddity = 'recipient' | 'quantity';

/** What must be ticked because it differs from the last transfer of the same form: the recipient, or a count ten times as large or small. */
export function oddities(transfer: TransferView): Oddity[] {
  const { previous } = transfer;
  if (previous === null) return [];
  const factor = transfer.quantity / Math.max(1, previous.quantity);
  return [...(previous.same ? [] : ['recipient' as const]), ...(factor >= 10 || factor <= 0.1 ? ['quantity' as const] : [])];
}

export function RecipientBlock({ transfer, children }: { readonly transfer: TransferView; readonly children: ReactNode }) {
  const { t, language } = useWords();
  const { form } = transfer;
  const amount = (n: number): string => t('unit.quantity', { n: count(n), unit: form.unit });
  return (
    <Panel>
      <Facts rows={[
        [t('transfer.recipient'), <div key="to" className="grid gap-2"><Party party={transfer.recipient} /><span className="text-quiet">{transfer.recipient.address}</span><Keys transfer={transfer} /><LikeLastTime transfer={transfer} /></div>],
        [t('check.what'), <span key="what">{transfer.title ?? (language === 'ja' ? form.name : form.nameEn)}　<strong>{amount(transfer.quantity)}</strong>{transfer.previous !== null && <span className="ml-2 text-quiet">{t('check.lastCount', { n: amount(transfer.previous.quantity), day: shortDay(transfer.previous.at, language) })}</span>}</span>],
        [t('contents.purpose'), transfer.purpose],
        [t('transfer.collectBy'), <When key="until" at={transfer.collectBy} />],
      ]} />
      {oddities(transfer).includes('quantity') && <Banner kind="mind" title={t('check.tenTimes')} />}
      {children}
    </Panel>
  );
}

export function Keys({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  if (transfer.lockForm === 'password') return <Banner kind="mind" title={t('transfer.passwordOnly')} />;
  if (transfer.certificates.length === 0) return <Banner kind="mind" title={t('check.noKey')} />;
  return <span>{t('check.keys', { count: transfer.certificates.length })}</span>;
}

export function LikeLastTime({ transfer: { previous } }: { readonly transfer: Pick<TransferView, 'previous'> }) {
  const { t, language } = useWords();
  if (previous === null) return <Banner kind="mind" title={t('check.firstTime')} />;
  if (!previous.same) return <Banner kind="mind" title={t('check.otherThanLast', { recipient: previous.recipient, day: shortDay(previous.at, language) })} />;
  return <span className="font-bold text-good">{t('check.sameAsLast', { day: shortDay(previous.at, language) })}</span>;
}
