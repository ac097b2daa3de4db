// Changing an engagement: words and period, parties that join, conditions. What the gateway keeps fixed is not offered; the conditions' page says why.
import { useState } from 'react';
import type { ContractorView, EngagementDetail, SectionView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { Choices } from '../ui/choice.tsx';
import { DayField } from '../ui/day-field.tsx';
import type { Errors } from '../ui/error-summary.tsx';
import { readCount } from '../text/amounts.ts';
import { TextArea, TextField } from '../ui/field.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { Change, useMissing } from './change.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { TermFields } from './term-fields.tsx';
import { TERM_NUMBERS, type TermNumber } from './terms-form.ts';
import { changesOf, numberOf, NUMBERS, typedOf, type NumberField, type Typed } from './engagement-form.ts';

interface Given { readonly engagement: EngagementDetail; readonly sections: readonly SectionView[]; readonly contractors: readonly ContractorView[] }

export default function ChangeEngagement({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(id, async (): Promise<Given> => {
    const [engagement, sections, contractors] = await Promise.all([api.call('engagementDetail', { id }), api.call('sections', {}), api.call('contractors', {})]);
    return { engagement, sections, contractors };
  });
  return <Page title={t('changing.changeOf', { name: loaded.value?.engagement.title ?? '' })} tab={t('nav.engagements')}><Loaded of={loaded}>{(given) => <Form given={given} />}</Loaded></Page>;
}

function useErrors(typed: Typed, before: EngagementDetail): Errors {
  const { t } = useWords();
  const missing = useMissing();
  const wrong = (field: NumberField): Errors => {
    const [least, most] = NUMBERS[field];
    const value = numberOf(typed, field, before);
    if (value === null || value < least) return { [field]: t(least === 0 ? 'changing.countZero' : 'changing.count') };
    return value > most ? { [field]: t('changing.most', { most }) } : {};
  };
  const wrongTerm = (field: TermNumber): Errors => {
    const [least, most] = TERM_NUMBERS[field];
    const value = readCount(typed.terms[field]);
    if (value === null || value < least) return { [field]: t(least === 0 ? 'changing.countZero' : 'changing.count') };
    return value > most ? { [field]: t('changing.most', { most }) } : {};
  };
  return {
    ...missing('title', t('engagement.title'), typed.title), ...missing('purpose', t('contents.purpose'), typed.purpose), ...missing('legalBasis', t('engagement.legalBasis'), typed.legalBasis),
    ...(typed.from === '' || typed.to === '' || typed.to < typed.from ? { from: t('admin.periodRule') } : {}),
    ...wrong('gap'), ...wrong('collect'), ...wrong('wipe'), ...wrong('size'), ...wrong('files'),
    ...wrongTerm('erasureDays'), ...wrongTerm('mediumGap'), ...wrongTerm('downloads'), ...wrongTerm('downloadReason'), ...wrongTerm('inspections'),
    ...(typed.terms.roles.length === 0 ? { roles: t('field.choose', { label: t('fields.roster-roles') }) } : {}), ...(typed.terms.routes.length === 0 ? { routes: t('field.choose', { label: t('terms.routes') }) } : {}),
  };
}

function Form({ given: { engagement, sections, contractors } }: { readonly given: Given }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(() => typedOf(engagement));
  const set = (next: Partial<Typed>): void => setTyped({ ...typed, ...next });
  const errors = useErrors(typed, engagement);
  const outside = (every: readonly { id: string; name: string; address?: string }[], inside: readonly { id: string }[]) => every.filter((one) => !inside.some(({ id }) => id === one.id)).map(({ id, name, address }) => ({ value: id, label: address === undefined ? name : t('keeping.firmAt', { name, address }) }));
  const [newSections, newContractors] = [outside(sections, engagement.sections), outside(contractors, engagement.contractors)];
  return (
    <Change back={`/admin/engagements/${engagement.id}`} errors={errors} ask={(reason) => api.call('changeEngagement', { id: engagement.id, body: { changes: changesOf(typed, engagement), seen: engagement.seen, reason } })}>
      {(wrong) => (
        <>
          <Section title={t('keeping.about')}>
            <TextField id="title" label={t('engagement.title')} value={typed.title} onChange={(title) => set({ title })} error={wrong['title']} maxLength={200} autoComplete="off" />
            <TextArea id="purpose" label={t('contents.purpose')} value={typed.purpose} onChange={(purpose) => set({ purpose: purpose.replace(/\n/g, ' ') })} error={wrong['purpose']} />
            <TextField id="legalBasis" label={t('engagement.legalBasis')} value={typed.legalBasis} onChange={(legalBasis) => set({ legalBasis })} error={wrong['legalBasis']} maxLength={300} autoComplete="off" />
            <TextArea id="items" label={t('engagement.items')} required={false} support={t('keeping.itemsMore')} value={typed.items} onChange={(items) => set({ items })} rows={6} />
          </Section>
          <Section title={t('keeping.period')}>
            <div className="flex flex-wrap gap-4"><DayField id="from" label={t('admin.from')} error={wrong['from']} value={typed.from} onChange={(from) => set({ from })} /><DayField id="to" label={t('admin.to')} value={typed.to} onChange={(to) => set({ to })} /></div>
          </Section>
          <Section title={t('keeping.joining')}>
            <p className="text-quiet">{newSections.length + newContractors.length === 0 ? t('keeping.noneToAdd') : t('keeping.joiningMore')}</p>
            {newSections.length > 0 && <Choices label={t('keeping.addSections')} required={false} several chosen={typed.addSectionIds} onChange={(addSectionIds) => set({ addSectionIds })} choices={newSections} />}
            {newContractors.length > 0 && <Choices label={t('keeping.addContractors')} required={false} several chosen={typed.addContractorIds} onChange={(addContractorIds) => set({ addContractorIds })} choices={newContractors} />}
          </Section>
          <Section title={t('engagement.policy')}><ConditionFields typed={typed} set={set} errors={wrong} /></Section>
          <Section title={t('terms.title')}><p className="text-quiet">{t('terms.more')} {t('terms.fieldsMore')}</p><TermFields typed={typed.terms} set={(next) => set({ terms: { ...typed.terms, ...next } })} errors={wrong} /></Section>
        </>
      )}
    </Change>
  );
}
