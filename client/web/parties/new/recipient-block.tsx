// One recipient as it stands before the deposit: whole name, address, who receives, keys, what goes there, what happens next. What gives reason to
// look twice is framed in yellow where it belongs (UI 3.5).
import type { ReactNode } from 'react';
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { shortDay } from '../../text/dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Facts, Panel } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { Doubts } from '../doubts.tsx';

interface RecipientBlockProps { readonly transfer: TransferView; readonly engagement: EngagementView | null; readonly fileCount: number; readonly children: ReactNode }

export function RecipientBlock({ transfer, engagement, fileCount, children }: RecipientBlockProps) {
  const { t, language } = useWords();
  const { form, previous } = transfer;
  const amount = (n: number): string => t('unit.quantity', { n: count(n), unit: form.unit });
  return (
    <Panel>
      <Facts rows={[
        [t('transfer.recipient'), <div key="to" className="grid gap-2"><Party party={transfer.recipient} /><Receivers transfer={transfer} engagement={engagement} /><Keys transfer={transfer} engagement={engagement} /><LikeLastTime transfer={transfer} /><Doubts transfer={transfer} about="recipient" /></div>],
        [t('check.what'), <div key="what" className="grid gap-2"><span>{transfer.title ?? (language === 'ja' ? form.name : form.nameEn)}　<strong>{amount(transfer.quantity)}</strong>　{t('unit.files', { count: fileCount })}{previous !== null && <span className="ml-2 text-quiet">{t('check.lastCount', { n: amount(previous.quantity), day: shortDay(previous.at, language) })}</span>}</span><Doubts transfer={transfer} about="quantity" /><Doubts transfer={transfer} about="files" /></div>],
        [t('contents.purpose'), transfer.purpose],
        [t('check.then'), <span key="then" className="block">{t(engagement?.policy.approval[transfer.direction] === false ? 'check.thenNotice' : 'check.thenApproval')}<span className="block">{t('transfer.collectBy')}　<When at={transfer.collectBy} /></span></span>],
      ]} />
      {children}
    </Panel>
  );
}

/** Address, and who of the firm's roster manages what is handed over. */
function Receivers({ transfer: { recipient }, engagement }: { readonly transfer: TransferView; readonly engagement: EngagementView | null }) {
  const { t } = useWords();
  const managers = (engagement?.roster ?? []).filter((one) => one.contractorId === recipient.id && one.role === 'manager' && one.removedAt === null).map((one) => one.person.name);
  return <span className="text-quiet"><span lang="ja">{recipient.address}</span>{managers.length > 0 && <span className="ml-4 inline-block"><Foreign>{t('check.manager', { names: listed(managers) })}</Foreign></span>}</span>;
}

/** How many keys it is sealed for, and who compared the newest of them, where the reader may know. */
export function Keys({ transfer, engagement = null }: { readonly transfer: TransferView; readonly engagement?: EngagementView | null }) {
  const { t, language } = useWords();
  if (transfer.lockForm === 'password') return <Banner kind="mind" title={t('transfer.passwordOnly')} />;
  if (transfer.certificates.length === 0) return <Banner kind="mind" title={t('check.noKey')} />;
  const compared = engagement?.recipients.find((one) => one.party.id === transfer.recipient.id)?.lastConfirmed ?? null;
  return <span><Foreign>{t('check.keys', { count: transfer.certificates.length })}{compared !== null && t('check.comparedBy', { name: compared.by, day: shortDay(compared.at, language) })}</Foreign></span>;
}

function LikeLastTime({ transfer: { previous } }: { readonly transfer: Pick<TransferView, 'previous'> }) {
  const { t, language } = useWords();
  return previous?.same === true ? <span className="font-bold text-good">{t('check.sameAsLast', { day: shortDay(previous.at, language) })}</span> : null;
}
