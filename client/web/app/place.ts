// Where the reader is: a small router on the History API. On the contractor's side every address lies under /p/:page; pages speak of addresses below it.
// Addresses hold random identifiers and filter codes only; anything a person typed goes into history state (UI 2).
import { useEffect, useSyncExternalStore } from 'react';

export interface Place {
  /** Below the base, `/transfers/…`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The message that the page before left: what was done. */
  readonly done: string | null;
  /** Grows with each navigation; 0 is the page first opened. */
  readonly visit: number;
}

const PAGE_PREFIX = /^\/p\/([0-9a-f]{32})(?=\/|$)/;
let visits = 0;
let current: Place = read();
const watchers = new Set<() => void>();
let guard: ((go: () => void) => void) | null = null;

/** The contractor's page that this address belongs to, or null on the ward's side. */
export function pageOfAddress(): string | null {
  return PAGE_PREFIX.exec(location.pathname)?.[1] ?? null;
}

function base(): string {
  const page = pageOfAddress();
  return page === null ? '' : `/p/${page}`;
}

function read(): Place {
  const state: unknown = history.state;
  const done = typeof state === 'object' && state !== null && 'done' in state && typeof state.done === 'string' ? state.done : null;
  const path = location.pathname.slice(base().length).replace(/\/+$/, '');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(location.search), done, visit: visits };
}

function keptIn(state: unknown): Readonly<Record<string, unknown>> {
  return typeof state === 'object' && state !== null && 'kept' in state && typeof state.kept === 'object' && state.kept !== null ? { ...state.kept } : {};
}

/** What a page kept in this entry of the history; null if nothing. Back finds it again. */
export function keptHere(key: string): string | null {
  const value = keptIn(history.state)[key];
  return typeof value === 'string' ? value : null;
}

/** Keeps a text (what was searched for, how far a list was scrolled) in this entry of the history, so that it stands in no address and in no log. */
export function keepHere(key: string, value: string): void {
  const state: unknown = history.state;
  history.replaceState({ ...(typeof state === 'object' ? state : {}), kept: { ...keptIn(state), [key]: value } }, '');
}

function arrive(): void {
  visits += 1;
  current = read();
  for (const watcher of watchers) watcher();
}

/** The full address of a page, for links. */
export function addressOf(path: string): string {
  return path === '/' && base() !== '' ? base() : base() + path;
}

/** Goes to a page of ours. `done` stands there as a banner. A page that guards against leaving is asked first. */
export function go(path: string, { replace = false, done }: { replace?: boolean; done?: string } = {}): void {
  const move = (): void => {
    history[replace ? 'replaceState' : 'pushState'](done === undefined ? {} : { done }, '', addressOf(path));
    arrive();
    scrollTo(0, 0);
  };
  if (guard === null) move();
  else guard(move);
}

/** Changes the filters in the address without a new visit: Back undoes them, focus stays, and so does what was searched for. */
export function setQuery(changes: Readonly<Record<string, string | null>>): void {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(key);
    else query.set(key, value);
  }
  const search = keptHere('search');
  history.pushState(search === null ? {} : { kept: { search } }, '', location.pathname + (query.size === 0 ? '' : `?${query.toString()}`));
  current = { ...read(), visit: current.visit };
  for (const watcher of watchers) watcher();
}

/** While `ask` is given, leaving this page within the application calls it with the way on; leaving the application asks the browser's own question. */
export function useLeaveGuard(ask: ((go: () => void) => void) | null): void {
  useEffect(() => {
    if (ask === null) return;
    guard = ask;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => {
      guard = null;
      removeEventListener('beforeunload', warn);
    };
  }, [ask]);
}

/** Lets the next navigation pass: the reader has answered the question, or the work is done. */
export function liftGuard(): void {
  guard = null;
}

addEventListener('popstate', () => {
  if (guard === null) {
    arrive();
    return;
  }
  // The browser has already gone; we step forward again and ask.
  const wanted = location.pathname + location.search;
  history.pushState({}, '', base() + current.path + (current.query.size === 0 ? '' : `?${current.query.toString()}`));
  guard(() => {
    history.replaceState({}, '', wanted);
    arrive();
  });
});

export function usePlace(): Place {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => current);
}

/** Matches `/transfers/:id/approval`; returns the parameters or null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const here = given[i] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = here;
    else if (part !== here) return null;
  }
  return params;
}
