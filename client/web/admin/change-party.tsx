// Changing a section or a contractor: the name, and the telephone or the address.
import { useState } from 'react';
import type { ChangeAnswer } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Change, useMissing } from './change.tsx';

export function ChangeSection({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async () => (await api.call('sections', {})).filter((one) => one.id === id));
  return (
    <Page title={t('changing.changeOf', { name: loaded.value?.[0]?.name ?? '' })} tab={t('admin.sections')}>
      <Loaded of={loaded}>{([section]) => (section === undefined ? <p>{t('frame.notFoundMore')}</p> : (
        <TwoLines back={`/admin/sections/${id}`} labels={[t('admin.sectionName'), t('admin.telephone')]} first={[section.name, section.telephone]} longest={[100, 40]}
          ask={(name, telephone, reason) => api.call('changeSection', { id, body: { changes: { name, telephone }, seen: section.seen, reason } })} />
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
        <TwoLines back={`/admin/contractors/${id}`} labels={[t('admin.contractorName'), t('admin.address')]} first={[firm.name, firm.address]} longest={[200, 300]}
          ask={(name, address, reason) => api.call('changeContractor', { id, body: { changes: { name, address }, seen: firm.seen, reason } })} />
      ))}</Loaded>
    </Page>
  );
}

interface TwoLinesProps {
  readonly back: string; readonly labels: readonly [string, string]; readonly first: readonly [string, string]; readonly longest: readonly [number, number];
  readonly ask: (one: string, other: string, reason: string | null) => Promise<ChangeAnswer>;
}

function TwoLines({ back, labels, first, longest, ask }: TwoLinesProps) {
  const missing = useMissing();
  const [[one, other], setTyped] = useState(first);
  return (
    <Change back={back} errors={{ ...missing('one', labels[0], one), ...missing('other', labels[1], other) }} ask={(reason) => ask(one, other, reason)}>
      {(errors) => (
        <>
          <TextField id="one" label={labels[0]} value={one} onChange={(value) => setTyped([value, other])} error={errors['one']} maxLength={longest[0]} autoComplete="off" />
          <TextField id="other" label={labels[1]} value={other} onChange={(value) => setTyped([one, value])} error={errors['other']} maxLength={longest[1]} autoComplete="off" />
        </>
      )}
    </Change>
  );
}
