// What a file may hold, by the engagement: no individual numbers unless allowed, in an anonymous form only its own columns (3-14); and what the sender
// is asked about: columns outside of the declared items (3-5), the names of other recipients (4-9). Asked of the stream, before anything is sealed for good.
import type { Engagement } from '../engagements/engagement.ts';
import { coreOf } from '../engagements/likeness.ts';
import { isDeclared, judgeColumns, notAnonymous, type ColumnsFound } from '../inspecting/columns.ts';
import { areHeadings } from '../inspecting/first-row.ts';
import type { Inspected, Wanted } from '../inspecting/inspection.ts';
import type { Place } from '../inspecting/number-search.ts';
import { mustBeSound } from './archive-rules.ts';
import { TransferRefused } from './refusal.ts';
import type { FileInspection } from './transfer.ts';

/** What the inspection of one file is to look for. */
export function wantedOf(engagement: Engagement, name: string): Wanted {
  const { contractors, terms } = engagement;
  return {
    numbers: terms.individualNumbers === 'refuse', isCsv: /\.csv$/i.test(name),
    // Two letters happen in any text. A firm that is alone in its engagement is told from nobody.
    names: contractors.length < 2 ? [] : contractors.map(({ id, name: firm }) => ({ id, text: coreOf(firm) })).filter(({ text }) => text.length >= 3),
  };
}

/** What is kept of the inspection, and the columns to be asked about (null where there are none). Throws `TransferRefused` (INDIVIDUAL_NUMBER_FOUND, ANONYMOUS_COLUMNS, and what `mustBeSound` throws). */
export function judgeContent(engagement: Engagement, formId: string, found: Inspected): { inspection: Omit<FileInspection, 'columnsText'>; columns: ColumnsFound | null } {
  mustBeSound(found.archive);
  if (found.numbers.count > 0) throw new TransferRefused('INDIVIDUAL_NUMBER_FOUND', { count: found.numbers.count, ...placesOf(found.numbers.places) });
  const form = engagement.forms.find((one) => one.id === formId);
  if (form?.kind === 'anonymous' && form.columns !== null) mustBeAnonymous(found, form.columns);
  const items = [...engagement.items, ...(form?.columns?.names ?? [])];
  const headings = found.firstRow !== null && areHeadings(found.firstRow, (field) => isDeclared(field, items)) ? found.firstRow : [];
  const prefix = form?.columns?.answerPrefix ?? null;
  const judged = judgeColumns(headings.filter((field) => prefix === null || !field.normalize('NFKC').startsWith(prefix.normalize('NFKC'))), items);
  return { inspection: { looked: found.looked, numbers: engagement.terms.individualNumbers === 'refuse', named: [...found.names] }, columns: judged.undeclared.length === 0 ? null : judged };
}

function mustBeAnonymous({ firstRow }: Inspected, rule: { readonly names: readonly string[]; readonly answerPrefix: string | null }): void {
  const allowed = [...rule.names, ...(rule.answerPrefix === null ? [] : [`${rule.answerPrefix}…`])];
  const foreign = firstRow === null || firstRow.length === 0 ? null : notAnonymous(firstRow, rule);
  if (foreign?.length === 0) return;
  // A first row that is no row of headings holds answers, perhaps names of people: it is repeated only where one of the form's own columns stands in it.
  const isNamed = foreign !== null && firstRow !== null && foreign.length < firstRow.length && areHeadings(firstRow, () => true);
  throw new TransferRefused('ANONYMOUS_COLUMNS', {
    allowed: allowed.join('、'), allowedEn: allowed.join(', '),
    foundJa: isNamed ? `認められていない列：${foreign.join('、')}` : '1行目に、この帳票の見出しがありません（CSV、UTF-8 または Shift_JIS、1行目は見出し）',
    foundEn: isNamed ? `columns that are not allowed: ${foreign.join(', ')}` : 'the first row holds no heading of this form (CSV in UTF-8 or Shift_JIS, headings in the first row)',
  });
}

function placesOf(places: readonly Place[]): { placesJa: string; placesEn: string } {
  const ja = places.map(({ row, column }) => (column === 0 ? `${row}行目` : `${row}行目の${column}列目`));
  const en = places.map(({ row, column }) => (column === 0 ? `row ${row}` : `row ${row} column ${column}`));
  return { placesJa: ja.length === 0 ? '表計算・文書ファイルの中' : ja.join('、'), placesEn: en.length === 0 ? 'inside the workbook or document' : en.join(', ') };
}
