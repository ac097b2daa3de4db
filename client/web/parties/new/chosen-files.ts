// The files chosen for a draft, held in this page's memory until they are sent: going back loses nothing, a reload asks for them again (UI 3.4, 3.6).
import { useSyncExternalStore } from 'react';

const chosen = new Map<string, readonly File[]>();
const watchers = new Set<() => void>();
const NONE: readonly File[] = [];

function put(depositId: string, files: readonly File[]): void {
  chosen.set(depositId, files);
  for (const watcher of watchers) watcher();
}

export function useChosenFiles(depositId: string): readonly File[] {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => chosen.get(depositId) ?? NONE);
}

export function addFiles(depositId: string, files: readonly File[]): void {
  put(depositId, [...(chosen.get(depositId) ?? NONE), ...files]);
}

export function dropFile(depositId: string, file: File): void {
  put(depositId, (chosen.get(depositId) ?? NONE).filter((one) => one !== file));
}

/** Changed contents make a new draft; the files go with it. */
export function moveFiles(fromDepositId: string, toDepositId: string): void {
  put(toDepositId, chosen.get(fromDepositId) ?? NONE);
  put(fromDepositId, NONE);
}

export type Refusal = 'tooBig' | 'empty' | 'twice' | 'tooMany';
export interface Sorted { readonly taken: readonly File[]; readonly refused: readonly { readonly file: File; readonly why: Refusal }[] }

/** Sorts what was dropped into what may be sent and what may not, before a byte is sent. */
export function sortFiles(dropped: readonly File[], held: readonly string[], limits: { maxFileBytes: number; maxFiles: number }): Sorted {
  // Two names that differ only in case or in how a kana is composed would fall together on the recipient's disk.
  const fold = (name: string): string => name.normalize('NFC').toLowerCase();
  const names = new Set(held.map(fold));
  const taken: File[] = [];
  const refused: { file: File; why: Refusal }[] = [];
  for (const file of dropped) {
    const why: Refusal | null = file.size > limits.maxFileBytes ? 'tooBig' : file.size === 0 ? 'empty' : names.has(fold(file.name)) ? 'twice' : names.size >= limits.maxFiles ? 'tooMany' : null;
    if (why === null) {
      names.add(fold(file.name));
      taken.push(file);
    } else refused.push({ file, why });
  }
  return { taken, refused };
}
