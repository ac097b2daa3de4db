// The papers of a transfer: 確認書, receipt, wipe certificate. Each stands here only once it exists; the contractor confirms here, the ward corrects.
import { useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Link, OpenLink } from '../../ui/button.tsx';
import { Loaded, Section } from '../../ui/page.tsx';
import { ConfirmationRows } from './confirmation-rows.tsx';

export function Papers({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const act = useAct();
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const records = useLoad(`${transfer.id} ${transfer.changedAt} ${transfer.state}`, () => api.call('confirmationRecords', { id: transfer.id }));
  const hasReceipt = transfer.confirmation !== null;
  const confirm = (ids: readonly string[]): void => act.run(async () => {
    const done = await api.call('confirmRecords', { body: { ids: [...ids] } });
    setConfirmed(done.map((record) => record.label));
    records.reload();
  });
  return (
    <Section title={t('papers.title')}>
      <div className="flex flex-wrap gap-4">
        {hasReceipt && <Link to={`/transfers/${transfer.id}/documents/receipt`} kind="outline">{t('papers.receipt')}</Link>}
        {hasReceipt && <OpenLink href={api.address('receiptDocument', { id: transfer.id })} label={t('registers.pdfOf', { name: t('papers.receipt') })}>{t('registers.pdf')}</OpenLink>}
        {transfer.wipe !== null && <Link to={`/transfers/${transfer.id}/documents/wipe-certificate`} kind="outline">{t('papers.wipeCertificate')}</Link>}
        {transfer.wipe !== null && <OpenLink href={api.address('wipeDocument', { id: transfer.id })} label={t('registers.pdfOf', { name: t('papers.wipeCertificate') })}>{t('registers.pdf')}</OpenLink>}
      </div>
      <ProblemBanner problem={act.problem} />
      {confirmed.length > 0 && <Banner kind="good" title={t('confirmations.confirmed', { labels: listed([...confirmed]) })} focus />}
      <Loaded of={records}>{(rows) => (rows.length === 0 ? <p className="text-quiet">{t('papers.none')}</p> : <ConfirmationRows records={rows} busy={act.busy} onConfirm={confirm} />)}</Loaded>
    </Section>
  );
}
