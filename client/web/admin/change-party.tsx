// Changing a section or a contractor: the name, the telephone or the address, and from where its people may come.
import { useState } from 'react';
import type { ChangeAnswer } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Change, useMissing } from './change.tsx';

export function ChangeSection({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => (await api.call('sections', {})).filter((one) => one.id === id));
  return (
    <Page title={t('changing.changeOf', { name: loaded.value?.[0]?.name ?? '' })} tab={t('admin.sections')}>
      <Loaded of={loaded}>{([section]) => (section === undefined ? <p>{t('frame.notFoundMore')}</p> : (
        <PartyForm back={`/admin/sections/${id}`} lines={[{ label: t('admin.sectionName'), first: section.name, longest: 100 }, { label: t('admin.telephone'), first: section.telephone, longest: 40 }]}
          lists={[{ id: 'networks', label: t('fields.networks'), support: t('admin.networksMore'), first: section.networks }]}
          ask={([name, telephone], [networks], reason) => api.call('changeSection', { id, body: { changes: { name, telephone, networks }, seen: section.seen, reason } })} />
      ))}</Loaded>
    </Page>
  );
}

export function ChangeContractor({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => (await api.call('contractors', {})).filter((one) => one.id === id));
  return (
    <Page title={t('changing.changeOf', { name: loaded.value?.[0]?.name ?? '' })} tab={t('admin.contractors')}>
      <Loaded of={loaded}>{([firm]) => (firm === undefined ? <p>{t('frame.notFoundMore')}</p> : (
        <PartyForm back={`/admin/contractors/${id}`} lines={[{ label: t('admin.contractorName'), first: firm.name, longest: 200 }, { label: t('admin.address'), first: firm.address, longest: 300 }]}
          lists={[{ id: 'networks', label: t('fields.networks'), support: t('admin.networksMore'), first: firm.networks }, { id: 'certificates', label: t('fields.client-certificates'), support: t('admin.certificatesMore'), first: firm.clientCertificates }]}
          ask={([name, address], [networks, clientCertificates], reason) => api.call('changeContractor', { id, body: { changes: { name, address, networks, clientCertificates }, seen: firm.seen, reason } })} />
      ))}</Loaded>
    </Page>
  );
}

interface PartyFormProps {
  readonly back: string;
  readonly lines: readonly [Line, Line];
  /** What may be empty, one entry a line. */
  readonly lists: readonly { readonly id: string; readonly label: string; readonly support: string; readonly first: readonly string[] }[];
  readonly ask: (lines: readonly [string, string], lists: readonly string[][], reason: string | null) => Promise<ChangeAnswer>;
}
interface Line { readonly label: string; readonly first: string; readonly longest: number }

const entriesOf = (text: string): string[] => text.split('\n').map((one) => one.trim()).filter((one) => one !== '');

function PartyForm({ back, lines: [one, other], lists, ask }: PartyFormProps) {
  const missing = useMissing();
  const [first, setFirst] = useState(one.first);
  const [second, setSecond] = useState(other.first);
  const [typed, setTyped] = useState(lists.map((list) => list.first.join('\n')));
  return (
    <Change back={back} errors={{ ...missing('one', one.label, first), ...missing('other', other.label, second) }} ask={(reason) => ask([first, second], typed.map(entriesOf), reason)}>
      {(errors) => (
        <>
          <TextField id="one" label={one.label} value={first} onChange={setFirst} error={errors['one']} maxLength={one.longest} autoComplete="off" />
          <TextField id="other" label={other.label} value={second} onChange={setSecond} error={errors['other']} maxLength={other.longest} autoComplete="off" />
          {lists.map((list, at) => (
            <TextArea key={list.id} id={list.id} label={list.label} required={false} support={list.support} value={typed[at] ?? ''} onChange={(text) => setTyped(typed.map((before, i) => (i === at ? text : before)))} />
          ))}
        </>
      )}
    </Change>
  );
}
