// A new engagement from one of the papers' presets. What the papers do not give is named as an assumption beside the value.
import { useState, type SubmitEvent } from 'react';
import type { z } from 'zod';
import type { presetView } from '../../../server/http/wire/engagements.ts';
import type { ContractorView, SectionView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { go } from '../app/place.ts';
import { Terms } from '../contract/terms.tsx';
import { Policy } from '../parties/engagement.tsx';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { DayField } from '../ui/day-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Select, TextArea, TextField } from '../ui/field.tsx';
import { Acts, Facts, Loaded, Page, Section } from '../ui/page.tsx';

type Preset = z.infer<typeof presetView>;
interface Given { readonly presets: readonly Preset[]; readonly sections: readonly SectionView[]; readonly contractors: readonly ContractorView[] }
interface Typed { readonly title: string; readonly purpose: string; readonly from: string; readonly to: string; readonly sectionIds: readonly string[]; readonly contractorIds: readonly string[] }

export default function NewEngagement() {
  const { t } = useWords();
  const loaded = useLoad('new-engagement', async (): Promise<Given> => {
    const [presets, sections, contractors] = await Promise.all([api.call('presets', {}), api.call('sections', {}), api.call('contractors', {})]);
    return { presets, sections, contractors };
  });
  return <Page title={t('admin.addEngagement')}><Loaded of={loaded}>{(given) => <Choose given={given} />}</Loaded></Page>;
}

function Choose({ given }: { readonly given: Given }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState('');
  const preset = given.presets.find((one) => (one.preset ?? one.title) === chosen);
  return (
    <>
      <Select label={t('admin.preset')} support={t('admin.presetMore')} value={chosen} onChange={setChosen} blank={t('contents.pick')} options={given.presets.map((one) => ({ value: one.preset ?? one.title, label: `${one.preset ?? ''}　${one.title}` }))} />
      {preset !== undefined && <Form key={chosen} preset={preset} given={given} />}
    </>
  );
}

function Form({ preset, given }: { readonly preset: Preset; readonly given: Given }) {
  const { t } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>({ title: preset.title, purpose: preset.purpose, from: preset.from, to: preset.to, sectionIds: [], contractorIds: [] });
  const [round, setRound] = useState(0);
  const missing = {
    ...(typed.title.trim() === '' ? { title: t('field.missing', { label: t('engagement.title') }) } : {}),
    ...(typed.from === '' || typed.to < typed.from ? { from: t('admin.periodRule') } : {}),
    ...(typed.sectionIds.length === 0 ? { sections: t('field.choose', { label: t('engagement.sections') }) } : {}),
    ...(typed.contractorIds.length === 0 ? { contractors: t('field.choose', { label: t('engagement.contractors') }) } : {}),
  };
  const errors = round === 0 ? {} : missing;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    if (Object.keys(missing).length > 0) return;
    act.run(async () => {
      const { legalBasis, items, forms, policy, terms } = preset;
      const made = await api.call('addEngagement', { body: { ...typed, legalBasis, items, forms, policy, ...(terms === undefined ? {} : { terms }), preset: preset.preset, sectionIds: [...typed.sectionIds], contractorIds: [...typed.contractorIds] } });
      go(`/admin/engagements/${made.id}`, { done: t('admin.added', { name: made.title }) });
    });
  };
  const day = (key: 'from' | 'to') => <DayField id={key} label={t(`admin.${key}`)} error={key === 'from' ? errors.from : null} value={typed[key]} onChange={(day) => setTyped({ ...typed, [key]: day })} />;
  return (
    <form className="grid max-w-[60rem] gap-6" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      <TextField id="title" label={t('engagement.title')} value={typed.title} onChange={(title) => setTyped({ ...typed, title })} error={errors.title} maxLength={200} />
      <TextArea label={t('contents.purpose')} value={typed.purpose} onChange={(purpose) => setTyped({ ...typed, purpose: purpose.replace(/\n/g, ' ') })} />
      <div className="flex flex-wrap gap-4">{day('from')}{day('to')}</div>
      <Choices id="sections" label={t('engagement.sections')} several chosen={typed.sectionIds} onChange={(sectionIds) => setTyped({ ...typed, sectionIds })} error={errors.sections ?? null} choices={given.sections.map((one) => ({ value: one.id, label: one.name }))} />
      <Choices id="contractors" label={t('engagement.contractors')} several chosen={typed.contractorIds} onChange={(contractorIds) => setTyped({ ...typed, contractorIds })} error={errors.contractors ?? null} choices={given.contractors.map((one) => ({ value: one.id, label: t('keeping.firmAt', { name: one.name, address: one.address }) }))} />
      <FromPaper preset={preset} />
      <Acts><Link to="/admin/engagements" kind="outline">{t('act.back')}</Link><Button kind="filled" type="submit" busy={act.busy}>{t('admin.addEngagementNow')}</Button></Acts>
    </form>
  );
}

function FromPaper({ preset }: { readonly preset: Preset }) {
  const { t, language } = useWords();
  return (
    <>
      <Facts rows={[[t('engagement.legalBasis'), preset.legalBasis], [t('engagement.items'), listed(preset.items)], [t('contents.form'), listed(preset.forms.map((form) => (language === 'ja' ? form.name : form.nameEn)))]]} />
      <Section title={t('engagement.policy')}><Policy engagement={preset} /></Section>
      {preset.terms !== undefined && <Section title={t('terms.title')}><Terms terms={preset.terms} /></Section>}
      <details><summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('admin.assumptions', { count: preset.assumptions.length })}</summary><ul className="list-disc pl-6">{preset.assumptions.map((one) => <li key={one.path}><code>{one.path}</code>　{one[language]}</li>)}</ul></details>
    </>
  );
}
