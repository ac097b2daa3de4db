// The fields of ①: the engagement, and what follows from it. Recipients are never typed (UI 3.4).
import { useState } from 'react';
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { shortDay } from '../../text/dates.ts';
import { ComboField } from '../../ui/combo-field.tsx';
import type { Errors } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/field.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { withEngagement, type Contents, type Direction } from './contents-form.ts';
import { RecipientChoice } from './recipient-choice.tsx';

interface FieldsProps {
  readonly contents: Contents; readonly onChange: (contents: Contents) => void; readonly errors: Errors; readonly direction: Direction;
  readonly engagements: readonly EngagementView[];
  /** The transfer whose contents are sent once more: its quantity is told, never taken over. */
  readonly before: { readonly quantity: number; readonly at: string } | null;
}

export function ContentsFields({ contents, onChange, errors, direction, engagements, before }: FieldsProps) {
  const { t, language } = useWords();
  const [several, setSeveral] = useState(contents.recipientIds.length > 1);
  const engagement = engagements.find((one) => one.id === contents.engagementId);
  const pick = (id: string): void => {
    const next = engagements.find((one) => one.id === id);
    onChange(next === undefined ? { ...contents, engagementId: '', recipientIds: [], formId: '' } : withEngagement(contents, next, direction, Date.now()));
  };
  const form = engagement?.forms.find((one) => one.id === contents.formId);
  return (
    <>
      <ComboField id="engagement" label={t('contents.engagement')} support={t(direction === 'to-contractor' ? 'contents.engagementMore' : 'contents.engagementMoreOwn')} value={contents.engagementId} onChange={pick} error={errors['engagement']} blank={t('contents.pick')} options={engagements.map((one) => ({ value: one.id, label: one.title }))} />
      {engagement !== undefined && (
        <>
          <RecipientChoice recipients={engagement.recipients} direction={direction} chosen={contents.recipientIds} several={several} onSeveral={() => setSeveral(true)} onChange={(recipientIds) => onChange({ ...contents, recipientIds })} error={errors['recipients'] ?? null} />
          <div className="flex flex-wrap items-start gap-x-8 gap-y-6">
            <ComboField id="form" label={t('contents.form')} value={contents.formId} onChange={(formId) => onChange({ ...contents, formId })} error={errors['form']} blank={t('contents.pick')}
              options={engagement.forms.filter((one) => one.direction === direction && isInScope(engagement, contents.recipientIds, one.id)).map((one) => ({ value: one.id, label: language === 'ja' ? one.name : one.nameEn }))} />
            <TextField id="quantity" label={t('contents.quantity')} support={before === null ? undefined : <Foreign>{t('contents.lastQuantity', { n: t('unit.quantity', { n: count(before.quantity), unit: form?.unit ?? '' }), day: shortDay(before.at, language) })}</Foreign>} value={contents.quantity} onChange={(quantity) => onChange({ ...contents, quantity })} error={errors['quantity']} inputMode="numeric" width="short" unit={form?.unit ?? ''} autoComplete="off" />
          </div>
          <MomentField id="until" label={t('transfer.collectBy')} day={contents.day} time={contents.time} error={errors['until']} onChange={(moment) => onChange({ ...contents, ...moment })} />
          <TextField label={t('contents.titleField')} required={false} support={t('contents.titleMore')} value={contents.title} onChange={(title) => onChange({ ...contents, title })} maxLength={100} autoComplete="off" />
          <div><p className="text-std-16B-170 text-heading">{t('contents.purpose')}</p><p><span lang="ja">{engagement.purpose}</span><span className="ml-2 text-quiet">{t('contents.fromEngagement')}</span></p></div>
        </>
      )}
    </>
  );
}

/** What a chosen subcontractor may be given: only the forms approved for it. */
function isInScope({ recipients }: EngagementView, chosen: readonly string[], formId: string): boolean {
  return recipients.every(({ party, subcontractor }) => subcontractor === null || !chosen.includes(party.id) || subcontractor.formIds.includes(formId));
}
