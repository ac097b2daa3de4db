// Sets the thresholds of one rule, with the reason. A rule has those that its finding counts by, and no others.
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { RuleView } from '../../../../server/http/wire/reviews.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { useSaid } from '../../records/words-of.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary, type Errors } from '../../ui/error-summary.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Acts } from '../../ui/page.tsx';

const [least, most] = [1, 1_000_000];
const isCount = (text: string): boolean => /^\d{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most;

export function ThresholdForm({ rule: { rule, title, reason: why, perWeek, perPerson }, onNo, onDone }: { readonly rule: RuleView; readonly onNo: () => void; readonly onDone: () => void }) {
  const { t } = useWords();
  const said = useSaid();
  const act = useAct();
  const [week, setWeek] = useState(String(perWeek ?? ''));
  const [person, setPerson] = useState(String(perPerson ?? ''));
  const [reason, setReason] = useState('');
  const [round, setRound] = useState(0);
  const missing: Errors = {
    ...(perWeek === null || isCount(week) ? {} : { week: t('reviews.countNeeded') }), ...(perPerson === null || isCount(person) ? {} : { person: t('reviews.countNeeded') }),
    ...(reason.trim() === '' ? { reason: t('reviews.reasonNeeded') } : {}),
  };
  const errors = round === 0 ? {} : missing;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'center' });
  }, []);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(missing).length === 0) act.run(async () => {
      await api.call('changeThreshold', { body: { rule, perWeek: perWeek === null ? null : Number(week), perPerson: perPerson === null ? null : Number(person), reason } });
      onDone();
    });
  };
  return (
    <section className="grid gap-4">
      <h2 ref={heading} tabIndex={-1} className="text-std-20B-150">{t('reviews.changeOf', { rule: said(title) })}</h2>
      <p className="max-w-[40em] text-quiet">{said(why)}</p>
      <form className="grid gap-6" noValidate onSubmit={send}>
        <ErrorSummary errors={errors} round={round} />
        <ProblemBanner problem={act.problem} />
        {perWeek !== null && <TextField id="week" label={t('reviews.weekField')} value={week} onChange={setWeek} error={errors['week']} width="short" inputMode="numeric" autoComplete="off" unit={t('reviews.unit')} />}
        {perPerson !== null && <TextField id="person" label={t('reviews.personField')} value={person} onChange={setPerson} error={errors['person']} width="short" inputMode="numeric" autoComplete="off" unit={t('reviews.unit')} />}
        <TextArea id="reason" label={t('reviews.reason')} support={t('reviews.reasonMore')} value={reason} onChange={setReason} error={errors['reason']} />
        <Acts><Button onPress={onNo}>{t('act.back')}</Button><Button type="submit" kind="filled" busy={act.busy}>{t('reviews.set')}</Button></Acts>
      </form>
    </section>
  );
}
