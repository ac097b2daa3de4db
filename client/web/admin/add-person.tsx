// A new account: role, where the person belongs, whether it may approve. An administrator is only asked for: another one approves.
import { useState, type SubmitEvent } from 'react';
import type { z } from 'zod';
import type { AccountView, ContractorView, newAccount, SectionView } from '../../../server/http/wire/administration.ts';
import type { AccountRequest } from '../../../server/http/wire/rosters.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { go } from '../app/place.ts';
import { useHere } from '../app/session.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Choices, Tick } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Acts } from '../ui/page.tsx';
import { Alone } from './alone.tsx';
import type { Made } from './initial-password.tsx';

/** The gateway's own rule for user IDs. */
const LOGIN = /^[a-z0-9][a-z0-9._-]{1,63}$/;
const ROLES = ['staff', 'handler', 'auditor', 'administrator'] as const;
interface Typed { readonly role: (typeof ROLES)[number]; readonly name: string; readonly login: string; readonly belongs: string; readonly canApprove: boolean; readonly reason: string }
interface AddPersonProps { readonly sections: readonly SectionView[]; readonly contractors: readonly ContractorView[]; /** Everybody, to see whether anybody could approve an administrator. */ readonly people?: readonly AccountView[]; /** A person accepted on a roster: firm and name are theirs, the user ID may be changed. */ readonly request?: AccountRequest; readonly onMade: (made: Made) => void; readonly onNo: () => void }

function bodyOf(typed: Typed & { readonly role: Exclude<Typed['role'], 'administrator'> }, request: AccountRequest | undefined): z.input<typeof newAccount> {
  const belongs = typed.role === 'staff' ? { sectionId: typed.belongs } : typed.role === 'handler' ? { contractorId: typed.belongs } : {};
  return { role: typed.role, name: typed.name, login: typed.login.trim(), canApprove: typed.canApprove, ...belongs, ...(request === undefined ? {} : { rosterId: request.rosterId }) };
}

export function AddPerson({ sections, contractors, people = [], request, onMade, onNo }: AddPersonProps) {
  const { t } = useWords();
  const { session } = useHere();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>({ role: request === undefined ? 'staff' : 'handler', name: request?.name ?? '', login: request?.login ?? '', belongs: request?.contractor.id ?? '', canApprove: false, reason: '' });
  const [round, setRound] = useState(0);
  const isAdministrator = typed.role === 'administrator';
  const alone = isAdministrator && !people.some(({ id, role, disabledAt }) => role === 'administrator' && disabledAt === null && id !== session.account.id);
  const parties = typed.role === 'staff' ? sections : typed.role === 'handler' ? contractors : [];
  const missing = {
    ...(typed.name.trim() === '' ? { name: t('field.missing', { label: t('admin.name') }) } : {}),
    ...(LOGIN.test(typed.login.trim()) ? {} : { login: t('admin.loginRule') }),
    ...(isAdministrator && typed.reason.trim() === '' ? { reason: t('field.missing', { label: t('requests.newReason') }) } : {}),
    ...(parties.length > 0 && typed.belongs === '' ? { belongs: t('field.choose', { label: t('admin.of') }) } : {}),
  };
  const errors = round === 0 ? {} : missing;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(missing).length > 0) return;
    const { role, name, login, reason } = typed;
    act.run(async () => {
      if (role === 'administrator') {
        await api.call('askAdministrator', { body: { name, login: login.trim(), reason: reason.trim() } });
        go('/admin/requests', { done: t('requests.newAsked', { name }) });
      } else onMade(await api.call('addAccount', { body: bodyOf({ ...typed, role }, request) }));
    });
  };
  return (
    <form className="grid gap-6" onSubmit={submit} noValidate>
      <h2 className="text-std-20B-150">{request === undefined ? t('admin.addPerson') : t('roster.makeFor', { name: request.name })}</h2>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      {request !== undefined && <p>{request.contractor.name}　{t(`engagement.roles.${request.role}`)}　{request.engagement.title}</p>}
      {request === undefined && <Choices label={t('admin.role')} chosen={[typed.role]} onChange={([role]) => setTyped({ ...typed, role: ROLES.find((one) => one === role) ?? 'staff', belongs: '' })} choices={ROLES.map((value) => ({ value, label: t(`admin.roles.${value}`) }))} />}
      {request === undefined && (typed.role === 'staff' || typed.role === 'handler') && <Select id="belongs" label={t('admin.of')} value={typed.belongs} onChange={(belongs) => setTyped({ ...typed, belongs })} error={errors.belongs} blank={t('contents.pick')} options={parties.map((party) => ({ value: party.id, label: party.name }))} />}
      {alone ? <Alone /> : <>
        {isAdministrator && <p className="max-w-[40em]">{t('requests.newMore')}</p>}
        <TextField id="name" label={t('admin.name')} value={typed.name} onChange={(name) => setTyped({ ...typed, name })} error={errors.name} width="middle" maxLength={100} autoComplete="off" />
        <TextField id="login" label={t('signIn.login')} support={t('admin.loginRule')} value={typed.login} onChange={(login) => setTyped({ ...typed, login })} error={errors.login} width="middle" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        {(typed.role === 'staff' || typed.role === 'handler') && <Tick checked={typed.canApprove} onChange={(canApprove) => setTyped({ ...typed, canApprove })}>{t('admin.canApprove')}</Tick>}
        {isAdministrator && <TextField id="reason" label={t('requests.newReason')} support={t('changing.reasonMore')} value={typed.reason} onChange={(reason) => setTyped({ ...typed, reason })} error={errors.reason} maxLength={300} autoComplete="off" />}
      </>}
      <Acts><Button onPress={onNo}>{t('act.back')}</Button>{!alone && <Button kind="filled" type="submit" busy={act.busy}>{t(isAdministrator ? 'requests.newNow' : 'admin.addNow')}</Button>}</Acts>
    </form>
  );
}
