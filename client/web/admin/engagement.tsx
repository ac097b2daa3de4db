// One engagement for the administrator: the roster, the only people of a contractor who may hold what is sent.
import { useState, type SubmitEvent } from 'react';
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import type { AccountView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { Policy, Roster } from '../parties/engagement.tsx';
import { isoDay } from '../text/dates.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select } from '../ui/field.tsx';
import { Facts, Loaded, Page, Panel, Section } from '../ui/page.tsx';
import { Period } from '../ui/when.tsx';

const ROLES = ['manager', 'handler', 'security-officer'] as const;

export default function AdminEngagement({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => {
    const [engagements, accounts] = await Promise.all([api.call('engagements', {}), api.call('accounts', {})]);
    return { engagement: engagements.find((one) => one.id === id), accounts };
  });
  const engagement = loaded.value?.engagement;
  return (
    <Page title={engagement?.title ?? t('nav.engagements')} tab={t('nav.engagements')}>
      <Loaded of={loaded}>{({ accounts }) => (engagement === undefined ? <p>{t('frame.notFoundMore')}</p> : <Details engagement={engagement} accounts={accounts} onChanged={loaded.reload} />)}</Loaded>
      <div><Link to="/admin/engagements" kind="outline">{t('act.back')}</Link></div>
    </Page>
  );
}

function Details({ engagement, accounts, onChanged }: { readonly engagement: EngagementView; readonly accounts: readonly AccountView[]; readonly onChanged: () => void }) {
  const { t } = useWords();
  return (
    <>
      <Facts rows={[
        [t('contents.purpose'), engagement.purpose], [t('engagement.period'), <Period key="p" from={engagement.from} to={engagement.to} />],
        [t('engagement.sections'), listed(engagement.sections.map((party) => party.name))], [t('engagement.contractors'), listed(engagement.contractors.map((party) => party.name))],
      ]} />
      <Section title={t('engagement.roster')}>
        <Roster engagement={engagement} act={(rosterId) => <Remove rosterId={rosterId} name={engagement.roster.find((one) => one.id === rosterId)?.person.name ?? ''} onDone={onChanged} />} />
        <AddToRoster engagement={engagement} accounts={accounts} onDone={onChanged} />
      </Section>
      <Section title={t('engagement.policy')}><Policy engagement={engagement} /></Section>
    </>
  );
}

function AddToRoster({ engagement, accounts, onDone }: { readonly engagement: EngagementView; readonly accounts: readonly AccountView[]; readonly onDone: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const [account, setAccount] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('handler');
  const [startsOn, setStartsOn] = useState(() => isoDay(new Date().toISOString()));
  const [tried, setTried] = useState(false);
  const firms = new Set(engagement.contractors.map((party) => party.id));
  const people = accounts.filter((one) => one.contractorId !== null && firms.has(one.contractorId) && one.disabledAt === null);
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
      <form className="flex flex-wrap items-end gap-4" onSubmit={submit} noValidate>
        <Select label={t('engagement.person')} value={account} onChange={setAccount} blank={t('contents.pick')} error={tried && account === '' ? t('field.choose', { label: t('engagement.person') }) : null} options={people.map((one) => ({ value: one.id, label: `${one.name}（${engagement.contractors.find((party) => party.id === one.contractorId)?.name ?? ''}）` }))} />
        <Select label={t('engagement.role')} value={role} onChange={(next) => setRole(ROLES.find((one) => one === next) ?? 'handler')} options={ROLES.map((value) => ({ value, label: t(`engagement.roles.${value}`) }))} />
        <DayField label={t('engagement.since')} value={startsOn} onChange={setStartsOn} />
        <Button kind="filled" type="submit" busy={act.busy}>{t('admin.addToRosterNow')}</Button>
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
