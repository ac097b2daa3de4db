// A lost medium or notice: one step that recalls, destroys the lock and begins the incident.
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { clock, instantInJapan, isoDay } from '../../text/dates.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import type { StepProps } from './write-medium.tsx';

const THINGS = ['medium', 'notice'] as const;

export function Lose({ transfer, onDone }: StepProps) {
  const { t } = useWords();
  const act = useAct();
  const now = new Date().toISOString();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<{ what: (typeof THINGS)[number]; day: string; time: string; place: string; text: string }>({ what: 'medium', day: isoDay(now), time: clock(now), place: '', text: '' });
  const [tried, setTried] = useState(false);
  const at = instantInJapan(typed.day, typed.time);
  const error = (value: string): string | null => (tried && value.trim() === '' ? t('medium.missing') : null);
  const lose = (): void => {
    setTried(true);
    if (at === null || typed.place.trim() === '' || typed.text.trim() === '') return;
    act.run(async () => {
      onDone(await api.call('loseMedium', { id: transfer.id, body: { what: typed.what, at, place: typed.place.trim(), text: typed.text.trim().replace(/\s+/gu, ' ') } }));
      setOpen(false);
    });
  };
  return (
    <>
      <Button kind="plain" onPress={() => setOpen(true)}>{t('medium.lose')}</Button>
      <Dialog open={open} title={t('medium.lose')} onNo={() => setOpen(false)} acts={<><Button onPress={() => setOpen(false)}>{t('medium.notLost')}</Button><Button kind="filled" busy={act.busy} onPress={lose}>{t('medium.loseNow')}</Button></>}>
        <p>{t('medium.loseMore')}</p>
        <ProblemBanner problem={act.problem} />
        <Choices label={t('medium.what')} required={null} inline chosen={[typed.what]} onChange={([picked]) => setTyped({ ...typed, what: THINGS.find((one) => one === picked) ?? 'medium' })} choices={THINGS.map((value) => ({ value, label: t(`medium.things.${value}`) }))} />
        <MomentField id="lost-day" label={t('medium.lostAt')} day={typed.day} time={typed.time} error={tried && at === null ? t('medium.missing') : null} onChange={(moment) => setTyped({ ...typed, ...moment })} />
        <TextField id="lost-place" label={t('medium.place')} value={typed.place} onChange={(place) => setTyped({ ...typed, place })} error={error(typed.place)} maxLength={200} autoComplete="off" />
        <TextArea id="lost-text" label={t('medium.happened')} value={typed.text} onChange={(text) => setTyped({ ...typed, text })} error={error(typed.text)} />
      </Dialog>
    </>
  );
}
