// A form of one act with its reason.
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary, type Errors } from '../ui/error-summary.tsx';
import { TextArea } from '../ui/field.tsx';

interface ReasonedProps { readonly id: string; readonly word: string; readonly label: string; readonly missing: Errors; readonly children?: (errors: Errors) => ReactNode; readonly send: (reason: string) => Promise<unknown>; readonly onDone: () => void }

/** `missing`: what the fields in `children` still need, by their ids. */
export function Reasoned({ id, word, label, missing: own, children, send, onDone }: ReasonedProps) {
  const { t } = useWords();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [round, setRound] = useState(0);
  const missing: Errors = { ...own, ...(reason.trim() === '' ? { [`${id}-reason`]: t('retention.reasonNeeded') } : {}) };
  const errors = round === 0 ? {} : missing;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(missing).length === 0) act.run(async () => {
      await send(reason);
      setReason('');
      setRound(0);
      onDone();
    });
  };
  return (
    <form className="grid gap-6" noValidate onSubmit={submit}>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      {children?.(errors)}
      <TextArea id={`${id}-reason`} label={label} support={t('retention.reasonMore')} value={reason} onChange={setReason} error={errors[`${id}-reason`]} />
      <div><Button type="submit" busy={act.busy}>{word}</Button></div>
    </form>
  );
}
