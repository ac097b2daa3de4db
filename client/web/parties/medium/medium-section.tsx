// On the page of a transfer: the switch to a medium while it is open, and where a transfer by medium stands.
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { Banner } from '../../ui/banner.tsx';
import { Link } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { Checklist } from './checklist.tsx';

export function MediumSection({ transfer, sends }: { readonly transfer: TransferView; readonly sends: boolean }) {
  const { t } = useWords();
  const { medium } = transfer;
  if (medium === null) return null;
  return (
    <Section title={t('medium.section')}>
      {medium.lost !== null && <Banner kind="stop" title={t('medium.lost', { what: t(`medium.things.${medium.lost.what}`), name: medium.lost.by.name })} />}
      {sends ? <Checklist transfer={transfer} /> : <p>{medium.handedOver === null ? t('medium.wait', { name: transfer.sender.name }) : t('medium.from')}</p>}
      {transfer.mediumMay.length > 0 && <div className="screen-only"><Link to={`/transfers/${transfer.id}/medium`} kind="outline">{t('medium.section')}</Link></div>}
    </Section>
  );
}
