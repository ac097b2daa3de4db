// What is to be verified: an export, and for the other tasks a second file. Nothing is read before the button is pressed.
import { useRef, useState, type SubmitEvent } from 'react';
import type { AskedKind } from '../../../../server/ledger/asked-documents.ts';
import { useWords } from '../../app/language.ts';
import { size } from '../../text/amounts.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { Field, FieldError, Mark, TextArea, BOX } from '../../ui/field.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import type { Ask, Task } from './protocol.ts';

export type Typed = Omit<Ask, 'file'> & { readonly file: File | null };

const TASKS: readonly Task[] = ['verify', 'compare', 'document'];
const KINDS: readonly AskedKind[] = ['receipt', 'wipe-certificate', 'confirmation-record'];

export function VerifyForm({ ask, onChange, onBegin }: { readonly ask: Typed; readonly onChange: (ask: Typed) => void; readonly onBegin: (ask: Ask) => void }) {
  const { t } = useWords();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { task, file } = ask;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const lacking = [...(file === null ? ['verify-file'] : []), ...(task !== 'verify' && ask.other === null ? ['verify-other'] : [])];
    setMissing(lacking);
    if (file === null || lacking.length > 0) document.getElementById(lacking[0] ?? '')?.focus();
    else onBegin({ ...ask, file });
  };
  const otherMissing = missing.includes('verify-other') ? t(task === 'compare' ? 'comparing.otherMissing' : 'comparing.documentMissing') : null;
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <Choices label={t('comparing.task')} required={null} choices={TASKS.map((value) => ({ value, label: t(`comparing.tasks.${value}`) }))} chosen={[task]}
        onChange={([chosen]) => { setMissing([]); onChange({ ...ask, task: TASKS.find((one) => one === chosen) ?? 'verify', other: null }); }} />
      <FileChooser id="verify-file" label={t('verifying.file')} accept=".jsonl,application/jsonl" file={file} error={missing.includes('verify-file') ? t('verifying.missing') : null} onChoose={(chosen) => { setMissing([]); onChange({ ...ask, file: chosen }); }} />
      {task === 'document' && <Choices label={t('comparing.kind')} required={null} inline choices={KINDS.map((value) => ({ value, label: t(`comparing.kinds.${value}`) }))} chosen={[ask.kind]} onChange={([chosen]) => onChange({ ...ask, kind: KINDS.find((one) => one === chosen) ?? 'receipt' })} />}
      {task !== 'verify' && <FileChooser id="verify-other" label={t(task === 'compare' ? 'comparing.other' : 'comparing.document')} accept={task === 'compare' ? '.jsonl,application/jsonl' : '.json,.jsonl,application/json'} file={ask.other} error={otherMissing} onChoose={(chosen) => { setMissing([]); onChange({ ...ask, other: chosen }); }} />}
      {task === 'verify' && <TextArea label={t('verifying.known')} required={false} support={t('verifying.knownMore')} rows={5} value={ask.known} onChange={(known) => onChange({ ...ask, known })} />}
      <Field label={t('verifying.vkey')} required={false} support={t('verifying.vkeyMore')}>{(ids) => <input {...ids} value={ask.vkey} onChange={(event) => onChange({ ...ask, vkey: event.target.value })} className={`${BOX} w-full max-w-[40rem] font-mono`} autoComplete="off" spellCheck={false} />}</Field>
      <div><Button kind="filled" type="submit">{t(task === 'verify' ? 'verifying.run' : task === 'compare' ? 'comparing.runCompare' : 'comparing.runDocument')}</Button></div>
    </form>
  );
}

interface ChooserProps { readonly id: string; readonly label: string; readonly accept: string; readonly file: File | null; readonly error: string | null; readonly onChoose: (file: File | null) => void }

function FileChooser({ id, label, accept, file, error, onChoose }: ChooserProps) {
  const { t } = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="grid justify-items-start gap-2">
      <label htmlFor={`${id}-input`} className="text-std-16B-170 text-heading">{label}<Mark required /></label>
      <input ref={chooser} id={`${id}-input`} type="file" accept={accept} className="hidden" onChange={(event) => { onChoose(event.target.files?.[0] ?? null); event.target.value = ''; }} />
      <Button id={id} onPress={() => chooser.current?.click()} aria-describedby={`${id}-chosen`}>{t('verifying.choose')}</Button>
      <p id={`${id}-chosen`} role="status"><Foreign>{file === null ? t('verifying.noFile') : t('verifying.chosen', { name: file.name, size: size(file.size) })}</Foreign></p>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
