// Numbers with their units. Sizes as Windows counts them: 1 MB is 1,048,576 bytes (UI 3.0).
const grouped = new Intl.NumberFormat('ja-JP');

/** `68,000` */
export function count(value: number): string {
  return grouped.format(value);
}

/** `1.2 GB`, `800 MB`, `12 KB` */
export function size(bytes: number): string {
  const units = ['KB', 'MB', 'GB', 'TB'];
  if (bytes < 1024) return `${count(bytes)} B`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : count(Math.round(value))} ${units[unit] ?? ''}`;
}

/** What a person typed as a count: full-width digits and separators are read, anything else is null (HOSTILE: 全角). */
export function readCount(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/[\s,、，]/g, '').replace(/件$/u, '');
  return /^\d{1,10}$/.test(digits) ? Number(digits) : null;
}

/** 32 random hex characters: an idempotency key, an element's id. */
export function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
