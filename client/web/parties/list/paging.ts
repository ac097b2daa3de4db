// The rows of a search, page by page: what the window shows and a little ahead is asked for, never more than two pages at once, the newest wish first.
// A page that is refused leaves what was loaded standing; far pages are given up, so that a hundred thousand rows fit.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Problem } from '../../../../server/http/wire/problem.ts';
import type { TransferSearch, TransferSummary } from '../../../../server/http/wire/transfers.ts';
import { api, problemOf } from '../../app/api.ts';

const PAGE = 100;
const AHEAD = 60;
const AT_ONCE = 2;
const KEPT = 40;

export type Search = Partial<Omit<TransferSearch, 'offset' | 'limit'>>;
interface Held<T> { readonly pages: ReadonlyMap<number, readonly T[]>; readonly total: number | null; readonly problem: Problem | null }
export type AskPage<T> = (offset: number, limit: number, signal: AbortSignal) => Promise<{ readonly rows: readonly T[]; readonly total: number }>;

export class Paging<T> {
  private held: Held<T> = { pages: new Map(), total: null, problem: null };
  private readonly ask: AskPage<T>;
  private readonly asked = new Set<number>();
  private readonly watchers = new Set<() => void>();
  private readonly stop = new AbortController();
  private wanted: readonly number[];

  /** `startAt` is the row that is seen first. */
  constructor(ask: AskPage<T>, startAt: number) {
    this.ask = ask;
    this.wanted = [Math.floor(startAt / PAGE)];
  }

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };
  readonly now = (): Held<T> => this.held;
  readonly rowAt = (index: number): T | undefined => this.held.pages.get(Math.floor(index / PAGE))?.[index % PAGE];

  /** Tells which rows the window shows. */
  readonly see = (first: number, last: number): void => {
    const page = (row: number): number => Math.floor(Math.max(0, Math.min(row, (this.held.total ?? 1) - 1)) / PAGE);
    const [from, to] = [page(first), page(last)];
    this.wanted = [...new Set([...Array.from({ length: to - from + 1 }, (_, i) => from + i), page(last + AHEAD), page(first - AHEAD)])];
    this.go();
  };

  /** Asks for what is still missing; after a refusal only when the reader says so. */
  readonly go = (): void => {
    if (this.held.problem !== null) return;
    for (const page of this.wanted) {
      if (this.asked.size >= AT_ONCE) return;
      if (!this.asked.has(page) && !this.held.pages.has(page)) this.load(page);
    }
  };
  readonly retry = (): void => {
    this.take({ problem: null });
    this.go();
  };
  readonly end = (): void => this.stop.abort();

  private load(page: number): void {
    this.asked.add(page);
    this.ask(page * PAGE, PAGE, this.stop.signal).then(
      ({ rows, total }) => this.take({ pages: this.with(page, rows), total }),
      (thrown: unknown) => this.take({ problem: problemOf(thrown) }),
    ).finally(() => {
      this.asked.delete(page);
      if (!this.stop.signal.aborted) this.go();
    });
  }

  private with(page: number, rows: readonly T[]): ReadonlyMap<number, readonly T[]> {
    const away = (other: number): number => Math.abs(other - page);
    const near = [...this.held.pages].sort(([a], [b]) => away(a) - away(b)).slice(0, KEPT - 1);
    return new Map([...near, [page, rows]]);
  }

  private take(change: Partial<Held<T>>): void {
    if (this.stop.signal.aborted) return;
    this.held = { ...this.held, ...change };
    for (const watcher of this.watchers) watcher();
  }
}

export interface Found<T> extends Held<T> { readonly paging: Paging<T>; /** The row to begin at: where the reader left this search, 0 for another one. */ readonly startAt: number }

/** The rows of a search of transfers. */
export function useFound(search: Search, startAt: number): Found<TransferSummary> {
  return useRows(JSON.stringify(search), startAt, async (offset, limit, signal) => {
    const { transfers, total } = await api.call('searchTransfers', { body: { ...search, offset, limit }, signal });
    return { rows: transfers, total };
  });
}

/** The rows that `ask` gives. Another `key` is another search: it begins anew, and what was asked for the old one is dropped. */
export function useRows<T>(key: string, startAt: number, ask: AskPage<T>): Found<T> {
  const begin = (row: number): { key: string; startAt: number; paging: Paging<T> } => ({ key, startAt: row, paging: new Paging(ask, row) });
  const [held, setHeld] = useState(() => begin(startAt));
  if (held.key !== key) setHeld(begin(0));
  const { paging } = held;
  useEffect(() => {
    paging.go();
    return paging.end;
  }, [paging]);
  return { ...useSyncExternalStore(paging.watch, paging.now), paging, startAt: held.startAt };
}
