// The form of a stage, made of its fields: errors lead to their fields, what the gateway knew stands filled in, and where it knew everything
// the form is a confirmation with one button.
import { useCallback, useState, type ReactNode, type SubmitEvent } from 'react';
import type { AttachmentView, FieldView, ValuesView } from '../../../../server/http/wire/records.ts';
import type { Act } from '../../app/loading.ts';
import { useWords } from '../../app/language.ts';
import { liftGuard } from '../../app/place.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Acts } from '../../ui/page.tsx';
import { ShownValues } from '../shown-values.tsx';
import { draftsOf, shownFields, valuesOf, type Drafts } from './draft.ts';
import { useMissingWords, useRefusedField } from './errors.ts';
import { FieldBox, type PutDraft } from './field-box.tsx';
import { LeaveQuestion } from './leave-question.tsx';
import { missingOf } from './missing.ts';

interface RecordFormProps {
  /** Begins the ids of the fields: several forms may stand on one page. */
  readonly prefix: string;
  readonly fields: readonly FieldView[]; readonly values: ValuesView; readonly attachments?: readonly AttachmentView[];
  /** The words on the button. */
  readonly act: string; readonly filled?: boolean;
  readonly running: Act;
  /** Whether it may stand as a confirmation when nothing is missing. */
  readonly confirms?: boolean;
  /** Sends the values; the leave guard is lifted before the way on. */
  readonly onSend: (values: ValuesView) => Promise<void>;
  readonly onCancel?: () => void;
  readonly children?: ReactNode;
}

export function RecordForm(props: RecordFormProps) {
  const { prefix, fields, values, running, act, filled = true, confirms = true, onSend, onCancel, children } = props;
  const { t } = useWords();
  const form = useDrafts(props);
  const [open, setOpen] = useState(!confirms || missingOf(fields, form.first).length > 0);
  const { errors, refused } = useErrors(form, running);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    form.tryOnce();
    if (missingOf(fields, form.drafts).length > 0) {
      setOpen(true);
      return;
    }
    running.run(async () => {
      form.sendNow();
      await onSend(valuesOf(fields, form.drafts));
    });
  };
  const shown = shownFields(fields, form.drafts);
  return (
    <form className="screen-only grid gap-6" onSubmit={submit} noValidate>
      {form.drafts !== form.first && !running.busy && <LeaveQuestion />}
      <ErrorSummary errors={idsOf(errors, prefix)} round={form.round * 2 + (refused ? 1 : 0)} />
      {!refused && <ProblemBanner problem={running.problem} />}
      {open || refused
        ? shown.map((field) => { const draft = form.drafts[field.id]; return draft === undefined ? null : <FieldBox key={field.id} field={field} id={`${prefix}-${field.id}`} draft={draft} put={form.put} proposed={Object.hasOwn(values, field.id) && draft === form.first[field.id]} errors={errors} />; })
        : fields.length > 0 && <div className="grid gap-4"><p>{t('recordForm.ready')}</p><ShownValues fields={shown} values={valuesOf(fields, form.drafts)} attachments={props.attachments ?? []} /></div>}
      {children}
      <Acts>
        {onCancel !== undefined && <Button onPress={() => { liftGuard(); onCancel(); }}>{t('recordForm.cancel')}</Button>}
        {!open && !refused && fields.length > 0 && <Button onPress={() => setOpen(true)}>{t('recordForm.change')}</Button>}
        <Button kind={filled ? 'filled' : 'outline'} type="submit" busy={running.busy}>{act}</Button>
      </Acts>
    </form>
  );
}

interface Form { readonly first: Drafts; readonly drafts: Drafts; readonly put: PutDraft; readonly round: number; /** The drafts that were last sent. */ readonly sent: Drafts | null; readonly tryOnce: () => void; readonly sendNow: () => void; readonly fields: readonly FieldView[] }

function useDrafts({ fields, values, attachments }: RecordFormProps): Form {
  const [first] = useState(() => draftsOf(fields, values, attachments));
  const [drafts, setDrafts] = useState(first);
  const [round, setRound] = useState(0);
  const [sent, setSent] = useState<Drafts | null>(null);
  const put = useCallback<PutDraft>((fieldId, next) => setDrafts((before) => {
    const draft = before[fieldId];
    return draft === undefined ? before : { ...before, [fieldId]: next(draft) };
  }), []);
  return { first, drafts, put, round, sent, fields, tryOnce: () => setRound(round + 1), sendNow: () => { setSent(drafts); liftGuard(); } };
}

/** What is missing once it was tried, and what the gateway refused as long as nothing was changed since. */
function useErrors({ fields, drafts, round, sent }: Form, { problem }: Act): { errors: Record<string, string>; refused: boolean } {
  const wordsOf = useMissingWords();
  const refusedOf = useRefusedField();
  const refusal = sent === drafts ? refusedOf(problem, drafts) : null;
  return { errors: Object.fromEntries([...(round === 0 ? [] : missingOf(fields, drafts).map(wordsOf)), ...(refusal === null ? [] : [refusal])]), refused: refusal !== null };
}

const idsOf = (errors: Readonly<Record<string, string>>, prefix: string): Record<string, string> => Object.fromEntries(Object.entries(errors).map(([path, message]) => [`${prefix}-${path}`, message]));
