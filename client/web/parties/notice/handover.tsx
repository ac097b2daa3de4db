// How, to whom and when the password was handed over. Recording it ends showing and renewing; an absent person leaves it open (UI 3.9; in S4 this is the call record).
import { useState } from 'react';
import type { NoticeView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { liftGuard } from '../../app/place.ts';
import { clock, isoDay } from '../../text/dates.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { recount } from '../counts.ts';
import { requestOf, HANDOVER_METHODS, missingOf, RESULTS, type Typed } from './handover-form.ts';

export function Handover({ notice, onDone, filled }: { readonly notice: NoticeView; readonly onDone: (notice: NoticeView) => void; readonly filled: boolean }) {
  const { t } = useWords();
  const act = useAct();
  const now = new Date().toISOString();
  const only = notice.addressees.length === 1 ? (notice.addressees[0]?.id ?? '') : '';
  const [typed, setTyped] = useState<Typed>({ method: notice.telephoneCall ? 'oral' : null, to: only, day: isoDay(now), time: clock(now), tracking: '', telephone: '', result: 'talked', reason: '' });
  const [round, setRound] = useState(0);
  const [still, setStill] = useState(0);
  const errors = round === 0 ? {} : Object.fromEntries(missingOf(typed).map((what) => [what, t(`notice.missing.${what}`)]));
  const record = (): void => {
    setRound(round + 1);
    const body = requestOf(typed);
    if (body === null) return;
    act.run(async () => {
      const next = await api.call('handover', { id: notice.id, body });
      if (next.handedOver === null) {
        setStill((before) => before + 1);
        return;
      }
      liftGuard();
      recount();
      onDone(next);
    });
  };
  return (
    <div className="grid max-w-[48rem] gap-6">
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      {still > 0 && <Banner key={still} kind="wait" title={t('notice.callRecorded')} focus><p>{t('notice.callRecordedMore')}</p></Banner>}
      <Choices id="method" label={t('notice.how')} chosen={typed.method === null ? [] : [typed.method]} error={errors['method'] ?? null}
        onChange={([method]) => setTyped({ ...typed, method: HANDOVER_METHODS.find((one) => one === method) ?? null })} choices={HANDOVER_METHODS.map((value) => ({ value, label: t(`notice.method.${value}`) }))} />
      <MethodFields typed={typed} onChange={setTyped} errors={errors} />
      <Select id="to" label={t('notice.toWhom')} value={typed.to} onChange={(to) => setTyped({ ...typed, to })} error={errors['to']} blank={t('contents.pick')} options={notice.addressees.map((person) => ({ value: person.id, label: t('notice.fromRoster', { name: person.name }) }))} />
      <MomentField id="day" label={t('notice.when')} day={typed.day} time={typed.time} error={errors['day']} onChange={(moment) => setTyped({ ...typed, ...moment })} />
      <p>{t('notice.recordMeans')}</p>
      <div><Button kind={filled ? 'filled' : 'outline'} busy={act.busy} onPress={record}>{t('notice.recordNow')}</Button></div>
    </div>
  );
}

function MethodFields({ typed, onChange, errors }: { readonly typed: Typed; readonly onChange: (typed: Typed) => void; readonly errors: Readonly<Record<string, string>> }) {
  const { t } = useWords();
  if (typed.method === 'registered-post') return <TextField id="tracking" label={t('notice.tracking')} value={typed.tracking} onChange={(tracking) => onChange({ ...typed, tracking })} error={errors['tracking']} width="middle" autoComplete="off" />;
  if (typed.method === 'other') return <TextField id="reason" label={t('notice.reason')} value={typed.reason} onChange={(reason) => onChange({ ...typed, reason })} error={errors['reason']} autoComplete="off" />;
  if (typed.method !== 'oral') return null;
  return (
    <div className="flex flex-wrap items-end gap-4">
      <TextField id="telephone" label={t('notice.telephoneField')} value={typed.telephone} onChange={(telephone) => onChange({ ...typed, telephone })} error={errors['telephone']} width="middle" inputMode="tel" autoComplete="off" />
      <Select label={t('notice.result')} value={typed.result} onChange={(result) => onChange({ ...typed, result: RESULTS.find((one) => one === result) ?? 'talked' })} options={RESULTS.map((value) => ({ value, label: t(`notice.results.${value}`) }))} />
    </div>
  );
}
