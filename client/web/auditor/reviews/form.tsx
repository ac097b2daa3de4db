// The form that signs a week off: anomaly or not, an assessment, and what is done about an anomaly. One press.
import { useState, type SubmitEvent } from 'react';
import type { LogWeek } from '../../../../server/http/wire/reviews.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { go } from '../../app/place.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { ErrorSummary, type Errors } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Section } from '../../ui/page.tsx';

interface Typed { readonly anomaly: string; readonly assessment: string; readonly action: string }

export function ReviewForm({ week }: { readonly week: LogWeek }) {
  const { t } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>({ anomaly: '', assessment: '', action: '' });
  const [round, setRound] = useState(0);
  const missing: Errors = {
    ...(typed.anomaly === '' ? { anomaly: t('reviews.chooseAnomaly') } : {}), ...(typed.assessment.trim() === '' ? { assessment: t('reviews.writeAssessment') } : {}),
    ...(typed.anomaly === 'yes' && typed.action.trim() === '' ? { action: t('reviews.writeAction') } : {}),
  };
  const errors = round === 0 ? {} : missing;
  const sign = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(missing).length === 0) act.run(async () => {
      const anomaly = typed.anomaly === 'yes';
      const { label } = await api.call('reviewLog', { body: { week: week.week, seen: week.seen, anomaly, assessment: typed.assessment, action: anomaly ? typed.action : null } });
      go('/audit/reviews', { done: t('reviews.saved', { label }) });
    });
  };
  return (
    <Section title={t('reviews.form')}>
      <form className="grid gap-6" noValidate onSubmit={sign}>
        <ErrorSummary errors={errors} round={round} />
        <ProblemBanner problem={act.problem} />
        <Choices id="anomaly" inline label={t('reviews.anomaly')} error={errors['anomaly'] ?? null} chosen={typed.anomaly === '' ? [] : [typed.anomaly]} onChange={([anomaly = '']) => setTyped({ ...typed, anomaly })} choices={[{ value: 'no', label: t('reviews.no') }, { value: 'yes', label: t('reviews.yes') }]} />
        <TextArea id="assessment" label={t('reviews.assessment')} support={t('reviews.assessmentMore')} error={errors['assessment']} value={typed.assessment} onChange={(assessment) => setTyped({ ...typed, assessment })} />
        {typed.anomaly === 'yes' && <TextArea id="action" label={t('reviews.action')} support={t('reviews.actionMore')} error={errors['action']} value={typed.action} onChange={(action) => setTyped({ ...typed, action })} />}
        <p className="max-w-[40em]">{t('reviews.signMore')}</p>
        <div><Button type="submit" kind="filled" busy={act.busy}>{t('reviews.sign')}</Button></div>
      </form>
    </Section>
  );
}
