// The roster of an engagement: the only people of a contractor who may hold what is sent. Adding, and taking off at once.
import { useState, type SubmitEvent } from 'react';
import type { AccountView, EngagementDetail } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { isoDay } from '../text/dates.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select } from '../ui/field.tsx';
import { Panel, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { Period } from '../ui/when.tsx';

const ROLES = ['manager', 'handler', 'security-officer'] as const;
interface RosterProps { readonly engagement: EngagementDetail; readonly accounts: readonly AccountView[]; readonly onDone: () => void }

export function Roster({ engagement, accounts, onDone }: RosterProps) {
  const { t } = useWords();
  const { roster, contractors } = engagement;
  return (
    <Section title={t('engagement.roster')}>
      {roster.length === 0 ? <p>{t('engagement.noRoster')}</p> : (
        <Table caption={t('engagement.roster')} rows={roster.toSorted((a, b) => Number(a.removedAt !== null) - Number(b.removedAt !== null))} keyOf={(row) => row.id} columns={[
          { head: t('engagement.person'), names: true, cell: (row) => row.person.name },
          { head: t('engagement.role'), cell: (row) => t(`engagement.roles.${row.role}`) },
          { head: t('engagement.contractor'), cell: (row) => contractors.find((one) => one.id === row.contractorId)?.name ?? '' },
          { head: t('engagement.since'), cell: (row) => <span><Period from={row.startsOn} {...(row.endsOn === null ? {} : { to: row.endsOn })} />{row.removedAt !== null && t('engagement.removed')}</span> },
          { head: t('todo.act'), cell: (row) => (row.removedAt === null ? <Remove rosterId={row.id} name={row.person.name} onDone={onDone} /> : '') },
        ]} />
      )}
      <AddToRoster engagement={engagement} accounts={accounts} onDone={onDone} />
    </Section>
  );
}

function AddToRoster({ engagement, accounts, onDone }: RosterProps) {
  const { t } = useWords();
  const act = useAct();
  const [account, setAccount] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('handler');
  const [startsOn, setStartsOn] = useState(() => isoDay(new Date().toISOString()));
  const [tried, setTried] = useState(false);
  const firmOf = (id: string | null): string | undefined => engagement.contractors.find((party) => party.id === id)?.name;
  const people = accounts.filter((one) => firmOf(one.contractorId) !== undefined && one.disabledAt === null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    const contractorId = people.find((one) => one.id === account)?.contractorId;
    if (contractorId === undefined || contractorId === null) return;
    act.run(async () => {
      await api.call('addRosterEntry', { id: engagement.id, body: { contractorId, accountId: account, role, startsOn } });
      setAccount('');
      setTried(false);
      onDone();
    });
  };
  return (
    <Panel>
      <h3 className="text-std-18B-160">{t('admin.addToRoster')}</h3>
      <ProblemBanner problem={act.problem} />
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <div className="flex flex-wrap items-start gap-4">
          <Select label={t('engagement.person')} value={account} onChange={setAccount} blank={t('contents.pick')} error={tried && account === '' ? t('field.choose', { label: t('engagement.person') }) : null} options={people.map((one) => ({ value: one.id, label: `${one.name}（${firmOf(one.contractorId) ?? ''}）` }))} />
          <Select label={t('engagement.role')} value={role} onChange={(next) => setRole(ROLES.find((one) => one === next) ?? 'handler')} options={ROLES.map((value) => ({ value, label: t(`engagement.roles.${value}`) }))} />
          <DayField label={t('engagement.since')} value={startsOn} onChange={setStartsOn} />
        </div>
        <div><Button type="submit" busy={act.busy}>{t('admin.addToRosterNow')}</Button></div>
      </form>
    </Panel>
  );
}

function Remove({ rosterId, name, onDone }: { readonly rosterId: string; readonly name: string; readonly onDone: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const remove = (): void => act.run(async () => {
    await api.call('removeRosterEntry', { id: rosterId });
    setOpen(false);
    onDone();
  });
  return (
    <>
      <Button kind="plain" aria-label={`${t('admin.remove')} ${name}`} onPress={() => setOpen(true)}>{t('admin.remove')}</Button>
      <Dialog open={open} title={t('admin.removeTitle', { name })} onNo={() => setOpen(false)} acts={<><Button onPress={() => setOpen(false)}>{t('admin.no')}</Button><Button kind="filled" busy={act.busy} onPress={remove}>{t('admin.remove')}</Button></>}>
        <p>{t('admin.removeMore')}</p>
        <ProblemBanner problem={act.problem} />
      </Dialog>
    </>
  );
}
