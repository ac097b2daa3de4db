// A table of any length that scrolls with the page and holds only the rows near the window: semantic rows with their true numbers, grey ones until
// their content has arrived. The row that has the focus stays, wherever the reader scrolls.
import { useWindowVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import { Fragment, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useWords } from '../app/language.ts';
import { Cell, HEAD, ROW, type Column } from './table.tsx';

export interface Order { readonly by: string; readonly descending: boolean }
interface LongTableProps<T> {
  readonly caption: string; readonly columns: readonly Column<T>[];
  /** All rows there are, loaded or not. */
  readonly total: number;
  /** Undefined while the row has not arrived. */
  readonly rowAt: (index: number) => T | undefined;
  /** Called with the first and last row near the window. */
  readonly onSeen: (first: number, last: number) => void;
  /** The row that stood at the top when the reader left. */
  readonly startAt: number;
  readonly onMoved: (top: number) => void;
  readonly order: Order; readonly onSort: (by: string) => void;
}

const wide = matchMedia('(min-width: 48rem)');
const CARD_GAP = 12;
/** Up to so many rows stand on the page all at once, for printing and for the browser's own search. */
const SHORT = 60;
function watchWidth(changed: () => void): () => void {
  wide.addEventListener('change', changed);
  return () => wide.removeEventListener('change', changed);
}

export function LongTable<T>({ caption, columns, total, rowAt, onSeen, startAt, onMoved, order, onSort }: LongTableProps<T>) {
  const isWide = useSyncExternalStore(watchWidth, () => wide.matches);
  const body = useRef<HTMLTableSectionElement>(null);
  const { rows, size, margin, measure, leave } = useRowsNear(body, { total, isWide, startAt, onSeen, onMoved });
  const gap = isWide ? 0 : CARD_GAP;
  const end = rows.at(-1)?.end ?? margin;
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="overflow-x-auto">
      {/* The header is a row as well, the first one. */}
      <table aria-rowcount={total + 1} className="block w-full table-fixed border-collapse text-dns-16N-130 md:table md:min-w-[70rem]">
        <caption className="sr-only">{caption}</caption>
        <thead className="hidden md:table-header-group">
          <tr aria-rowindex={1}>{columns.map((column) => <Head key={column.head} column={column} order={order} onSort={onSort} />)}</tr>
        </thead>
        <tbody ref={body} onClickCapture={leave} className="block md:table-row-group">
          {rows.map((row, i) => (
            <Fragment key={row.key}>
              <Gap height={i === 0 ? row.start - margin : row.start - (rows[i - 1]?.end ?? 0) - gap} columns={columns.length} />
              <tr ref={measure} data-index={row.index} aria-rowindex={row.index + 2} className={`${ROW} mb-3 md:mb-0`}>
                <Content columns={columns} row={rowAt(row.index)} height={row.size} />
              </tr>
            </Fragment>
          ))}
          <Gap height={size - (end - margin)} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

interface Window { readonly total: number; readonly isWide: boolean; readonly startAt: number; readonly onSeen: (first: number, last: number) => void; readonly onMoved: (top: number) => void }

function useRowsNear(body: React.RefObject<HTMLTableSectionElement | null>, { total, isWide, startAt, onSeen, onMoved }: Window) {
  const [margin, setMargin] = useState(0);
  const focused = useFocusedRow(body);
  const rangeExtractor = useCallback((range: Range) => {
    const near = defaultRangeExtractor(range);
    return focused === null || focused >= total || near.includes(focused) ? near : [...near, focused].sort((a, b) => a - b);
  }, [focused, total]);
  const virtual = useWindowVirtualizer<HTMLTableRowElement>({ count: total, estimateSize: () => (isWide ? 74 : 270), overscan: total <= SHORT ? total : 8, scrollMargin: margin, gap: isWide ? 0 : CARD_GAP, rangeExtractor, useFlushSync: false });
  // What stands above the table may grow: a banner, a second line of filters.
  useLayoutEffect(() => {
    const top = Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
    if (top !== margin) setMargin(top);
  });
  useEffect(() => virtual.measure(), [isWide, virtual]);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || margin === 0) return;
    begun.current = true;
    if (startAt > 0 && startAt < total) virtual.scrollToIndex(startAt, { align: 'start' });
  }, [margin, startAt, total, virtual]);
  const rows = virtual.getVirtualItems();
  const [first, last] = [virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 0];
  useEffect(() => onSeen(first, last), [first, last, onSeen]);
  const still = !virtual.isScrolling;
  useEffect(() => {
    if (still && begun.current) onMoved(scrollY === 0 ? 0 : first);
  }, [still, first, onMoved]);
  // Whoever follows a link before the scrolling has come to rest comes back to the same place, too.
  const leave = (): void => onMoved(scrollY === 0 ? 0 : first);
  return { rows, size: virtual.getTotalSize(), margin, measure: virtual.measureElement, leave };
}

/** The number of the row that holds the focus. */
function useFocusedRow(body: React.RefObject<HTMLTableSectionElement | null>): number | null {
  const [focused, setFocused] = useState<number | null>(null);
  useEffect(() => {
    const table = body.current;
    const look = (event: globalThis.FocusEvent): void => {
      const row = event.type === 'focusin' && event.target instanceof Element ? event.target.closest('tr')?.getAttribute('data-index') : null;
      setFocused(row === null || row === undefined ? null : Number(row));
    };
    table?.addEventListener('focusin', look);
    table?.addEventListener('focusout', look);
    return () => {
      table?.removeEventListener('focusin', look);
      table?.removeEventListener('focusout', look);
    };
  }, [body]);
  return focused;
}

function Head<T>({ column, order, onSort }: { readonly column: Column<T>; readonly order: Order; readonly onSort: (by: string) => void }) {
  const { sort } = column;
  const side = column.right === true ? 'text-right' : 'text-left';
  const look = `${HEAD} ${column.width ?? ''} ${side}`;
  if (sort === undefined) return <th scope="col" className={look}>{column.head}</th>;
  const chosen = order.by === sort;
  return (
    <th scope="col" aria-sort={chosen ? (order.descending ? 'descending' : 'ascending') : undefined} className={look}>
      <button type="button" onClick={() => onSort(sort)} className={`-my-2 min-h-11 cursor-pointer underline underline-offset-3 hover:decoration-2 ${side}`}>{column.head}{chosen && <span aria-hidden className="ml-1 inline-block">{order.descending ? '▼' : '▲'}</span>}</button>
    </th>
  );
}

/** The place of the rows that are not on the page. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  return height <= 0 ? null : <tr aria-hidden className="block md:table-row"><td colSpan={columns} className="block p-0 md:table-cell" style={{ height: `${height}px` }} /></tr>;
}

function Content<T>({ columns, row, height }: { readonly columns: readonly Column<T>[]; readonly row: T | undefined; readonly height: number }) {
  const { t } = useWords();
  if (row !== undefined) return columns.map((column) => <Cell key={column.head} column={column} row={row} />);
  return <td colSpan={columns.length} className="md:border-b md:border-rule md:px-3" style={{ height: `${height}px` }}><span className="sr-only">{t('frame.loading')}</span><span aria-hidden className="block h-10 rounded-8 bg-panel" /></td>;
}
