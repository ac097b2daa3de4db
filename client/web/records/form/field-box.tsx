// One field of a stage, whatever its kind, with its support text and its error.
import { useCallback } from 'react';
import type { FieldView } from '../../../../server/http/wire/records.ts';
import { useWords } from '../../app/language.ts';
import { useSaid } from '../words-of.ts';
import type { Draft, FileDraft } from './draft.ts';
import { FilesField } from './files-field.tsx';
import { PeopleField } from './people-field.tsx';
import { PlainInput } from './plain-input.tsx';
import { RowsField, type ChangeRows } from './rows-field.tsx';
import { Choices } from '../../ui/choice.tsx';

export type PutDraft = (fieldId: string, next: (before: Draft) => Draft) => void;
interface FieldBoxProps { readonly field: FieldView; readonly id: string; readonly draft: Draft; readonly put: PutDraft; /** The gateway filled it in and the person has not changed it. */ readonly proposed: boolean; readonly errors: Readonly<Record<string, string>> }

export function FieldBox({ field, id, draft, put, proposed, errors }: FieldBoxProps) {
  const { t } = useWords();
  const said = useSaid();
  const support = [field.support === null ? '' : said(field.support), proposed ? t('recordForm.proposed') : ''].filter(Boolean).join(' ') || undefined;
  const shared = { id, support, error: errors[field.id] };
  const set = (next: Draft): void => put(field.id, () => next);
  const changeRows = useCallback<ChangeRows>((next) => put(field.id, (before) => (before.of === 'rows' ? { ...before, rows: next(before.rows) } : before)), [put, field.id]);
  const changeFiles = useCallback((next: (files: readonly FileDraft[]) => readonly FileDraft[]) => put(field.id, (before) => (before.of === 'files' ? { ...before, files: next(before.files) } : before)), [put, field.id]);
  if (field.kind === 'choices') return draft.of !== 'choices' ? null : <Choices id={id} label={said(field.label)} {...(support === undefined ? {} : { support })} required={!field.optional} error={errors[field.id] ?? null} several chosen={draft.chosen} onChange={(chosen) => set({ of: 'choices', chosen })} choices={field.options.map((option) => ({ value: option.id, label: said(option.label) }))} />;
  if (field.kind === 'people') return draft.of === 'people' ? <PeopleField {...shared} field={field} draft={draft} onChange={set} /> : null;
  if (field.kind === 'attachments') return draft.of === 'files' ? <FilesField {...shared} field={field} draft={draft} change={changeFiles} /> : null;
  if (field.kind === 'rows') return draft.of === 'rows' ? <RowsField {...shared} field={field} draft={draft} change={changeRows} cellErrors={cellsOf(errors, field.id)} /> : null;
  return draft.of === 'plain' ? <PlainInput {...shared} field={field} text={draft.text} onChange={(text) => set({ of: 'plain', text })} /> : null;
}

function cellsOf(errors: Readonly<Record<string, string>>, fieldId: string): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).filter(([path]) => path.startsWith(`${fieldId}.`)).map(([path, message]) => [path.slice(fieldId.length + 1), message]));
}
