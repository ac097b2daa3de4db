// Progress in figures and a bar; spoken at each 10 %, at most every 30 seconds, and at each change of stage (UI 7.13).
import { useEffect, useRef, useState } from 'react';

export function Progress({ label, done, total, words }: { readonly label: string; readonly done: number; readonly total: number; readonly words: string }) {
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100));
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap justify-between gap-x-4"><span className="min-w-0">{label}</span><span>{words}</span></div>
      <div role="progressbar" aria-label={label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-valuetext={words} className="h-3 overflow-hidden rounded-full border border-edge bg-panel">
        <div className="h-full origin-left bg-act transition-transform duration-150" style={{ transform: `scaleX(${percent / 100})` }} />
      </div>
    </div>
  );
}

const QUIET_MS = 30_000;
/** Reads `words` aloud when `stage` changes, or when `percent` passed a ten and half a minute went by. */
export function Spoken({ stage, percent, words }: { readonly stage: string; readonly percent: number; readonly words: string }) {
  const [said, say] = useState('');
  const last = useRef({ stage: '', tens: -1, at: 0 });
  useEffect(() => {
    const tens = Math.floor(percent / 10);
    const now = Date.now();
    if (last.current.stage === stage && (last.current.tens === tens || now - last.current.at < QUIET_MS)) return;
    last.current = { stage, tens, at: now };
    say(words);
  }, [stage, percent, words]);
  return <p role="status" className="sr-only">{said}</p>;
}
