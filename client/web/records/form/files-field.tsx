// Attachments of a stage. A chosen file is sent at once, scanned and kept by the gateway; its name, size and hash stand here before the form is sent.
import { useEffect, useRef } from 'react';
import type { FieldView } from '../../../../server/http/wire/records.ts';
import { callsBy, problemOf } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useStayingSignedIn } from '../../app/staying.ts';
import { sendingOf } from '../../app/upload.ts';
import { count, randomHex, size } from '../../text/amounts.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError, Mark } from '../../ui/field.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Progress, Spoken } from '../../ui/progress.tsx';
import { useSaid } from '../words-of.ts';
import type { Draft, FileDraft } from './draft.ts';

type Files = Extract<Draft, { of: 'files' }>;
interface FilesFieldProps { readonly field: Extract<FieldView, { kind: 'attachments' }>; readonly id: string; readonly draft: Files; readonly change: (next: (files: readonly FileDraft[]) => readonly FileDraft[]) => void; readonly support: string | undefined; readonly error: string | undefined }

export function FilesField({ field, id, draft: { files }, change, support, error }: FilesFieldProps) {
  const { t, language } = useWords();
  const said = useSaid();
  const input = useRef<HTMLInputElement>(null);
  const stops = useRef(new Map<string, AbortController>());
  const moving = files.some((file) => file.kept === null && file.problem === null);
  useStayingSignedIn(moving);
  useEffect(() => {
    const held = stops.current;
    return () => { for (const stop of held.values()) stop.abort(); };
  }, []);
  const send = (file: File): void => {
    const key = randomHex();
    const stop = new AbortController();
    stops.current.set(key, stop);
    const put = (part: Partial<FileDraft>): void => change((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
    change((before) => [...before, { key, name: file.name, size: file.size, sent: 0, kept: null, problem: null }]);
    callsBy(sendingOf(file, (sent) => put({ sent }), stop.signal)).call('addAttachment', {}).then(
      (kept) => put({ kept: { id: kept.id, sha256: kept.sha256 }, name: kept.name, size: kept.size }),
      (thrown: unknown) => put({ problem: problemOf(thrown).detail[language] }),
    );
  };
  const remove = (key: string): void => {
    stops.current.get(key)?.abort();
    change((before) => before.filter((one) => one.key !== key));
    document.getElementById(id)?.focus();
  };
  return (
    <fieldset aria-describedby={[`${id}-support`, error === undefined ? '' : `${id}-error`].join(' ').trim()}>
      <legend className="text-std-16B-170 text-heading">{said(field.label)}<Mark required={!field.optional && field.min > 0} /></legend>
      <p id={`${id}-support`} className="text-quiet"><Foreign>{support === undefined ? t('recordForm.files.more') : `${support} ${t('recordForm.files.more')}`}</Foreign></p>
      <input ref={input} type="file" multiple hidden onChange={(event) => { Array.from(event.target.files ?? []).forEach(send); event.target.value = ''; }} />
      {files.length > 0 && <ul className="mt-2 grid gap-3">{files.map((file) => <Line key={file.key} file={file} onRemove={() => remove(file.key)} />)}</ul>}
      <div className="mt-2"><Button id={id} onPress={() => input.current?.click()}>{t(files.length === 0 ? 'recordForm.files.choose' : 'recordForm.files.chooseMore')}</Button></div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

function Line({ file, onRemove }: { readonly file: FileDraft; readonly onRemove: () => void }) {
  const { t } = useWords();
  const percent = file.size === 0 ? 100 : Math.floor((file.sent / file.size) * 100);
  const stage = file.problem !== null ? 'failed' : file.kept !== null ? 'kept' : percent < 100 ? 'sending' : 'checking';
  const words = t(`recordForm.files.stage.${stage}`, { percent });
  return (
    <li className="grid max-w-[48rem] gap-1 rounded-8 border border-rule p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="min-w-0"><strong lang="ja">{file.name}</strong> <span className="whitespace-nowrap text-quiet">{t('unit.bytes', { size: size(file.size), bytes: count(file.size) })}</span></span>
        <Button kind="plain" aria-label={t('recordForm.files.remove', { file: file.name })} onPress={onRemove}>{t('recordForm.remove')}</Button>
      </div>
      {file.kept === null && file.problem === null && <Progress label={file.name} done={file.sent} total={file.size} words={words} />}
      {file.kept !== null && <p className="text-dns-14N-130 text-quiet">{t('detail.hash')} <span className="font-mono">{file.kept.sha256}</span></p>}
      {file.problem !== null && <p className="text-fault">＊<Foreign>{file.problem}</Foreign></p>}
      <Spoken stage={stage} percent={percent} words={`${file.name} ${words}`} />
    </li>
  );
}
