// Banners: what happened, what it means for the data, what to do next. They stay until closed or the page is left (UI 3.0).
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Problem } from '../../../server/http/wire/problem.ts';
import { useWords } from '../app/language.ts';
import { Foreign } from './foreign.tsx';
import { Icon, type IconName } from './icon.tsx';
import { useSecondsLeft } from './seconds-left.ts';

export type BannerKind = 'good' | 'mind' | 'stop' | 'wait' | 'rest';
const LOOK: Record<BannerKind, string> = {
  good: 'border-good-edge bg-good-ground text-good', mind: 'border-mind-edge bg-mind-ground text-mind', stop: 'border-stop-edge bg-stop-ground text-stop',
  wait: 'border-wait-edge bg-wait-ground text-wait', rest: 'border-rest-edge bg-rest-ground text-rest',
};
const ICON: Record<BannerKind, IconName> = { good: 'tick', mind: 'warning', stop: 'cross', wait: 'note', rest: 'note' };

interface BannerProps { readonly kind: BannerKind; readonly title: ReactNode; readonly children?: ReactNode; readonly focus?: boolean; readonly onClose?: () => void }

/** `focus` moves the reader to it: for what an act brought about. */
export function Banner({ kind, title, children, focus = false, onClose }: BannerProps) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, title]);
  return (
    <div ref={box} tabIndex={focus ? -1 : undefined} role={focus ? (kind === 'stop' ? 'alert' : 'status') : undefined} className={`banner keep-together flex items-start gap-3 rounded-12 border-2 p-4 ${LOOK[kind]}`}>
      <Icon name={ICON[kind]} />
      <div className="min-w-0 grow">
        <p className="text-std-18B-160"><Foreign>{title}</Foreign></p>
        {children !== undefined && <div className="mt-1 max-w-[40em] text-ink"><Foreign>{children}</Foreign></div>}
      </div>
      {onClose !== undefined && <button type="button" onClick={onClose} className="screen-only min-h-11 shrink-0 cursor-pointer px-3 underline underline-offset-3">{t('act.close')}</button>}
    </div>
  );
}

/** Splits a message into its first sentence, which is the heading, and the rest. */
export function headingOf(text: string): [string, string] {
  const end = /^.*?(?:。|\.(?=\s))/u.exec(text)?.[0] ?? text;
  return [end, text.slice(end.length).trim()];
}

/** The gateway's refusal in the reader's language; the code stands small, for the telephone. */
export function ProblemBanner({ problem, children }: { readonly problem: Problem | null; readonly children?: ReactNode }) {
  const { t, language } = useWords();
  if (problem === null) return null;
  const [title, rest] = headingOf(problem.detail[language]);
  const wait = problem.facts?.['retryAfterSeconds'];
  return (
    <Banner kind="stop" title={title} focus>
      {rest !== '' && <p>{rest}</p>}
      {typeof wait === 'number' && <Countdown key={problem.detail.ja} seconds={wait} />}
      {children}
      <p className="mt-1 text-dns-14N-130 text-quiet">{t('problem.code', { code: problem.code })}</p>
    </Banner>
  );
}

/** How long to wait, counted down from what the gateway asked for; a screen reader hears only that the time has come. */
function Countdown({ seconds }: { readonly seconds: number }) {
  const { t } = useWords();
  const [end] = useState(() => performance.now() + seconds * 1000);
  const left = useSecondsLeft(end);
  return left > 0 ? <p role="timer" aria-live="off" className="mt-1 font-bold">{t('problem.wait', { seconds: left })}</p> : <p role="status" className="mt-1 font-bold">{t('problem.again')}</p>;
}
