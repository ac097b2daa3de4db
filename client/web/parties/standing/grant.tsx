// Granting a standing approval: form, recipient, days and hours, the most of a day, the last day.
import { useState, type SubmitEvent } from 'react';
import type { StandingApprovalsView } from '../../../../server/http/wire/standing-approvals.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { readCount } from '../../text/amounts.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/page.tsx';
import { clock, dayNames } from './schedule-words.ts';

const MB = 1024 * 1024;
const EMPTY = { formId: '', recipientId: '', weekdays: [] as readonly string[], from: '1200', until: '360', files: '', size: '', lastDay: '' };
type Typed = typeof EMPTY;
type Words = ReturnType<typeof useWords>['t'];
const id = (key: keyof Typed): string => `standing-${key}`;
const HALF_HOURS = Array.from({ length: 49 }, (_, at) => at * 30);

export function Grant({ engagementId, found, onDone }: { readonly engagementId: string; readonly found: StandingApprovalsView; readonly onDone: (text: string) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState(EMPTY);
  const [tries, setTries] = useState(0);
  const errors = tries === 0 ? {} : missing(typed, t);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setTries(tries + 1);
    if (Object.keys(missing(typed, t)).length > 0) return;
    act.run(async () => {
      const { approvals } = await api.call('grantStandingApproval', { id: engagementId, body: {
        formId: typed.formId, recipientId: typed.recipientId, weekdays: typed.weekdays.map(Number).toSorted((a, b) => a - b), from: Number(typed.from), until: Number(typed.until),
        maxFiles: readCount(typed.files) ?? 0, maxBytes: (readCount(typed.size) ?? 0) * MB, lastDay: typed.lastDay,
      } });
      setTyped(EMPTY);
      setTries(0);
      onDone(t('standingApproval.granted2', { n: approvals[0]?.number ?? 0 }));
    });
  };
  return (
    <Panel>
      <h2 className="text-std-20B-150">{t('standingApproval.grant')}</h2>
      <p>{t('standingApproval.grantMore')}</p>
      <form className="grid gap-6" onSubmit={send} noValidate>
        <ErrorSummary errors={errors} round={tries} />
        <ProblemBanner problem={act.problem} />
        <Fields found={found} typed={typed} errors={errors} set={(change) => setTyped({ ...typed, ...change })} />
        <div><Button kind="filled" type="submit" busy={act.busy}>{t('standingApproval.grantNow')}</Button></div>
      </form>
    </Panel>
  );
}

interface FieldsProps { readonly found: StandingApprovalsView; readonly typed: Typed; readonly errors: Readonly<Record<string, string>>; readonly set: (change: Partial<Typed>) => void }

function Fields({ found, typed, errors, set }: FieldsProps) {
  const { t, language } = useWords();
  const error = (key: keyof Typed): string | undefined => errors[id(key)];
  const times = (minutes: readonly number[]) => minutes.map((minute) => ({ value: String(minute), label: clock(minute) }));
  return (
    <>
      <Select id={id('formId')} label={t('standingApproval.form')} value={typed.formId} onChange={(formId) => set({ formId })} error={error('formId')} blank={t('standingApproval.choose')} options={found.forms.map((form) => ({ value: form.id, label: language === 'ja' ? form.name : form.nameEn }))} />
      <Select id={id('recipientId')} label={t('standingApproval.recipient')} value={typed.recipientId} onChange={(recipientId) => set({ recipientId })} error={error('recipientId')} blank={t('standingApproval.choose')} options={found.recipients.map((one) => ({ value: one.id, label: one.name }))} />
      <Choices id={id('weekdays')} label={t('standingApproval.weekdays')} several inline chosen={typed.weekdays} onChange={(weekdays) => set({ weekdays })} error={error('weekdays') ?? null} choices={dayNames(t).map((name, day) => ({ value: String(day), label: name }))} />
      <div className="flex flex-wrap items-end gap-6">
        <Select id={id('from')} label={t('standingApproval.from')} value={typed.from} onChange={(from) => set({ from })} options={times(HALF_HOURS.slice(0, -1))} />
        <Select id={id('until')} label={t('standingApproval.until')} support={t('standingApproval.untilMore')} value={typed.until} onChange={(until) => set({ until })} error={error('until')} options={times(HALF_HOURS.slice(1))} />
      </div>
      <TextField id={id('files')} label={t('standingApproval.files')} value={typed.files} onChange={(files) => set({ files })} error={error('files')} width="short" unit={t('standingApproval.filesUnit')} inputMode="numeric" autoComplete="off" />
      <TextField id={id('size')} label={t('standingApproval.size')} value={typed.size} onChange={(size) => set({ size })} error={error('size')} width="short" unit="MB" inputMode="numeric" autoComplete="off" />
      <DayField id={id('lastDay')} label={t('standingApproval.lastDay')} value={typed.lastDay} onChange={(lastDay) => set({ lastDay })} error={error('lastDay')} />
    </>
  );
}

function missing(typed: Typed, t: Words): Record<string, string> {
  const choose = (key: keyof Typed, label: string): Record<string, string> => (typed[key] === '' ? { [id(key)]: t('field.choose', { label }) } : {});
  const number = (key: 'files' | 'size'): Record<string, string> => ((readCount(typed[key]) ?? 0) < 1 ? { [id(key)]: t('standingApproval.count') } : {});
  return {
    ...choose('formId', t('standingApproval.form')), ...choose('recipientId', t('standingApproval.recipient')), ...(typed.weekdays.length === 0 ? { [id('weekdays')]: t('standingApproval.noDays') } : {}),
    ...(typed.from === typed.until ? { [id('until')]: t('standingApproval.sameTime') } : {}), ...number('files'), ...number('size'), ...choose('lastDay', t('standingApproval.lastDay')),
  };
}
