// A receipt, a wipe certificate or a 確認書 against an export: first what a clerk needs to know, then each thing that was checked. Printable.
import type { DocumentVerdict } from '../../../../server/ledger/document-verdict.ts';
import type { Verdict } from '../../../../server/ledger/verdict.ts';
import { useWords } from '../../app/language.ts';
import { longInstant } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Acts, Facts } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';

interface Props { readonly document: DocumentVerdict; readonly verdict: Verdict; readonly name: string; readonly onAgain: () => void }
interface Row { readonly name: string; readonly outcome: 'same' | 'differs' | 'cannot' | 'unsigned'; readonly said: string }

const BADGES = { same: ['good', 'tick'], differs: ['stop', 'cross'], cannot: ['mind', 'note'], unsigned: ['rest', 'note'] } as const;
const KINDS = ['receipt', 'wipe-certificate', 'confirmation-record'] as const;

export function Documented({ document, verdict, name, onAgain }: Props) {
  const { t, language } = useWords();
  const kind = KINDS.find((one) => one === document.kind) ?? 'receipt';
  const title = t('comparing.named', { kind: t(`comparing.kinds.${kind}`), number: document.number ?? '' }).trim();
  const rows = useRows(document, verdict);
  return (
    <>
      <Banner kind={document.ok ? 'good' : 'stop'} title={t(document.ok ? 'comparing.good' : 'comparing.bad', { name: title })} focus>{!document.ok && <p>{rows.find((row) => row.outcome !== 'same')?.said}</p>}</Banner>
      <Table caption={t('verifying.result')} rows={rows} keyOf={(row) => row.name} columns={[
        { head: t('verifying.item'), names: true, cell: (row) => row.name },
        { head: t('verifying.outcome'), cell: (row) => <Badge tone={BADGES[row.outcome][0]} icon={BADGES[row.outcome][1]}>{row.outcome === 'unsigned' ? t('comparing.unsigned') : t(`verifying.${row.outcome}`)}</Badge> },
        { head: t('verifying.detail'), cell: (row) => row.said },
      ]} />
      <Facts rows={[[t('comparing.document'), name], ...(document.at === null ? [] : [[t('comparing.when'), longInstant(document.at, language)] as const]), [t('verifying.ledgerOf'), verdict.header.origin]]} />
      <p>{t('verifying.here')}</p>
      <Acts><Button onPress={onAgain}>{t('comparing.again')}</Button><Button kind="filled" onPress={() => print()}>{t('verifying.print')}</Button></Acts>
    </>
  );
}

function useRows(document: DocumentVerdict, verdict: Verdict): Row[] {
  const { t, language } = useWords();
  const { ledger, gateway, recipient, kind } = document;
  const salted = kind === 'confirmation-record';
  const bundle: Row = { name: t('comparing.bundle'), outcome: verdict.ok ? 'same' : 'differs', said: verdict.ok ? t('verifying.of', { when: longInstant(verdict.header.at, language), count: verdict.header.size }) : t('comparing.badBundle') };
  const place: Row = { name: t('comparing.inLedger'), outcome: ledger === 'found' ? 'same' : ledger === 'later' ? 'cannot' : 'differs', said: t(`comparing.ledger.${ledger}`, { index: document.index ?? 0 }) };
  const signed: Row = { name: t('comparing.gateway'), outcome: gateway === 'good' ? 'same' : gateway === 'bad' ? 'differs' : 'cannot', said: t(`comparing.signed.${gateway}`) };
  const byRecipient: Row = { name: t('comparing.recipient'), outcome: recipient === 'good' ? 'same' : recipient === 'none' ? 'unsigned' : recipient === 'unknown-key' ? 'cannot' : 'differs', said: t(`comparing.receiver.${recipient}`, { index: document.registered ?? 0 }) };
  return [place, ...(salted ? [] : [signed]), ...(kind === 'receipt' ? [byRecipient] : []), bundle];
}
