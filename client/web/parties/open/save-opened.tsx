// ② 開いて保存: the key file with its passphrase, a place to save, then each file as a stream. A file appears only when it is whole and as it was sent.
import { useState } from 'react';
import type { FileView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { useStayingSignedIn } from '../../app/staying.ts';
import { count, size } from '../../text/amounts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { LongList } from '../../ui/long-list.tsx';
import { Acts } from '../../ui/page.tsx';
import { Progress, Spoken } from '../../ui/progress.tsx';
import { useSecondsLeft } from '../../ui/seconds-left.ts';
import { FailureBanner } from './failure-banner.tsx';
import { KeyFields } from './key-fields.tsx';
import { OpenerFailed, type Opener } from './opener.ts';
import { canPick, LARGEST_DOWNLOAD_BYTES } from './pickers.ts';
import type { Failed } from './protocol.ts';
import { saveAll, type Line } from './saving.ts';

interface SaveOpenedProps { readonly transfer: TransferView; readonly opener: Opener; readonly onSaved: () => void; readonly onSealed: () => void }
const WAITING: Line = { stage: 'waiting', done: 0, total: 1, again: null };

export function SaveOpened({ transfer, opener, onSaved, onSealed }: SaveOpenedProps) {
  const { t } = useWords();
  const needsKey = transfer.lockForm === 'both';
  const [key, setKey] = useState<{ file: Uint8Array | null; passphrase: string }>({ file: null, passphrase: '' });
  const [tried, setTried] = useState(false);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [phase, setPhase] = useState<'ready' | 'busy' | 'saved'>('ready');
  const [lines, setLines] = useState<Readonly<Record<string, Line>>>({});
  useStayingSignedIn(phase === 'busy');
  const put = (file: FileView, line: Line): void => setLines((before) => ({ ...before, [file.id]: line }));
  const tooBig = !canPick(transfer.files.length) && transfer.files.some((file) => file.size > LARGEST_DOWNLOAD_BYTES);
  const start = (): void => {
    setTried(true);
    setFailed(null);
    if ((needsKey && (key.file === null || key.passphrase === '')) || phase === 'busy') return;
    const saved = new Set(Object.entries(lines).filter(([, line]) => line.stage === 'saved').map(([id]) => id));
    const given = needsKey && key.file !== null ? { file: key.file, passphrase: key.passphrase } : null;
    saveAll({ transfer, opener, key: given, saved, onPlaced: () => setPhase('busy'), onLine: put }).then(() => {
      setPhase('saved');
      onSaved();
    }).catch((thrown: unknown) => {
      setPhase('ready');
      // The person closed the picker: nothing happened.
      if (thrown instanceof DOMException && thrown.name === 'AbortError') return;
      setFailed(thrown instanceof OpenerFailed ? thrown.failed : { failure: 'CANNOT_SAVE', group: null, problem: null, fingerprints: [] });
    });
  };
  if (phase === 'saved') return <Saved transfer={transfer} />;
  return (
    <div className="grid gap-6">
      <FailureBanner failed={failed} transfer={transfer} />
      {failed === null && phase === 'ready' && <Banner kind="good" title={t('open.unlocked')} focus><p>{t('open.unlockedMore')}</p></Banner>}
      {tooBig && <Banner kind="mind" title={t('open.tooBig')}><p>{t('open.tooBigMore')}</p></Banner>}
      {needsKey && phase === 'ready' && <KeyFields value={key} onChange={(change) => setKey((before) => ({ ...before, ...change }))} tried={tried} fingerprints={transfer.certificates} />}
      {/* While a passphrase is typed, no file name stands here (UI 1). */}
      {phase === 'busy' ? <Lines transfer={transfer} lines={lines} /> : <p>{t('unit.files', { count: transfer.files.length })}</p>}
      {phase === 'ready' && !tooBig && <Acts><Button onPress={onSealed}>{t('open.saveSealed')}</Button><Button kind="filled" onPress={start}>{failed?.failure === 'FILE_DAMAGED' || failed?.failure === 'LINE_CUT' ? t('open.again') : t('open.saveAndOpen')}</Button></Acts>}
      {tooBig && <Acts><Button kind="filled" onPress={onSealed}>{t('open.saveSealed')}</Button></Acts>}
    </div>
  );
}

function Lines({ transfer, lines }: { readonly transfer: TransferView; readonly lines: Readonly<Record<string, Line>> }) {
  const { t } = useWords();
  return (
    <div className="grid gap-3">
      <p className="text-quiet">{t('goOn.filesKept', { kept: count(transfer.files.filter(({ id }) => lines[id]?.stage === 'saved').length), all: count(transfer.files.length) })}</p>
      <LongList items={transfer.files} keyOf={(file) => file.id} height={32}>{(file) => <FileLine file={file} line={lines[file.id] ?? WAITING} />}</LongList>
    </div>
  );
}

function FileLine({ file, line }: { readonly file: FileView; readonly line: Line }) {
  const { t } = useWords();
  const left = useSecondsLeft(line.again);
  const words = t(`open.stage.${line.stage}`, { count: Math.max(1, left) });
  if (line.stage !== 'waiting' && line.stage !== 'saved') return <><Progress label={file.name ?? ''} done={line.done} total={line.total} words={`${words}　${size(line.done)} / ${size(line.total)}`} /><Spoken stage={`${file.id} ${line.stage}`} percent={(line.done / line.total) * 100} words={`${file.name ?? ''} ${words}`} /></>;
  return <span className="flex flex-wrap items-center gap-3"><span>{file.name}</span><span className="text-quiet">{size(file.size)}</span>{line.stage === 'saved' && <Badge tone="good" icon="tick">{words}</Badge>}</span>;
}

function Saved({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  return (
    <>
      <Banner kind="good" title={t('open.saved', { files: t('unit.files', { count: transfer.files.length }) })} focus><p>{t('open.savedMore')}</p></Banner>
      <Acts><Link to={`/transfers/${transfer.id}/receipt?opened=1`} kind="filled">{t('open.toReceipt')}</Link></Acts>
    </>
  );
}
