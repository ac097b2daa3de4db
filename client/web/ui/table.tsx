// Tables: caption, header scopes, rules below rows only; the region scrolls by itself and is focusable. On a phone each row is a card that keeps term and value (UI 4, 7.15).
// A native <table>, not a grid of react-aria: rows are read and hold links, nobody selects or edits cells, and a screen reader's own table keys work.
import type { ReactNode } from 'react';
import { Foreign } from './foreign.tsx';

export interface Column<T> {
  readonly head: string; readonly cell: (row: T) => ReactNode; readonly right?: boolean;
  /** The cell that names the row. */
  readonly names?: boolean;
  /** The cell with the row's button: on a phone it closes the card, as wide as the card. */
  readonly act?: boolean;
  /** A class for its width, where the widths must not follow the rows now on the page. */
  readonly width?: string;
  /** The code by which rows can be sorted by this column. */
  readonly sort?: string;
}
interface TableProps<T> { readonly caption: string; readonly columns: readonly Column<T>[]; readonly rows: readonly T[]; readonly keyOf: (row: T) => string }

export const HEAD = 'border-b border-edge bg-table-head px-3 py-3 text-dns-16B-130 text-heading';
export const ROW = 'grid gap-2 rounded-12 border border-rule p-4 hover:bg-hover md:table-row md:border-0';

export function Table<T>({ caption, columns, rows, keyOf }: TableProps<T>) {
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table className="block w-full border-collapse text-dns-16N-130 md:table">
        <caption className="sr-only"><Foreign>{caption}</Foreign></caption>
        <thead className="hidden md:table-header-group">
          <tr>{columns.map((column) => <th key={column.head} scope="col" className={`${HEAD} whitespace-nowrap ${column.right === true ? 'text-right' : 'text-left'}`}>{column.head}</th>)}</tr>
        </thead>
        <tbody className="grid gap-3 md:table-row-group">
          {rows.map((row) => (
            <tr key={keyOf(row)} className={ROW}>
              {columns.map((column) => <Cell key={column.head} column={column} row={row} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Cell<T>({ column, row }: { readonly column: Column<T>; readonly row: T }) {
  const act = column.act === true;
  const look = `${act ? 'order-last max-md:[&_a]:w-full md:whitespace-nowrap ' : ''}flex gap-3 md:table-cell md:border-b md:border-rule md:px-3 md:py-2 md:align-middle md:h-14 text-left font-normal ${column.right === true ? 'md:text-right' : ''}`;
  const inside = <>{!act && <span aria-hidden className="w-28 shrink-0 text-quiet md:hidden">{column.head}</span>}<span className={`min-w-0 md:contents ${act ? 'grow' : ''}`}><Foreign>{column.cell(row)}</Foreign></span></>;
  return column.names === true ? <th scope="row" className={look}>{inside}</th> : <td className={look}>{inside}</td>;
}
