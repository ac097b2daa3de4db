/** The middle value of some numbers; 0 of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[at] ?? 0 : ((sorted[at - 1] ?? 0) + (sorted[at] ?? 0)) / 2;
}
