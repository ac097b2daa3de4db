// The weeks of a municipality with who reviewed them, newest first: what shows that a week was left out.
import type { LogReviewRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { moveDay } from '../engagements/business-days.ts';
import { findingsOf } from './findings.ts';
import { firedOf, firstWeek, unreviewedWeeks } from './reviews.ts';
import { slack } from './stretch.ts';
import { usedRules, type UsedRule } from './thresholds.ts';
import { isOver, spanOf, weekOf } from './weeks.ts';

export interface ListedWeek { readonly week: string; readonly over: boolean; readonly review: LogReviewRow | null; /** How many rules are at or over a threshold. */ readonly fired: number }
export interface ListedWeeks { readonly weeks: readonly ListedWeek[]; readonly unreviewed: number; /** Weeks not reviewed that lie before those listed. */ readonly older: number }

const MOST_WEEKS = 60;

/** Counts of weeks that are over: they change no more, and are read from the ledger once. At most some sixty for each municipality. */
const kept = new WeakMap<object, Map<string, number>>();

async function firedIn(tx: Tx, municipalityId: string, week: string, now: string, rules: readonly UsedRule[]): Promise<number> {
  const counts = kept.get(tx) ?? new Map<string, number>();
  kept.set(tx, counts);
  // With other thresholds other counts.
  const key = `${municipalityId} ${week} ${rules.map(({ perWeek, perPerson }) => `${perWeek},${perPerson}`).join(' ')}`;
  const known = counts.get(key);
  if (known !== undefined) return known;
  const fired = firedOf(await findingsOf(tx, municipalityId, week, rules)).length;
  if (Date.parse(spanOf(week).to) + slack <= Date.parse(now)) counts.set(key, fired);
  return fired;
}

/** `tx` is the searching connection; `now` an instant. */
export async function listWeeks(tx: Tx, municipalityId: string, now: string): Promise<ListedWeeks> {
  const first = await firstWeek(tx, municipalityId);
  if (first === null) return { weeks: [], unreviewed: 0, older: 0 };
  const named: string[] = [];
  for (let week = weekOf(now); week >= first && named.length < MOST_WEEKS; week = moveDay(week, -7)) named.push(week);
  const rows = await tx.selectFrom('log_reviews').selectAll().where('municipality_id', '=', municipalityId).where('week', '>=', named.at(-1) ?? first).execute();
  const reviews = new Map(rows.map((row) => [row.week, row]));
  const rules = await usedRules(tx, municipalityId);
  const weeks: ListedWeek[] = [];
  for (const week of named) {
    const review = reviews.get(week) ?? null;
    weeks.push({ week, over: isOver(week, now), review, fired: review?.fired ?? await firedIn(tx, municipalityId, week, now, rules) });
  }
  const unreviewed = await unreviewedWeeks(tx, municipalityId, now);
  return { weeks, unreviewed, older: unreviewed - weeks.filter(({ over, review }) => over && review === null).length };
}

/** The weeks that are over and nobody reviewed, oldest first: what waits for a review now. At most `most`. */
export async function waitingWeeks(tx: Tx, municipalityId: string, now: string, most: number): Promise<ListedWeek[]> {
  const { weeks } = await listWeeks(tx, municipalityId, now);
  return weeks.filter(({ over, review }) => over && review === null).toReversed().slice(0, most);
}
