// The files of a sending, one line each; of very many only those that move or that need a look, for nobody reads ten thousand lines.
import type { FileView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { count, size } from '../../text/amounts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import type { Line } from './send-all.ts';
import type { Sending } from './sending.ts';

/** More lines than this are not all shown. */
const MOST_LINES = 50;

export function SendingLines({ sending, kept, moving }: { readonly sending: Sending; readonly kept: readonly FileView[]; readonly moving: boolean }) {
  const { t } = useWords();
  const names = new Set(sending.lines.map((line) => line.file.name));
  const before = kept.filter((file) => !names.has(file.name ?? ''));
  const isMany = before.length + sending.lines.length > MOST_LINES;
  const lines = isMany ? sending.lines.filter((line) => line.stage !== 'kept' && line.stage !== 'waiting').slice(0, MOST_LINES) : sending.lines;
  const mayLeaveOut = ({ stage }: Line): boolean => moving && stage !== 'kept' && stage !== 'sealing' && sending.lines.length > 1;
  return (
    <>
      {isMany && <p className="text-quiet">{t('goOn.many', { kept: count(before.length + sending.lines.filter((line) => line.stage === 'kept').length), waiting: count(sending.lines.filter((line) => line.stage === 'waiting').length) })}</p>}
      <ul className="grid gap-3">
        {!isMany && before.map((file) => <li key={file.id} className="flex flex-wrap items-center gap-3"><span>{file.name}</span><Badge tone="good" icon="tick">{t('sending.stage.kept')}</Badge></li>)}
        {lines.map((line) => <li key={`${line.file.name} ${line.file.lastModified} ${line.file.size}`}><FileLine line={line} onLeaveOut={mayLeaveOut(line) ? () => sending.leaveOut(line.file) : null} /></li>)}
      </ul>
    </>
  );
}

function FileLine({ line: { file, stage, sent }, onLeaveOut }: { readonly line: Line; readonly onLeaveOut: (() => void) | null }) {
  const { t } = useWords();
  const leave = onLeaveOut === null ? null : <Button kind="plain" aria-label={t('sending.leaveOutNamed', { file: file.name })} onPress={onLeaveOut}>{t('sending.leaveOut')}</Button>;
  if (stage === 'sending' || stage === 'cut' || stage === 'busy') return <div className="grid items-center gap-x-4 sm:grid-cols-[1fr_auto]"><Progress label={file.name} done={sent} total={file.size} words={`${size(sent)} / ${size(file.size)}　${t(`sending.stage.${stage}`)}`} />{leave}</div>;
  const look = { waiting: ['rest', 'hourglass'], sealing: ['move', 'key'], kept: ['good', 'tick'], failed: ['stop', 'cross'] } as const;
  const [tone, icon] = look[stage];
  return <span className="flex flex-wrap items-center gap-3"><span className="min-w-0">{file.name}</span><span className="text-quiet">{size(file.size)}</span><Badge tone={tone} icon={icon}>{t(`sending.stage.${stage}`)}</Badge>{leave}</span>;
}
