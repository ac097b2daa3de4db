// 検証: an export is verified in this browser, in a worker; it can be stopped at any time (UI 3.19).
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useWords } from '../../app/language.ts';
import { size } from '../../text/amounts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, Mark, TextArea, BOX } from '../../ui/field.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Page } from '../../ui/page.tsx';
import { Progress, Spoken } from '../../ui/progress.tsx';
import type { Ask, Reply } from './protocol.ts';
import { Result } from './result.tsx';

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
    setStanding({ kind: 'running', done: 0, total: ask.file.size });
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
  const [ask, setAsk] = useState<Omit<Ask, 'file'> & { readonly file: File | null }>({ file: null, known: '', vkey: '' });
  if (standing.kind === 'checked') return <Page title={t('verifying.title')}><Result checked={standing.checked} given={standing.given} name={ask.file?.name ?? ''} onAgain={() => leave(false)} /></Page>;
  if (standing.kind === 'running') return <Page title={t('verifying.title')}><Running done={standing.done} total={standing.total} onStop={() => leave(true)} /></Page>;
  return (
    <Page title={t('verifying.title')}>
      {standing.kind === 'form' && standing.stopped && <Banner kind="rest" title={t('verifying.stopped')} focus />}
      {standing.kind === 'trouble' && standing.trouble === 'unreadable' && <Banner kind="stop" title={t('verifying.unreadable')} focus><p>{t('verifying.unreadableMore')}</p></Banner>}
      {standing.kind === 'trouble' && standing.trouble === 'note' && <Banner kind="stop" title={t('verifying.noteBad')} focus><p>{t('verifying.noteBadMore')}</p></Banner>}
      {standing.kind === 'trouble' && standing.trouble === 'failed' && <Banner kind="stop" title={t('verifying.failed')} focus><p>{t('verifying.failedMore')}</p></Banner>}
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

type Typed = Omit<Ask, 'file'> & { readonly file: File | null };

function VerifyForm({ ask, onChange, onBegin }: { readonly ask: Typed; readonly onChange: (ask: Typed) => void; readonly onBegin: (ask: Ask) => void }) {
  const { t } = useWords();
  const [missing, setMissing] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setMissing(ask.file === null);
    if (ask.file === null) document.getElementById('verify-file')?.focus();
    else onBegin({ ...ask, file: ask.file });
  };
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <div className="grid justify-items-start gap-2">
        <label htmlFor="verify-file-input" className="text-std-16B-170 text-heading">{t('verifying.file')}<Mark required /></label>
        <input ref={chooser} id="verify-file-input" type="file" accept=".jsonl,application/jsonl" className="hidden" onChange={(event) => { setMissing(false); onChange({ ...ask, file: event.target.files?.[0] ?? null }); event.target.value = ''; }} />
        <Button id="verify-file" onPress={() => chooser.current?.click()} aria-describedby="verify-chosen">{t('verifying.choose')}</Button>
        <p id="verify-chosen" role="status"><Foreign>{ask.file === null ? t('verifying.noFile') : t('verifying.chosen', { name: ask.file.name, size: size(ask.file.size) })}</Foreign></p>
        <FieldError id="verify-file-error">{missing ? t('verifying.missing') : null}</FieldError>
      </div>
      <TextArea label={t('verifying.known')} required={false} support={t('verifying.knownMore')} rows={5} value={ask.known} onChange={(known) => onChange({ ...ask, known })} />
      <Field label={t('verifying.vkey')} required={false} support={t('verifying.vkeyMore')}>{(ids) => <input {...ids} value={ask.vkey} onChange={(event) => onChange({ ...ask, vkey: event.target.value })} className={`${BOX} w-full max-w-[40rem] font-mono`} autoComplete="off" spellCheck={false} />}</Field>
      <div><Button kind="filled" type="submit">{t('verifying.run')}</Button></div>
    </form>
  );
}
