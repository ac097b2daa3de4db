// What is on its way: total and per file, speed, time left, cancel and retry; leaving asks first (UI 3.6).
import { useCallback, useState } from 'react';
import type { FileView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { liftGuard, useLeaveGuard } from '../../app/place.ts';
import { size } from '../../text/amounts.ts';
import { Badge } from '../../ui/badge.tsx';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Acts, Panel } from '../../ui/page.tsx';
import { Progress, Spoken } from '../../ui/progress.tsx';
import type { Line } from './send-all.ts';
import type { Sending } from './sending.ts';

interface SendingProgressProps { readonly sending: Sending; readonly kept: readonly FileView[]; readonly recipients: readonly string[]; readonly onRetry: () => void }

export function SendingProgress({ sending, kept, recipients, onRetry }: SendingProgressProps) {
  const { t } = useWords();
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const ask = useCallback((on: () => void) => setLeaving(() => on), []);
  const moving = sending.phase === 'sending' || sending.phase === 'submitting';
  useLeaveGuard(moving ? ask : null);
  const total = sending.lines.reduce((sum, line) => sum + line.file.size, 0);
  const sent = sending.lines.reduce((sum, line) => sum + line.sent, 0);
  const words = t('sending.total', { percent: total === 0 ? 100 : Math.floor((sent / total) * 100), sent: size(sent), total: size(total) });
  return (
    <Panel>
      <p className="text-std-18B-160">{t('sending.to', { recipients: listed(recipients) })}</p>
      {moving && <Progress label={t('sending.all')} done={sent} total={total} words={`${words}　${speedWords(t, sending, total - sent)}`} />}
      <Spoken stage={sending.phase} percent={total === 0 ? 100 : (sent / total) * 100} words={sending.phase === 'submitting' ? t('sending.submitting') : words} />
      <ProblemBanner problem={sending.problem}><p>{t('sending.failedMore')}</p><p>{t('sending.fromStart')}</p></ProblemBanner>
      <ul className="grid gap-3">
        {kept.filter((file) => sending.lines.every((line) => line.file.name !== file.name)).map((file) => <li key={file.id} className="flex flex-wrap items-center gap-3"><span>{file.name}</span><Badge tone="good" icon="tick">{t('sending.stage.kept')}</Badge></li>)}
        {sending.lines.map((line, index) => <li key={`${index} ${line.file.name}`}><FileLine line={line} onLeaveOut={moving && line.stage !== 'kept' && line.stage !== 'sealing' && sending.lines.length > 1 ? () => sending.leaveOut(line.file) : null} /></li>)}
      </ul>
      {moving ? <p>{t('sending.stayHere')}</p> : null}
      <Acts>
        {moving ? <Button onPress={sending.cancel}>{t('sending.cancelAll')}</Button> : <Button kind="filled" onPress={onRetry}>{t('sending.again')}</Button>}
      </Acts>
      <Dialog open={leaving !== null} title={t('sending.leaveTitle')} onNo={() => setLeaving(null)} acts={
        <><Button onPress={() => setLeaving(null)}>{t('act.stay')}</Button><Button kind="filled" onPress={() => { sending.cancel(); liftGuard(); leaving?.(); }}>{t('act.leave')}</Button></>
      }><p>{t('sending.leaveMore')}</p></Dialog>
    </Panel>
  );
}

function speedWords(t: ReturnType<typeof useWords>['t'], { bytesPerSecond, phase }: Sending, left: number): string {
  if (phase === 'submitting') return t('sending.submitting');
  if (bytesPerSecond === 0) return '';
  const seconds = left / bytesPerSecond;
  return `${t('sending.speed', { speed: size(bytesPerSecond) })}　${seconds < 90 ? t('sending.secondsLeft', { count: Math.max(1, Math.round(seconds)) }) : t('sending.minutesLeft', { count: Math.round(seconds / 60) })}`;
}

function FileLine({ line: { file, stage, sent }, onLeaveOut }: { readonly line: Line; readonly onLeaveOut: (() => void) | null }) {
  const { t } = useWords();
  const leave = onLeaveOut === null ? null : <Button kind="plain" aria-label={t('sending.leaveOutNamed', { file: file.name })} onPress={onLeaveOut}>{t('sending.leaveOut')}</Button>;
  if (stage === 'sending') return <div className="grid items-center gap-x-4 sm:grid-cols-[1fr_auto]"><Progress label={file.name} done={sent} total={file.size} words={`${size(sent)} / ${size(file.size)}　${t('sending.stage.sending')}`} />{leave}</div>;
  const look = { waiting: ['rest', 'hourglass'], sealing: ['move', 'key'], kept: ['good', 'tick'], failed: ['stop', 'cross'] } as const;
  const [tone, icon] = look[stage];
  return <span className="flex flex-wrap items-center gap-3"><span className="min-w-0">{file.name}</span><span className="text-quiet">{size(file.size)}</span><Badge tone={tone} icon={icon}>{t(`sending.stage.${stage}`)}</Badge>{leave}</span>;
}
