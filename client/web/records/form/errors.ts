// The messages beside the fields: what is missing as the page sees it, and what the gateway said. Keys are field ids, or `field.row.column`.
import type { Problem } from '../../../../server/http/wire/problem.ts';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { useSaid } from '../words-of.ts';
import { filledRows, type Drafts } from './draft.ts';
import type { Missing } from './missing.ts';

const CHOSEN = ['choice', 'choices', 'yes-no', 'people'];

/** The path of a missing thing and its sentence. */
export function useMissingWords(): (missing: Missing) => [path: string, message: string] {
  const { t } = useWords();
  const said = useSaid();
  return ({ field, what, row = 0, column }) => {
    const label = said(field.label);
    if (what === 'cell' && column !== undefined) return [`${field.id}.${row}.${column.id}`, t('recordForm.missing.cell', { column: said(column.label), row: row + 1 })];
    if (what === 'range' && field.kind === 'count') return [field.id, t('recordForm.missing.range', { label, min: count(field.min), max: count(field.max) })];
    if (what === 'few' && 'min' in field) return [field.id, t(field.kind === 'people' ? 'recordForm.missing.fewPeople' : field.kind === 'rows' ? 'recordForm.missing.fewRows' : 'recordForm.missing.few', { label, least: field.min })];
    if (what === 'unread') return [field.id, t('recordForm.missing.unread', { label })];
    if (what === 'sending') return [field.id, t('recordForm.missing.sending', { label })];
    return [field.id, field.kind === 'attachments' ? t('recordForm.missing.file', { label }) : t(CHOSEN.includes(field.kind) ? 'field.choose' : 'field.missing', { label })];
  };
}

/** Where the gateway found a field not as asked: its path here and its sentence; null for any other refusal. */
export function useRefusedField(): (problem: Problem | null, drafts: Drafts) => [path: string, message: string] | null {
  const { language } = useWords();
  return (problem, drafts) => {
    const facts = problem?.facts;
    const field = facts?.['field'];
    if (problem?.code !== 'RECORD_INCOMPLETE' || typeof field !== 'string') return null;
    const [label, expected] = language === 'ja' ? [facts?.['labelJa'], facts?.['expectedJa']] : [facts?.['labelEn'], facts?.['expectedEn']];
    const message = typeof label === 'string' && typeof expected === 'string' ? `${label}${language === 'ja' ? '：' : ': '}${expected}` : problem.detail[language];
    return [pathHere(field, drafts), message];
  };
}

/** The gateway counts the rows that were sent; here empty rows stand between them. */
function pathHere(path: string, drafts: Drafts): string {
  const [field = '', row, column] = path.split('.');
  const draft = drafts[field];
  if (row === undefined || draft?.of !== 'rows') return path;
  const sent = filledRows(draft.rows)[Number(row)];
  return `${field}.${sent === undefined ? row : draft.rows.indexOf(sent)}.${column ?? ''}`;
}
