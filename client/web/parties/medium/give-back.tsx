// The medium, or its notice, came back: from whom and when (1-28), and of media how many, counted anew (H 113).
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { readCount } from '../../text/amounts.ts';
import { clock, instantInJapan, isoDay } from '../../text/dates.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import type { StepProps } from './write-medium.tsx';

export function GiveBack({ transfer, what, onDone }: StepProps & { readonly what: 'medium' | 'notice' }) {
  const { t } = useWords();
  const act = useAct();
  const people = transfer.medium?.people ?? [];
  const now = new Date().toISOString();
  const [typed, setTyped] = useState({ from: transfer.medium?.handedOver?.to.id ?? '', count: '', day: isoDay(now), time: clock(now) });
  const [tried, setTried] = useState(false);
  const at = instantInJapan(typed.day, typed.time);
  const known = people.some((person) => person.id === typed.from);
  const count = what === 'notice' ? 1 : readCount(typed.count);
  const counted = count !== null && count >= 1;
  const record = (): void => {
    setTried(true);
    if (at === null || !known || !counted) return;
    act.run(async () => onDone(await api.call('giveBack', { id: transfer.id, body: { what, at, from: typed.from, count } })));
  };
  return (
    <div className="grid max-w-[48rem] gap-6">
      <ProblemBanner problem={act.problem} />
      <Select id={`${what}-from`} label={t('medium.backFrom')} value={known ? typed.from : ''} onChange={(from) => setTyped({ ...typed, from })} error={tried && !known ? t('medium.missing') : null} blank={t('contents.pick')} options={people.map((person) => ({ value: person.id, label: t('notice.fromRoster', { name: person.name }) }))} />
      {what === 'medium' && <TextField id="medium-back-count" label={t('medium.backCount')} unit={t('medium.sheets')} value={typed.count} onChange={(next) => setTyped({ ...typed, count: next })} error={tried && !counted ? t('medium.missing') : null} width="short" inputMode="numeric" autoComplete="off" />}
      <MomentField id={`${what}-day`} label={t('medium.backAt')} day={typed.day} time={typed.time} error={tried && at === null ? t('medium.missing') : null} onChange={(moment) => setTyped({ ...typed, ...moment })} />
      <div><Button busy={act.busy} onPress={record}>{t(`medium.backNow.${what}`)}</Button></div>
    </div>
  );
}
