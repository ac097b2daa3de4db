// 名簿に届け出る: a person of the firm with an account, or somebody who will get one once the section has accepted them.
import { useState, type SubmitEvent } from 'react';
import type { FirmRoster } from '../../../../server/http/wire/rosters.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { isoDay } from '../../text/dates.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Acts } from '../../ui/page.tsx';
import type { Done } from './firm.tsx';

const ROLES = ['manager', 'handler', 'security-officer'] as const;
/** The gateway's own rule for user IDs. */
const LOGIN = /^[a-z0-9][a-z0-9._-]{1,63}$/;
interface Typed { readonly kind: 'existing' | 'newcomer'; readonly account: string; readonly name: string; readonly login: string; readonly role: (typeof ROLES)[number]; readonly from: string; readonly to: string; readonly reason: string }
interface SubmitProps { readonly engagementId: string; readonly firm: FirmRoster; readonly onDone: Done; readonly onNo: () => void }

export function Submit({ engagementId, firm, onDone, onNo }: SubmitProps) {
  const { t } = useWords();
  const act = useAct();
  const { session } = useHere();
  const [typed, setTyped] = useState<Typed>(() => ({ kind: 'existing', account: '', name: '', login: '', role: 'handler', from: isoDay(session.now), to: '', reason: '' }));
  const [round, setRound] = useState(0);
  const put = (next: Partial<Typed>): void => setTyped({ ...typed, ...next });
  const missing = missingOf(typed, t);
  const errors = round === 0 ? {} : missing;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(missing).length > 0) return;
    act.run(async () => onDone(await api.call('submitRosterEntry', { id: engagementId, body: {
      person: typed.kind === 'existing' ? { accountId: typed.account } : { name: typed.name.trim(), login: typed.login.trim() },
      role: typed.role, startsOn: typed.from, endsOn: typed.to === '' ? null : typed.to, reason: typed.reason.trim(),
    } }), t('roster.submitted')));
  };
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <div><h3 className="text-std-18B-160">{t('roster.submit')}</h3><p>{t('roster.submitMore')}</p></div>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      <Choices label={t('roster.person')} required={null} chosen={[typed.kind]} onChange={([kind]) => put({ kind: kind === 'newcomer' ? 'newcomer' : 'existing' })} choices={[{ value: 'existing', label: t('roster.existing') }, { value: 'newcomer', label: t('roster.newcomer'), more: <span className="block text-quiet">{t('roster.newcomerMore')}</span> }]} />
      {typed.kind === 'existing'
        ? <Select id="account" label={t('roster.who')} value={typed.account} onChange={(account) => put({ account })} error={errors['account']} blank={t('contents.pick')} options={firm.people.map((one) => ({ value: one.id, label: one.name }))} />
        : (
          <>
            <TextField id="name" label={t('roster.name')} value={typed.name} onChange={(name) => put({ name })} error={errors['name']} width="middle" maxLength={100} autoComplete="off" />
            <TextField id="login" label={t('roster.login')} support={t('admin.loginRule')} value={typed.login} onChange={(login) => put({ login })} error={errors['login']} width="middle" autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </>
        )}
      <Choices label={t('engagement.role')} required={null} chosen={[typed.role]} onChange={([role]) => put({ role: ROLES.find((one) => one === role) ?? 'handler' })} choices={ROLES.map((value) => ({ value, label: t(`engagement.roles.${value}`) }))} />
      <div className="flex flex-wrap items-start gap-x-8 gap-y-6">
        <DayField label={t('roster.from')} value={typed.from} onChange={(from) => put({ from })} error={errors['from'] ?? null} />
        <DayField label={t('roster.to')} required={false} support={t('roster.toMore')} value={typed.to} onChange={(to) => put({ to })} error={errors['to'] ?? null} />
      </div>
      <TextField id="reason" label={t('roster.reason')} value={typed.reason} onChange={(reason) => put({ reason })} error={errors['reason']} maxLength={300} autoComplete="off" />
      <Acts><Button onPress={onNo}>{t('roster.no')}</Button><Button kind="filled" type="submit" busy={act.busy}>{t('roster.submit')}</Button></Acts>
    </form>
  );
}

function missingOf(typed: Typed, t: ReturnType<typeof useWords>['t']): Readonly<Record<string, string>> {
  const blank = (id: string, value: string, label: string): Record<string, string> => (value.trim() === '' ? { [id]: t('field.missing', { label }) } : {});
  return {
    ...(typed.kind === 'existing' && typed.account === '' ? { account: t('field.choose', { label: t('roster.who') }) } : {}),
    ...(typed.kind === 'newcomer' ? { ...blank('name', typed.name, t('roster.name')), ...(LOGIN.test(typed.login.trim()) ? {} : { login: t('admin.loginRule') }) } : {}),
    ...blank('from', typed.from, t('roster.from')), ...(typed.to !== '' && typed.to < typed.from ? { to: t('roster.order') } : {}), ...blank('reason', typed.reason, t('roster.reason')),
  };
}
