// People whom a ward accepted on a roster and who have no account yet: the administrator makes it in two presses.
import { useState } from 'react';
import type { ContractorView, SectionView } from '../../../server/http/wire/administration.ts';
import type { AccountRequest } from '../../../server/http/wire/rosters.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Button } from '../ui/button.tsx';
import { Panel, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { AddPerson } from './add-person.tsx';
import type { Made } from './initial-password.tsx';

interface RequestsProps { readonly sections: readonly SectionView[]; readonly contractors: readonly ContractorView[]; readonly onMade: (made: Made) => void }

export function AccountRequests({ sections, contractors, onMade }: RequestsProps) {
  const { t } = useWords();
  const requests = useLoad('account requests', () => api.call('accountRequests', {}));
  const [making, setMaking] = useState<AccountRequest | null>(null);
  const waiting = requests.value ?? [];
  const made = (next: Made): void => {
    setMaking(null);
    requests.reload();
    onMade(next);
  };
  if (waiting.length === 0) return null;
  return (
    <Section title={t('roster.requests', { count: waiting.length })}>
      <p className="max-w-[40em]">{t('roster.requestsMore')}</p>
      {making !== null && <Panel><AddPerson key={making.rosterId} sections={sections} contractors={contractors} request={making} onMade={made} onNo={() => setMaking(null)} /></Panel>}
      {making === null && <Table caption={t('roster.requests', { count: waiting.length })} rows={waiting} keyOf={(row) => row.rosterId} columns={[
        { head: t('admin.name'), names: true, cell: (row) => row.name },
        { head: t('engagement.role'), cell: (row) => t(`engagement.roles.${row.role}`) },
        { head: t('engagement.contractor'), cell: (row) => row.contractor.name },
        { head: t('roster.engagement'), cell: (row) => row.engagement.title },
        { head: t('roster.login'), cell: (row) => <code>{row.login}</code> },
        { head: t('todo.act'), act: true, cell: (row) => <Button aria-label={t('roster.makeFor', { name: row.name })} onPress={() => setMaking(row)}>{t('roster.make')}</Button> },
      ]} />}
    </Section>
  );
}
