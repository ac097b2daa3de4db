// Within how many days a weakness has to be gone: the table "Weak dependencies" of config/RULES.md, as numbers. Pure.

export type Weight = 'critical' | 'high' | 'medium' | 'low';

/** Days from when it is published, for what runs or is handed out and for what only builds and tests. */
export const frames: Readonly<Record<Weight, { readonly product: number; readonly tools: number }>> = {
  critical: { product: 3, tools: 14 }, high: { product: 14, tools: 30 }, medium: { product: 30, tools: 90 }, low: { product: 90, tools: 180 },
};

/** A weakness as npm tells it, of one package. */
export interface Weakness { readonly id: string; readonly library: string; readonly title: string; readonly url: string; readonly severity: string; readonly score: number; readonly places: readonly string[] }

/** What people know of it: the day from which it counts, whether it is used against anybody already, and why it is not reachable here, where somebody has shown that. */
export interface Noted { readonly since: string; readonly library: string; readonly used?: boolean | undefined; readonly unreachable?: string | undefined }

export interface Judged { readonly weakness: Weakness; readonly weight: Weight; readonly of: 'product' | 'tools'; readonly since: string; readonly until: string; readonly overdue: boolean }

const words: Readonly<Record<string, Weight>> = { critical: 'critical', high: 'high', moderate: 'medium', low: 'low', info: 'low' };
const order: readonly Weight[] = ['low', 'medium', 'high', 'critical'];

/** Its row in the table: the heavier of npm's word and the CVSS score; a word that is not known counts as critical. Used already is the first row; not reachable, and not used, the last. */
export function weightOf({ severity, score }: Pick<Weakness, 'severity' | 'score'>, { used, unreachable }: Pick<Noted, 'used' | 'unreachable'>): Weight {
  if (used === true) return 'critical';
  if (unreachable !== undefined) return 'low';
  const byWord = words[severity] ?? 'critical';
  const byScore: Weight = score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
  return order.indexOf(byScore) > order.indexOf(byWord) ? byScore : byWord;
}

/** Holds one weakness against the table. `product` are the places of what runs or is handed out, `today` a day as in `2026-07-02`. */
export function judge(weakness: Weakness, noted: Noted, product: ReadonlySet<string>, today: string): Judged {
  const of = weakness.places.some((place) => product.has(place)) ? 'product' : 'tools';
  const weight = weightOf(weakness, noted);
  const until = new Date(Date.parse(noted.since) + frames[weight][of] * 86_400_000).toISOString().slice(0, 10);
  return { weakness, weight, of, since: noted.since, until, overdue: today > until };
}
