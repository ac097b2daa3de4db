// Changing a person: name, section, approval, and whether they may sign in.
import { useState } from 'react';
import type { AccountView, SectionView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import type { PageParams } from '../app/routes.tsx';
import { Choices } from '../ui/choice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Change, useMissing } from './change.tsx';
import { usePeople } from './people-load.ts';

export default function ChangePerson({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = usePeople();
  const account = loaded.value?.accounts.find((one) => one.id === id);
  return (
    <Page title={t('changing.changeOf', { name: account?.name ?? '' })} tab={t('admin.people')}>
      <Loaded of={loaded}>{({ sections }) => (account === undefined ? <p>{t('frame.notFoundMore')}</p> : <Form key={id} account={account} sections={sections} />)}</Loaded>
    </Page>
  );
}

function Form({ account, sections }: { readonly account: AccountView; readonly sections: readonly SectionView[] }) {
  const { t } = useWords();
  const { session } = useHere();
  const missing = useMissing();
  const [typed, setTyped] = useState({ name: account.name, sectionId: account.sectionId ?? '', canApprove: account.canApprove, active: account.disabledAt === null, email: account.email ?? '' });
  const acting = account.role === 'staff' || account.role === 'handler';
  const changes = { name: typed.name, active: typed.active, email: typed.email.trim() === '' ? null : typed.email.trim(), ...(account.role === 'staff' ? { sectionId: typed.sectionId } : {}), ...(acting ? { canApprove: typed.canApprove } : {}) };
  const stays = account.role === 'administrator' && account.disabledAt !== null;
  const approving = [{ value: 'yes', label: t('values.can') }, { value: 'no', label: t('values.cannot') }];
  return (
    <Change back={`/admin/people/${account.id}`} errors={missing('name', t('admin.name'), typed.name)} ask={(reason) => api.call('changeAccount', { id: account.id, body: { changes, seen: account.seen, reason } })}>
      {(errors) => (
        <>
          <TextField id="name" label={t('admin.name')} value={typed.name} onChange={(name) => setTyped({ ...typed, name })} error={errors['name']} width="middle" maxLength={100} autoComplete="off" />
          {acting && <TextField id="email" required={false} type="email" label={t('fields.email')} support={t('changing.emailMore')} value={typed.email} onChange={(email) => setTyped({ ...typed, email })} width="middle" maxLength={254} autoComplete="off" />}
          {account.role === 'staff' && <Select id="section" label={t('fields.section')} support={t('effects.signs-out')} value={typed.sectionId} onChange={(sectionId) => setTyped({ ...typed, sectionId })} options={sections.map(({ id, name }) => ({ value: id, label: name }))} />}
          {acting && <Choices id="approve" label={t('fields.can-approve')} chosen={[typed.canApprove ? 'yes' : 'no']} onChange={([value]) => setTyped({ ...typed, canApprove: value === 'yes' })} choices={approving} />}
          {stays && <p>{t('requests.againOnly')}</p>}
          {!stays && account.id !== session.account.id && <Choices id="active" label={t('fields.active')} chosen={[typed.active ? 'active' : 'disabled']} onChange={([value]) => setTyped({ ...typed, active: value === 'active' })} choices={[{ value: 'active', label: t('values.active') }, { value: 'disabled', label: t('values.disabled') }]} />}
        </>
      )}
    </Change>
  );
}
