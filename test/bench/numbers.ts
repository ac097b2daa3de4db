// Medians, quantiles and how numbers are written.

/** The value below which the share `part` of the values lies (nearest rank). Throws an Error when there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
  if (found === undefined) throw new Error('expected at least one measurement');
  return found;
}

/** The middle value; of an even count the mean of the two. */
export function median(values: readonly number[]): number {
  return (quantile(values, 0.5) + quantile([...values].map((value) => -value), 0.5) * -1) / 2;
}

export const rate = (sizeInBytes: number, seconds: number): number => sizeInBytes / 1e6 / seconds;

/** Three significant figures are more than a shared machine can promise. */
export function show(value: number | undefined, digits = 0): string {
  return value === undefined ? '—' : value.toFixed(digits);
}
