// 変更の確認: every field before and after, from when it counts, and the reason. What stands here the gateway has worked out; nothing is saved yet (UI 3.20).
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { ChangeView } from '../../../server/http/wire/administration.ts';
import type { Problem } from '../../../server/http/wire/problem.ts';
import { useWords } from '../app/language.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { Acts } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { useShown } from './shown-value.ts';

const LONGEST = 300;
interface ReviewProps { readonly changes: readonly ChangeView[]; readonly busy: boolean; readonly problem: Problem | null; readonly onBack: () => void; readonly onSave: (reason: string) => void }

export function Review({ changes, busy, problem, onBack, onSave }: ReviewProps) {
  const { t } = useWords();
  const shown = useShown();
  const heading = useRef<HTMLHeadingElement>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const text = reason.replace(/\s+/gu, ' ').trim();
  const error = text === '' ? t('field.missing', { label: t('changing.reason') }) : text.length > LONGEST ? t('changing.tooLong', { max: LONGEST, count: text.length }) : null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (error === null) onSave(text);
    else document.getElementById('reason')?.focus();
  };
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-std-20B-150">{t('changing.review')}</h2>
        <p className="text-quiet">{t('changing.reviewMore')}</p>
      </div>
      <ProblemBanner problem={problem} />
      <Table caption={t('changing.review')} rows={changes} keyOf={(row) => row.field} columns={[
        { head: t('changing.field'), names: true, cell: (row) => t(`fields.${row.field}`) },
        { head: t('changing.before'), cell: (row) => shown(row.form, row.before) },
        { head: t('changing.after'), cell: (row) => <strong>{shown(row.form, row.after)}</strong> },
        { head: t('changing.effect'), cell: (row) => t(`effects.${row.takesEffect}`) },
      ]} />
      <TextArea id="reason" label={t('changing.reason')} support={t('changing.reasonMore')} value={reason} onChange={setReason} error={tried ? error : null} />
      <Acts><Button onPress={onBack}>{t('changing.back')}</Button><Button kind="filled" type="submit" busy={busy}>{t('changing.save', { count: changes.length })}</Button></Acts>
    </form>
  );
}
