// Reads what clamd says of a stream. Guarantees: exactly "stream: OK" is clean; limits, encryption, errors and whatever is not known are
// "unscanned" (HOSTILE 97, 98).

import type { Verdict, WhyUnscanned } from './scanner.ts';

/** Names under which clamd reports that it did not look: limits, encryption, and its own failure (clamav #720). */
const NOT_LOOKED_AT: readonly (readonly [string, WhyUnscanned])[] = [['Heuristics.Limits.Exceeded', 'limits'], ['Heuristics.Encrypted', 'encrypted'], ['(null)', 'failed']];
const SHOWN_LENGTH = 120;

/** @param answer without its closing NUL. @param by what to name as the scanner of a clean file */
export function parseAnswer(answer: string, by: string): Verdict {
  if (answer === 'stream: OK') return { verdict: 'clean', by };
  const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (found === undefined) return { verdict: 'unscanned', why: 'failed', wasLost: false, reason: `clamd answered: ${printable(answer)}` };
  const [, why] = NOT_LOOKED_AT.find(([name]) => found.startsWith(name)) ?? [];
  if (why !== undefined) return { verdict: 'unscanned', why, wasLost: false, reason: `clamd did not look at all of it: ${printable(found)}` };
  return { verdict: 'infected', name: printable(found) };
}

/**
 * The parts of clamd's answer to VERSION, `ClamAV 1.4.3/27500/Thu Jan 16 09:41:00 2025`. The time is in the zone of clamd, which is on this
 * machine; without official patterns there is none.
 */
export function parseVersion(answer: string): { version: string; patternsFrom: string | null } {
  const [engine = '', patterns, made] = answer.split('/');
  const time = made === undefined ? Number.NaN : Date.parse(made);
  return {
    version: printable(patterns === undefined ? engine : `${engine}/${patterns}`),
    patternsFrom: Number.isNaN(time) ? null : new Date(time).toISOString(),
  };
}

/** Fit for a log line and a page, whatever came. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, SHOWN_LENGTH);
}
