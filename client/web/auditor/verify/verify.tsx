// 検証: an export is verified, compared with another, or a document checked against it, in this browser, in a worker; it can be stopped at any time (UI 3.19).
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../app/language.ts';
import { size } from '../../text/amounts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Progress, Spoken } from '../../ui/progress.tsx';
import { Compared } from './compared.tsx';
import { Documented } from './documented.tsx';
import type { Ask, Reply, Trouble } from './protocol.ts';
import { Result } from './result.tsx';
import { VerifyForm, type Typed } from './verify-form.tsx';

type Standing = { readonly kind: 'form'; readonly stopped: boolean } | { readonly kind: 'running'; readonly done: number; readonly total: number } | Exclude<Reply, { kind: 'progress' }>;

function useVerifier() {
  const [standing, setStanding] = useState<Standing>({ kind: 'form', stopped: false });
  const worker = useRef<Worker | null>(null);
  const end = (): void => {
    worker.current?.terminate();
    worker.current = null;
  };
  useEffect(() => end, []);
  const begin = (ask: Ask): void => {
    end();
    const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    setStanding({ kind: 'running', done: 0, total: ask.file.size + (ask.task === 'compare' ? ask.other?.size ?? 0 : 0) });
    started.onmessage = (event: MessageEvent<Reply>) => {
      const reply = event.data;
      if (reply.kind === 'progress') setStanding({ kind: 'running', done: reply.done, total: reply.total });
      else {
        end();
        setStanding(reply);
      }
    };
    started.onerror = () => {
      end();
      setStanding({ kind: 'trouble', trouble: 'failed' });
    };
    started.postMessage(ask);
  };
  const leave = (stopped: boolean): void => {
    end();
    setStanding({ kind: 'form', stopped });
  };
  return { standing, begin, leave };
}

export default function Verify() {
  const { t } = useWords();
  const { standing, begin, leave } = useVerifier();
  const [ask, setAsk] = useState<Typed>({ task: 'verify', kind: 'receipt', file: null, other: null, known: '', vkey: '' });
  if (standing.kind === 'checked') return <Page title={t('verifying.title')}><Result checked={standing.checked} given={standing.given} name={ask.file?.name ?? ''} onAgain={() => leave(false)} /></Page>;
  if (standing.kind === 'compared') return <Page title={t('verifying.title')}><Compared comparison={standing.comparison} ownKey={standing.ownKey} names={[ask.file?.name ?? '', ask.other?.name ?? '']} onAgain={() => leave(false)} /></Page>;
  if (standing.kind === 'documented') return <Page title={t('verifying.title')}><Documented document={standing.document} verdict={standing.verdict} name={ask.other?.name ?? ''} onAgain={() => leave(false)} /></Page>;
  if (standing.kind === 'running') return <Page title={t('verifying.title')}><Running done={standing.done} total={standing.total} onStop={() => leave(true)} /></Page>;
  return (
    <Page title={t('verifying.title')}>
      {standing.kind === 'form' && standing.stopped && <Banner kind="rest" title={t('verifying.stopped')} focus />}
      {standing.kind === 'trouble' && <TroubleBanner trouble={standing.trouble} />}
      <p className="max-w-[40em]">{t('verifying.more')}</p>
      <VerifyForm ask={ask} onChange={setAsk} onBegin={begin} />
    </Page>
  );
}

function Running({ done, total, onStop }: { readonly done: number; readonly total: number; readonly onStop: () => void }) {
  const { t } = useWords();
  const words = t('verifying.bytes', { done: size(done), total: size(total) });
  return (
    <div className="grid gap-6">
      <Progress label={t('verifying.running')} done={done} total={total} words={words} />
      <Spoken stage="running" percent={total === 0 ? 0 : (done / total) * 100} words={`${t('verifying.running')} ${words}`} />
      <div><Button onPress={onStop}>{t('verifying.stop')}</Button></div>
    </div>
  );
}

function TroubleBanner({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useWords();
  const said = {
    unreadable: [t('verifying.unreadable'), t('verifying.unreadableMore')], document: [t('comparing.documentUnreadable'), t('comparing.documentUnreadableMore')],
    note: [t('verifying.noteBad'), t('verifying.noteBadMore')], failed: [t('verifying.failed'), t('verifying.failedMore')],
  }[trouble];
  return <Banner kind="stop" title={said[0] ?? ''} focus><p>{said[1]}</p></Banner>;
}
