// The medium, or its notice, came back: from whom and when (1-28).
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { clock, instantInJapan, isoDay } from '../../text/dates.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import type { StepProps } from './write-medium.tsx';

export function GiveBack({ transfer, what, onDone }: StepProps & { readonly what: 'medium' | 'notice' }) {
  const { t } = useWords();
  const act = useAct();
  const people = transfer.medium?.people ?? [];
  const now = new Date().toISOString();
  const [typed, setTyped] = useState({ from: transfer.medium?.handedOver?.to.id ?? '', day: isoDay(now), time: clock(now) });
  const [tried, setTried] = useState(false);
  const at = instantInJapan(typed.day, typed.time);
  const known = people.some((person) => person.id === typed.from);
  const record = (): void => {
    setTried(true);
    if (at === null || !known) return;
    act.run(async () => onDone(await api.call('giveBack', { id: transfer.id, body: { what, at, from: typed.from } })));
  };
  return (
    <div className="grid max-w-[48rem] gap-6">
      <ProblemBanner problem={act.problem} />
      <Select id={`${what}-from`} label={t('medium.backFrom')} value={known ? typed.from : ''} onChange={(from) => setTyped({ ...typed, from })} error={tried && !known ? t('medium.missing') : null} blank={t('contents.pick')} options={people.map((person) => ({ value: person.id, label: t('notice.fromRoster', { name: person.name }) }))} />
      <MomentField id={`${what}-day`} label={t('medium.backAt')} day={typed.day} time={typed.time} error={tried && at === null ? t('medium.missing') : null} onChange={(moment) => setTyped({ ...typed, ...moment })} />
      <div><Button busy={act.busy} onPress={record}>{t(`medium.backNow.${what}`)}</Button></div>
    </div>
  );
}
