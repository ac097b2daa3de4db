// Parties, quantity, purpose and files of a transfer.
import type { FileView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { count, size } from '../../text/amounts.ts';
import { Badge } from '../../ui/badge.tsx';
import { LongList } from '../../ui/long-list.tsx';
import { Facts } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Doubts } from '../doubts.tsx';
import { Keys } from '../new/recipient-block.tsx';
import { nameChangeWords } from './name-change.ts';

export function Particulars({ transfer }: { readonly transfer: TransferView }) {
  const { t, language } = useWords();
  return (
    <div className="grid gap-6">
      <Facts rows={[
        [t('transfer.recipient'), <div key="r" className="grid gap-1"><Party party={transfer.recipient} /><span className="text-quiet">{transfer.recipient.address}</span><Doubts transfer={transfer} about="recipient" /><Keys transfer={transfer} /></div>],
        [t('transfer.sender'), <Party key="s" party={transfer.sender} />],
        [t('contents.engagement'), transfer.engagement.title],
        [t('contents.form'), language === 'ja' ? transfer.form.name : transfer.form.nameEn],
        [t('contents.quantity'), <div key="q" className="grid gap-2"><span><Foreign>{t('unit.quantity', { n: count(transfer.quantity), unit: transfer.form.unit })}</Foreign>　{t('unit.files', { count: transfer.fileCount })}</span><Doubts transfer={transfer} about="quantity" /></div>],
        [t('contents.purpose'), transfer.purpose],
        [t('transfer.collectBy'), <When key="u" at={transfer.collectBy} />],
        [t('list.madeBy'), <span key="m">{transfer.createdBy.name}　<When at={transfer.createdAt} /></span>],
        ...(transfer.approval === null || transfer.approval.standing === null ? [] : [[t('detail.approved'), <Foreign key="a">{t('detail.standing', { n: transfer.approval.standing.number, by: transfer.approval.by.name, agreed: transfer.approval.standing.agreedBy.name })}</Foreign>] as const]),
        ...(transfer.exception === null ? [] : [[t('state.unscanned'), <Exception key="x" exception={transfer.exception} />] as const]),
      ]} />
      <FilesOf transfer={transfer} />
    </div>
  );
}

/** Every file, each with what gives reason to look twice. */
export function FilesOf({ transfer }: { readonly transfer: TransferView }) {
  return <LongList items={transfer.files} keyOf={(file) => file.id} height={128}>{(file) => <div className="grid gap-2"><OneFile file={file} /><Doubts transfer={transfer} about="files" fileId={file.id} /></div>}</LongList>;
}

/** Files that were not scanned: who let them go, and the reason for readers of the sender. */
function Exception({ exception: { files, allowed } }: { readonly exception: NonNullable<TransferView['exception']> }) {
  const { t } = useWords();
  if (allowed === null) return <span>{t('exception.waiting', { count: files })}</span>;
  return <span className="grid gap-1"><span><Foreign>{t('exception.allowed', { count: files, name: allowed.by.name })}</Foreign>　<When at={allowed.at} /></span>{allowed.reason !== null && <Foreign>{allowed.reason}</Foreign>}</span>;
}

/** Name, size in words and bytes, what the scanner said, the hash by which both sides can compare. Contents are sealed and cannot be shown. */
export function OneFile({ file }: { readonly file: FileView }) {
  const { t } = useWords();
  return (
    <div className="grid gap-1 rounded-8 border border-rule p-3">
      <span className="flex flex-wrap items-center gap-2"><strong className="min-w-0"><Foreign>{file.name ?? t('detail.nameWiped')}</Foreign></strong><span>{t('unit.bytes', { size: size(file.size), bytes: count(file.size) })}</span></span>
      <ScanWords scan={file.scan} />
      {(file.looked === 'not' || file.looked === 'part') && <span className="text-quiet">{t(`look.${file.looked}`)}</span>}
      {file.warnings.map((warning) => <span key={warning} className="font-bold text-mind">{t('detail.warning')} {nameChangeWords(t, warning)}</span>)}
      <details><summary className="cursor-pointer py-1 text-act underline underline-offset-3">{t('detail.hash')}</summary><code className="text-mono-16N-150 break-all">{file.sha256}</code></details>
    </div>
  );
}

/** 未検査 is never 問題なし. */
function ScanWords({ scan }: { readonly scan: FileView['scan'] }) {
  const { t, language } = useWords();
  if (scan.verdict === 'off') return <span><Badge tone="mind" icon="warning">{t('state.unscanned')}</Badge> {t('frame.noScanner')}</span>;
  if (scan.verdict === 'unscanned') return <span><Badge tone="mind" icon="warning">{t('state.unscanned')}</Badge> {t(`exception.why.${scan.why ?? 'limits'}`)}</span>;
  return <span>{t('detail.scanClean', { by: scan.by })}{scan.patternsFrom !== null && <span className="text-quiet"> {language === 'ja' ? '（' : '('}{t('detail.patterns')} <When at={scan.patternsFrom} short />{language === 'ja' ? '）' : ')'}</span>}</span>;
}
