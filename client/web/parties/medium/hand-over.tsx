// To whom, how and when the medium was handed over; apart from its notice, which the gateway holds to.
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { readCount } from '../../text/amounts.ts';
import { clock, instantInJapan, isoDay } from '../../text/dates.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import type { StepProps } from './write-medium.tsx';

const METHODS = ['in-person', 'registered-post', 'other'] as const;

export function HandOver({ transfer, onDone }: StepProps) {
  const { t } = useWords();
  const act = useAct();
  const people = transfer.medium?.people ?? [];
  const now = new Date().toISOString();
  const [typed, setTyped] = useState<{ method: (typeof METHODS)[number]; to: string; tracking: string; count: string; day: string; time: string }>({ method: 'in-person', to: people.length === 1 ? people[0]?.id ?? '' : '', tracking: '', count: '1', day: isoDay(now), time: clock(now) });
  const [round, setRound] = useState(0);
  const at = instantInJapan(typed.day, typed.time);
  const count = readCount(typed.count);
  const missing: Record<string, string> = {
    ...(typed.to === '' ? { to: t('medium.missing') } : {}), ...(typed.method === 'registered-post' && typed.tracking.trim() === '' ? { tracking: t('medium.missing') } : {}),
    ...(count === null || count < 1 ? { count: t('medium.missing') } : {}), ...(at === null ? { day: t('medium.missing') } : {}),
  };
  const errors = round === 0 ? {} : missing;
  const record = (): void => {
    setRound(round + 1);
    if (at === null || count === null || Object.keys(missing).length > 0) return;
    act.run(async () => onDone(await api.call('handOverMedium', { id: transfer.id, body: { to: typed.to, at, method: typed.method, count, ...(typed.method === 'registered-post' ? { trackingNumber: typed.tracking.trim() } : {}) } })));
  };
  return (
    <div className="grid max-w-[48rem] gap-6">
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      <Choices label={t('medium.method')} required={null} inline chosen={[typed.method]} onChange={([picked]) => setTyped({ ...typed, method: METHODS.find((one) => one === picked) ?? 'in-person' })} choices={METHODS.map((value) => ({ value, label: t(`medium.methods.${value}`) }))} />
      {typed.method === 'registered-post' && <TextField id="tracking" label={t('medium.tracking')} value={typed.tracking} onChange={(tracking) => setTyped({ ...typed, tracking })} error={errors['tracking']} width="middle" maxLength={40} autoComplete="off" />}
      <Select id="to" label={t('medium.to')} value={typed.to} onChange={(to) => setTyped({ ...typed, to })} error={errors['to']} blank={t('contents.pick')} options={people.map((person) => ({ value: person.id, label: t('notice.fromRoster', { name: person.name }) }))} />
      <TextField id="count" label={t('medium.count')} unit={t('medium.sheets')} value={typed.count} onChange={(value) => setTyped({ ...typed, count: value })} error={errors['count']} width="short" inputMode="numeric" autoComplete="off" />
      <MomentField id="day" label={t('medium.at')} day={typed.day} time={typed.time} error={errors['day']} onChange={(moment) => setTyped({ ...typed, ...moment })} />
      <div><Button kind={transfer.medium?.written?.current === true ? 'filled' : 'outline'} busy={act.busy} onPress={record}>{t('medium.handOverNow')}</Button></div>
    </div>
  );
}
