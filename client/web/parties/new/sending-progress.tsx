// What is on its way: total and per file, speed, time left, a cut line or a busy gateway that is waited for, cancel and going on; leaving asks first (UI 3.6).
import { useCallback, useState } from 'react';
import type { FileView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { liftGuard, useLeaveGuard } from '../../app/place.ts';
import { count, size } from '../../text/amounts.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Acts, Panel } from '../../ui/page.tsx';
import { Progress, Spoken } from '../../ui/progress.tsx';
import { useSecondsLeft } from '../../ui/seconds-left.ts';
import { SendingLines } from './sending-lines.tsx';
import type { Sending } from './sending.ts';

interface SendingProgressProps { readonly sending: Sending; readonly kept: readonly FileView[]; readonly recipients: readonly string[]; readonly onRetry: () => void }

export function SendingProgress({ sending, kept, recipients, onRetry }: SendingProgressProps) {
  const { t } = useWords();
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const ask = useCallback((on: () => void) => setLeaving(() => on), []);
  const moving = sending.phase === 'sending' || sending.phase === 'submitting';
  useLeaveGuard(moving ? ask : null);
  const { total, sent } = amounts(sending);
  const halt = haltOf(sending);
  const words = t('sending.total', { percent: total === 0 ? 100 : Math.floor((sent / total) * 100), sent: size(sent), total: size(total) });
  return (
    <Panel>
      <p className="text-std-18B-160">{t('sending.to', { recipients: listed(recipients) })}</p>
      {halt === 'cut' && <Banner kind="mind" title={t('goOn.cut')}><p>{t('goOn.cutMore', { sent: size(sent) })}</p></Banner>}
      {halt === 'busy' && <Busy sending={sending} sent={sent} />}
      {moving && <Progress label={t('sending.all')} done={sent} total={total} words={`${words}　${halt !== null ? t(`sending.stage.${halt}`) : speedWords(t, sending, total - sent)}`} />}
      <Spoken stage={halt ?? sending.phase} percent={total === 0 ? 100 : (sent / total) * 100} words={halt === 'cut' ? t('goOn.cut') : halt === 'busy' ? t('goOn.busySoon') : sending.phase === 'submitting' ? t('sending.submitting') : words} />
      <ProblemBanner problem={sending.problem}><p>{t('sending.failedMore')}</p><p>{t('sending.goOnMore')}</p></ProblemBanner>
      <SendingLines sending={sending} kept={kept} moving={moving} />
      {moving ? <p>{t('sending.stayHere')}</p> : null}
      <Acts>
        {moving ? <Button onPress={sending.cancel}>{t('sending.cancelAll')}</Button> : <Button kind="filled" onPress={onRetry}>{t('sending.again')}</Button>}
      </Acts>
      <Dialog open={leaving !== null} title={t('sending.leaveTitle')} onNo={() => setLeaving(null)} acts={
        <><Button onPress={() => setLeaving(null)}>{t('act.stay')}</Button><Button kind="filled" onPress={() => { sending.leave(); liftGuard(); leaving?.(); }}>{t('act.leave')}</Button></>
      }><p>{t('sending.leaveMore')}</p></Dialog>
    </Panel>
  );
}

/** What keeps a sending waiting: a line that is cut before a gateway that is busy, for that one at least answers. */
function haltOf({ phase, lines }: Sending): 'cut' | 'busy' | null {
  if (phase !== 'sending') return null;
  return (['cut', 'busy'] as const).find((stage) => lines.some((line) => line.stage === stage)) ?? null;
}

function Busy({ sending, sent }: { readonly sending: Sending; readonly sent: number }) {
  const { t } = useWords();
  const left = useSecondsLeft(sending.lines.reduce((least, { stage, again }) => (stage === 'busy' ? Math.min(least, again) : least), Infinity));
  return <Banner kind="wait" title={left === 0 ? t('goOn.busySoon') : t('goOn.busy', { count: left })}><p>{t('goOn.cutMore', { sent: size(sent) })}</p></Banner>;
}

function amounts({ lines }: Sending): { total: number; sent: number } {
  return lines.reduce((sum, { file, sent }) => ({ total: sum.total + file.size, sent: sum.sent + sent }), { total: 0, sent: 0 });
}

function speedWords(t: ReturnType<typeof useWords>['t'], { bytesPerSecond, phase, lines }: Sending, left: number): string {
  if (phase === 'submitting') return t('sending.submitting');
  const files = lines.length > 1 ? `${t('goOn.filesKept', { kept: count(lines.filter((line) => line.stage === 'kept').length), all: count(lines.length) })}　` : '';
  if (bytesPerSecond === 0) return files;
  const seconds = left / bytesPerSecond;
  return `${files}${t('sending.speed', { speed: size(bytesPerSecond) })}　${seconds < 90 ? t('sending.secondsLeft', { count: Math.max(1, Math.round(seconds)) }) : t('sending.minutesLeft', { count: Math.round(seconds / 60) })}`;
}
