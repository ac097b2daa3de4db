// One plot of the page: what is seen in a sentence, the picture or its table, and both as CSV (UI 3.18, 6).
import { useState } from 'react';
import { useWords } from '../../app/language.ts';
import { count } from '../../text/amounts.ts';
import { saveBytes } from '../../text/save.ts';
import { Button } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { csvOf } from '../csv.ts';
import { Picture, useDrawing, type Draw } from './picture.tsx';

/** A column of the table; `csv` is its cell in the file. */
export interface Figure<T> extends Column<T> { readonly csv: (row: T) => string | number }
interface PlotProps<T> {
  readonly id: string; readonly title: string; readonly sentence: string; readonly more?: string | undefined; readonly columns: readonly Figure<T>[]; readonly rows: readonly T[]; readonly keyOf: (row: T) => string;
  /** How many there are at the gateway; it answers at most 5,000. */
  readonly total?: number; readonly draw: Draw; readonly drawable: number;
}
const MOST_ROWS = 100;
const SEGMENT = 'min-h-11 cursor-pointer border-2 border-act px-4 first:rounded-l-8 last:-ml-0.5 last:rounded-r-8 hover:underline underline-offset-3 aria-pressed:bg-act aria-pressed:font-bold aria-pressed:text-on-act';

export function PlotSection<T>({ id, title, sentence, more, columns, rows, keyOf, total = rows.length, draw, drawable }: PlotProps<T>) {
  const { t } = useWords();
  const drawing = useDrawing();
  const [asTable, setAsTable] = useState(false);
  const save = (): void => saveBytes(csvOf(columns.map(({ head }) => head), rows.map((row) => columns.map(({ csv }) => csv(row)))), `kagibako-${id}.csv`);
  const shown = rows.slice(0, MOST_ROWS);
  return (
    <section id={id} className="grid scroll-mt-6 gap-4 border-t border-rule pt-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-std-20B-150">{title}</h2>
          <p className="max-w-[40em]"><Foreign>{sentence}</Foreign></p>
          {more !== undefined && <p className="max-w-[40em] text-quiet">{more}</p>}
        </div>
        {rows.length > 0 && (
          <div className="screen-only flex flex-wrap items-center gap-4">
            <div role="group" aria-label={t('plots.switch', { title })} className="flex">
              <button type="button" aria-pressed={!asTable} onClick={() => setAsTable(false)} className={SEGMENT}>{t('plots.figure')}</button>
              <button type="button" aria-pressed={asTable} onClick={() => setAsTable(true)} className={SEGMENT}>{t('plots.table')}</button>
            </div>
            <Button onPress={save} aria-label={t('plots.csvOf', { title })}>{t('plots.csv')}</Button>
          </div>
        )}
      </div>
      {rows.length > 0 && (asTable || drawing === null ? (
        <>
          <Table caption={title} columns={columns} rows={shown} keyOf={keyOf} />
          {shown.length < total && <p className="text-quiet">{t('plots.shownOf', { total: count(total), shown: count(shown.length) })}</p>}
        </>
      ) : drawable > 0 && <Picture key={`${sentence} ${rows.length}`} drawing={drawing} draw={draw} of={drawable} />)}
    </section>
  );
}
