// Reads the facts of an entry. Entries of older versions have other facts: what is not there is null, never a guess.

interface Told { readonly act: string; readonly facts: Readonly<Record<string, unknown>> }

export function textIn({ facts }: Told, key: string): string | null {
  const value = facts[key];
  return typeof value === 'string' ? value : null;
}

export function numberIn({ facts }: Told, key: string): number | null {
  const value = facts[key];
  return typeof value === 'number' ? value : null;
}

function countsIn({ facts }: Told): { kind: string; count: number }[] {
  const counts = facts['counts'];
  return Array.isArray(counts) ? counts.flatMap((one: unknown) => (typeof one === 'object' && one !== null && 'kind' in one && 'count' in one && typeof one.kind === 'string' && typeof one.count === 'number' ? [{ kind: one.kind, count: one.count }] : [])) : [];
}

/** The gateway's count of one minute of people without a session; null for other entries. */
export function strangersIn(told: Told): { at: string; failed: number; refused: number } | null {
  const at = textIn(told, 'fromMinute');
  if (told.act !== 'strangers' || at === null) return null;
  const sum = (wanted: boolean): number => countsIn(told).filter(({ kind }) => (kind === 'sign-in-failed') === wanted).reduce((total, { count }) => total + count, 0);
  return { at, failed: sum(true), refused: sum(false) };
}

/** Which review of the log an entry is, and of which week; null for other entries. */
export function reviewIn(told: Told): { label: string; week: string; anomaly: boolean } | null {
  const [label, week] = [textIn(told, 'number'), textIn(told, 'week')];
  return told.act !== 'review-log' || label === null || week === null ? null : { label, week, anomaly: told.facts['anomaly'] === true };
}

/** How many readable texts an entry says are gone; null for other entries. */
export function wipedIn(told: Told): number | null {
  if (told.act !== 'wipe-texts') return null;
  const ids = told.facts['ids'];
  return numberIn(told, 'texts') ?? (Array.isArray(ids) ? ids.length : null);
}
