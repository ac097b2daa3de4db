// The files chosen for a draft, held in this page's memory until they are sent: going back loses nothing, a reload asks for them again (UI 3.4, 3.6).
import { useSyncExternalStore } from 'react';
import type { Dropped } from '../../ui/file-drop.tsx';

/** A file with the recipient whose slot it lies in; null for what goes to all. */
export interface Chosen extends Dropped { readonly to: string | null }

const chosen = new Map<string, readonly Chosen[]>();
const watchers = new Set<() => void>();
const NONE: readonly Chosen[] = [];

function put(depositId: string, files: readonly Chosen[]): void {
  chosen.set(depositId, files);
  for (const watcher of watchers) watcher();
}

export function useChosenFiles(depositId: string): readonly Chosen[] {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => chosen.get(depositId) ?? NONE);
}

export function addFiles(depositId: string, files: readonly Dropped[], to: string | null): void {
  put(depositId, [...(chosen.get(depositId) ?? NONE), ...files.map((one) => ({ ...one, to }))]);
}

export function dropFile(depositId: string, file: File): void {
  put(depositId, (chosen.get(depositId) ?? NONE).filter((one) => one.file !== file));
}

/** Ten thousand that arrived go in a few strokes, not one by one. */
export function dropFiles(depositId: string, files: ReadonlySet<File>): void {
  if (files.size > 0) put(depositId, (chosen.get(depositId) ?? NONE).filter((one) => !files.has(one.file)));
}

/** Changed contents make a new draft; the files go with it, but for those of a recipient who is none any more. */
export function moveFiles(fromDepositId: string, toDepositId: string, recipientIds: readonly string[]): void {
  put(toDepositId, (chosen.get(fromDepositId) ?? NONE).filter(({ to }) => to === null || (recipientIds.length > 1 && recipientIds.includes(to))));
  put(fromDepositId, NONE);
}

export type Refusal = 'system' | 'tooBig' | 'empty' | 'twice' | 'tooMany';
export interface Sorted { readonly taken: readonly Dropped[]; readonly refused: readonly (Dropped & { readonly why: Refusal })[] }

/** What Windows and macOS put into folders by themselves: it is nobody's to hand over, and may tell of other files. */
const SYSTEM_FILES: ReadonlySet<string> = new Set(['thumbs.db', 'desktop.ini', '.ds_store']);

/** Sorts what was dropped into what may be sent and what may not, before a byte is sent. `held` are the names that are there already. */
export function sortFiles(dropped: readonly Dropped[], held: readonly string[], limits: { maxFileBytes: number; maxFiles: number }): Sorted {
  // Two names that differ only in case or in how a kana is composed would fall together on the recipient's disk.
  const fold = (name: string): string => name.normalize('NFC').toLowerCase();
  const names = new Set(held.map(fold));
  const taken: Dropped[] = [];
  const refused: (Dropped & { why: Refusal })[] = [];
  for (const one of dropped) {
    const { file } = one;
    const why: Refusal | null = SYSTEM_FILES.has(file.name.toLowerCase()) ? 'system' : file.size > limits.maxFileBytes ? 'tooBig' : file.size === 0 ? 'empty' : names.has(fold(file.name)) ? 'twice' : names.size >= limits.maxFiles ? 'tooMany' : null;
    if (why === null) {
      names.add(fold(file.name));
      taken.push(one);
    } else refused.push({ ...one, why });
  }
  return { taken, refused };
}
