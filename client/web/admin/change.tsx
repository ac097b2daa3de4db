// The way of every change: a form, then the review of what the gateway says would change, then saving with a reason. What was typed survives going back.
import { useState, type ReactNode, type SubmitEvent } from 'react';
import type { ChangeAnswer } from '../../../server/http/wire/administration.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { go } from '../app/place.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { ErrorSummary, type Errors } from '../ui/error-summary.tsx';
import { Acts } from '../ui/page.tsx';
import { Review } from './review.tsx';

interface ChangeProps {
  /** Asks the gateway: without a reason it only says what would change. */
  readonly ask: (reason: string | null) => Promise<ChangeAnswer>;
  readonly errors: Errors;
  /** The page of the object, where the reader came from and returns to. */
  readonly back: string;
  readonly label?: string;
  readonly children: (errors: Errors) => ReactNode;
}

export function Change({ ask, errors, back, label, children }: ChangeProps) {
  const { t } = useWords();
  const act = useAct();
  const [round, setRound] = useState(0);
  const [review, setReview] = useState<ChangeAnswer | null>(null);
  const look = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(errors).length === 0) act.run(async () => setReview(await ask(null)));
  };
  const save = (reason: string): void => act.run(async () => {
    const { changes } = await ask(reason);
    go(back, { done: t('changing.saved', { count: changes.length }) });
  });
  const correct = (): void => {
    act.show(null);
    setRound(0);
    setReview(null);
  };
  if (review !== null) return <Review changes={review.changes} busy={act.busy} problem={act.problem} onBack={correct} onSave={save} />;
  return (
    <form className="grid max-w-[60rem] gap-6" onSubmit={look} noValidate>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      {children(round === 0 ? {} : errors)}
      <Acts><Link to={back} kind="outline">{t('act.back')}</Link><Button kind="filled" type="submit" busy={act.busy}>{label ?? t('changing.check')}</Button></Acts>
    </form>
  );
}

/** The error of a line of text that must not be empty. */
export function useMissing(): (id: string, label: string, text: string) => Errors {
  const { t } = useWords();
  return (id, label, text) => (text.trim() === '' ? { [id]: t('field.missing', { label }) } : {});
}
