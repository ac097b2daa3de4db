// The next period of an engagement, where its terms allow one: proposed is the fiscal year that follows its last day.
import { useState, type SubmitEvent } from 'react';
import type { EngagementDetail } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { go } from '../app/place.ts';
import type { PageParams } from '../app/routes.tsx';
import { useDay } from '../contract/day-words.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Acts, Loaded, Page } from '../ui/page.tsx';

export default function RenewEngagement({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, () => api.call('engagementDetail', { id }));
  return <Page title={t('renewal.title')}><Loaded of={loaded}>{(engagement) => <Form engagement={engagement} />}</Loaded></Page>;
}

/** The day after the last, and the 31st of March that follows it. */
function proposed(to: string): { from: string; to: string } {
  const from = new Date(Date.parse(`${to}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const [year = 0, month = 0] = from.split('-').map(Number);
  return { from, to: `${month < 4 ? year : year + 1}-03-31` };
}

function Form({ engagement: { id, title, to } }: { readonly engagement: EngagementDetail }) {
  const { t } = useWords();
  const day = useDay();
  const act = useAct();
  const [typed, setTyped] = useState(() => ({ ...proposed(to), reason: '' }));
  const [round, setRound] = useState(0);
  const missing = {
    ...(typed.from <= to || typed.to < typed.from ? { from: t('renewal.rule', { to: day(to) }) } : {}),
    ...(typed.reason.trim() === '' ? { reason: t('field.missing', { label: t('renewal.reason') }) } : {}),
  };
  const errors: Readonly<Record<string, string>> = round === 0 ? {} : missing;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(missing).length > 0) return;
    act.run(async () => {
      const made = await api.call('renewEngagement', { id, body: { from: typed.from, to: typed.to, reason: typed.reason.trim() } });
      go(`/admin/engagements/${made.id}`, { done: t('renewal.done', { title: made.title }) });
    });
  };
  return (
    <form className="grid max-w-[60rem] gap-6" onSubmit={submit} noValidate>
      <h2 className="text-std-20B-150"><Foreign>{title}</Foreign></h2>
      <p>{t('renewal.more')}</p>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      <div className="flex flex-wrap gap-4"><DayField id="from" label={t('renewal.from')} error={errors['from'] ?? null} value={typed.from} onChange={(from) => setTyped({ ...typed, from })} /><DayField id="to" label={t('renewal.to')} value={typed.to} onChange={(last) => setTyped({ ...typed, to: last })} /></div>
      <TextField id="reason" label={t('renewal.reason')} value={typed.reason} onChange={(reason) => setTyped({ ...typed, reason })} error={errors['reason'] ?? null} maxLength={300} autoComplete="off" />
      <Acts><Link to={`/admin/engagements/${id}`} kind="outline">{t('act.back')}</Link><Button kind="filled" type="submit" busy={act.busy}>{t('renewal.now')}</Button></Acts>
    </form>
  );
}
