// The reviews of the log (0-7): dated, numbered without a gap, signed by an auditor's name, and in the ledger. One for each week that is over; none is ever changed.
import { actorOf, type Person } from '../accounts/person.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { label, nextNumber } from '../records/numbering.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { LogReviewRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import { findingsOf, hashOf, type Finding } from './findings.ts';
import { WatchRefused } from './refusal.ts';
import { usedRules } from './thresholds.ts';
import { isOver, isWeek, weekOf, weeksBetween } from './weeks.ts';

export interface ReviewParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }

export interface Said {
  readonly week: string;
  /** The hash of the findings that the auditor saw. */
  readonly seen: string;
  readonly anomaly: boolean;
  readonly assessment: string;
  /** What is done about it; null when there is nothing. */
  readonly action: string | null;
}

/**
 * Signs a week off. Returns its row.
 * Throws `WatchRefused`: NOT_FOUND (no week of this municipality), WEEK_NOT_OVER, WEEK_REVIEWED, CHANGED_MEANWHILE (the findings are not those that were seen).
 */
export function review({ store, ledger, clock, random }: ReviewParts, who: Person, said: Said): Promise<LogReviewRow> {
  return store.change(async (tx) => {
    const now = clock.now();
    await mustBeWeek(tx, who.municipalityId, said.week, now);
    if (!isOver(said.week, now)) throw new WatchRefused('WEEK_NOT_OVER', { week: said.week });
    if (await reviewOf(tx, who.municipalityId, said.week) !== undefined) throw new WatchRefused('WEEK_REVIEWED', { week: said.week });
    const rules = await usedRules(tx, who.municipalityId);
    const findings = await findingsOf(tx, who.municipalityId, said.week, rules);
    if (hashOf(said.week, findings, rules) !== said.seen) throw new WatchRefused('CHANGED_MEANWHILE');
    const number = await nextNumber(tx, 'log_reviews', who.municipalityId, now);
    const entry = await ledger.append(tx, {
      at: now, act: 'review-log', result: 'done', actor: actorOf(who), municipality: who.municipalityId,
      facts: { number: label(number), week: said.week, counts: countsOf(findings), fired: firedOf(findings).map(({ rule }) => rule), seen: said.seen, anomaly: said.anomaly },
      texts: { assessment: said.assessment, ...(said.action === null ? {} : { action: said.action }) },
    });
    const row: LogReviewRow = {
      id: newIdentifier(random), municipality_id: who.municipalityId, fiscal_year: number.fiscalYear, number: number.number, week: said.week, seen: said.seen, fired: firedOf(findings).length,
      anomaly: said.anomaly ? 1 : 0, assessment: said.assessment, action: said.action, by_id: who.id, by_name: who.name, at: now, entry: entry.index,
    };
    await tx.insertInto('log_reviews').values(row).execute();
    return row;
  });
}

export const firedOf = (findings: readonly Finding[]): Finding[] => findings.filter(({ fired }) => fired);
const countsOf = (findings: readonly Finding[]): Record<string, number> => Object.fromEntries(findings.map(({ rule, count }) => [rule, count]));

export function reviewOf(tx: Tx, municipalityId: string, week: string): Promise<LogReviewRow | undefined> {
  return tx.selectFrom('log_reviews').selectAll().where('municipality_id', '=', municipalityId).where('week', '=', week).executeTakeFirst();
}

/** Throws `WatchRefused` (NOT_FOUND) unless `week` is a Monday from the municipality's first week up to the running one. */
export async function mustBeWeek(tx: Tx, municipalityId: string, week: string, now: string): Promise<void> {
  const first = await firstWeek(tx, municipalityId);
  if (first === null || !isWeek(week) || week < first || week > weekOf(now)) throw new WatchRefused('NOT_FOUND');
}

/** The week of the municipality's first entry; null when it has none. */
export async function firstWeek(tx: Tx, municipalityId: string): Promise<string | null> {
  const entry = await tx.selectFrom('ledger_entries').select('at').where('municipality_id', '=', municipalityId).orderBy('idx').limit(1).executeTakeFirst();
  return entry === undefined ? null : weekOf(entry.at);
}

/** How many weeks are over and nobody reviewed them. */
export async function unreviewedWeeks(tx: Tx, municipalityId: string, now: string): Promise<number> {
  const first = await firstWeek(tx, municipalityId);
  if (first === null) return 0;
  const { count } = await tx.selectFrom('log_reviews').select((make) => make.fn.countAll<number>().as('count')).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  return weeksBetween(first, weekOf(now)) - 1 - count;
}
