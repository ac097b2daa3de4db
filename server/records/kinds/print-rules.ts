// When a print needs its reason (1-21), and whether what was sent, printed, spoiled and delivered agree. Pure.
// 「2枚以上」 can mean sheets or copies; which is meant is a term of the engagement, and `literal` is the strictest reading.
import type { Terms } from '../../engagements/terms.ts';
import type { PlainValue } from './kind.ts';

export type PrintRow = Readonly<Record<string, PlainValue>>;

const counted = (row: PrintRow, id: string): number | undefined => (typeof row[id] === 'number' ? row[id] : undefined);

/** True where the rule asks why. `before` are the names of files printed earlier for the same transfer. */
export function needsReason(rule: Terms['printLog'], row: PrintRow, before: ReadonlySet<PlainValue>): boolean {
  switch (rule) {
    case 'none': return false;
    case 'literal': return (counted(row, 'sheets') ?? 0) >= 2;
    case 'copies': return (counted(row, 'copies') ?? 1) >= 2 || before.has(row['file'] ?? null);
    case 'over-plan': return (counted(row, 'sheets') ?? 0) > (counted(row, 'planned') ?? 0);
  }
}

/** The numbers (from 1) of the rows that need a reason and have none, and of those that lack the count which the rule compares with. */
export function rowsWithout(rule: Terms['printLog'], rows: readonly PrintRow[], printedBefore: readonly PlainValue[]): { reason: number[]; planned: number[]; copies: number[] } {
  const before = new Set(printedBefore);
  const found = { reason: [] as number[], planned: [] as number[], copies: [] as number[] };
  rows.forEach((row, index) => {
    if (needsReason(rule, row, before) && (row['reason'] ?? '') === '') found.reason.push(index + 1);
    if (rule === 'over-plan' && counted(row, 'planned') === undefined) found.planned.push(index + 1);
    if (rule === 'copies' && counted(row, 'copies') === undefined) found.copies.push(index + 1);
    before.add(row['file'] ?? null);
  });
  return found;
}

/** The numbers (from 1) of the rows without a reason of their own whose printer nobody named to the ward (H 115); none where the list is empty. */
export function rowsElsewhere(printers: readonly string[], rows: readonly PrintRow[]): number[] {
  if (printers.length === 0) return [];
  const known = new Set(printers.map(printerName));
  return rows.flatMap((row, index) => ((row['reason'] ?? '') === '' && !known.has(printerName(row['printer'] ?? '')) ? [index + 1] : []));
}

/** Full and half width, capitals and spaces name the same printer. */
const printerName = (name: PlainValue): string => String(name).normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');

/** The numbers (from 1) of the rows that say again, in every cell, what an earlier one says, and give no reason of their own: mostly a line pasted twice. */
export function rowsSaidTwice(rows: readonly PrintRow[]): number[] {
  const said = new Set<string>();
  return rows.flatMap((row, index) => {
    const line = JSON.stringify(['computer', 'at', 'file', 'printer', 'sheets', 'copies'].map((id) => row[id] ?? null));
    if (said.has(line) && (row['reason'] ?? '') === '') return [index + 1];
    said.add(line);
    return [];
  });
}

export interface Tally { readonly sent: number; readonly printed: number; readonly spoiled: number; readonly delivered: number }

/** What does not agree: everything sent is delivered, and everything printed is delivered or spoiled. Empty when it does. */
export function differencesOf({ sent, printed, spoiled, delivered }: Tally): { ja: string; en: string }[] {
  return [
    ...(sent === delivered ? [] : [{ ja: `送った数量${sent}と納品した数量${delivered}が違います`, en: `${sent} were sent and ${delivered} delivered` }]),
    ...(printed === delivered + spoiled ? [] : [{ ja: `印刷した数量${printed}と、納品${delivered}＋書損${spoiled}が違います`, en: `${printed} were printed, but ${delivered} delivered and ${spoiled} spoiled` }]),
  ];
}
