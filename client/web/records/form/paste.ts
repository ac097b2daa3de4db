// What a paste makes of the rows: cells go right and down from the cell that has the focus, rows are added as they are needed. Pure.
import type { PlainFieldView } from '../../../../server/http/wire/records.ts';
import { readCount } from '../../text/amounts.ts';
import { readDay, readMoment } from '../../text/read-day.ts';
import { emptyRow, type RowDraft } from './draft.ts';

const YES = /^(?:はい|有|あり|済|○|〇|yes|true|1)$/iu;
const NO = /^(?:いいえ|無|なし|未|×|no|false|0)$/iu;
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** A pasted cell as its column holds it; what the column cannot hold stays as it came, for the person to mend. */
export function cellFor(column: PlainFieldView, cell: string): string {
  switch (column.kind) {
    case 'choice': return column.options.find(({ id, label }) => [id, label.ja, label.en].some((name) => folded(name) === folded(cell)))?.id ?? '';
    case 'yes-no': return YES.test(cell) ? 'yes' : NO.test(cell) ? 'no' : '';
    case 'count': return String(readCount(cell) ?? cell);
    case 'day': return readDay(cell) ?? cell;
    case 'instant': return readMoment(cell) ?? cell;
    default: return cell;
  }
}

/** `from` is the row and the column that had the focus. Cells beyond the last column are left out; at most `most` rows stand afterwards. */
export function pasted(rows: readonly RowDraft[], columns: readonly PlainFieldView[], from: { readonly row: number; readonly column: number }, cells: readonly (readonly string[])[], most = 2000): RowDraft[] {
  const next = [...rows];
  for (const [down, line] of cells.entries()) {
    const at = from.row + down;
    if (at >= most) break;
    const row = next[at] ?? emptyRow();
    const filled = line.flatMap((cell, right): [string, string][] => {
      const column = columns[from.column + right];
      return column === undefined ? [] : [[column.id, cellFor(column, cell)]];
    });
    next[at] = { ...row, cells: { ...row.cells, ...Object.fromEntries(filled) } };
  }
  return next;
}
