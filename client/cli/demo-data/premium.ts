/** What a made-up insured person owes in a year: stage, yearly amount and the eight instalments from July to February. */
import type { Random } from './random.ts';

export interface Premium {
  stage: number;
  /** Yen. */
  yearly: number;
  /** Yen; eight of them, whose sum is `yearly`. */
  instalments: readonly number[];
  payment: string;
}

/** Made up; a real municipality sets its own by ordinance. */
const baseYearly = 78_000;
const ratesInPercent = [28, 48, 68, 90, 100, 115, 125, 150, 170, 190, 210, 230, 250, 270, 290, 320] as const;
const instalmentCount = 8;
const payments = ['納付書', '納付書', '口座振替', '年金からの特別徴収'] as const;

export function makePremium(random: Random): Premium {
  const stage = 1 + random.below(ratesInPercent.length);
  const yearly = Math.floor((baseYearly * (ratesInPercent[stage - 1] ?? 100)) / 100 / 100) * 100;
  // Each instalment in hundreds of yen; the rest goes into the first.
  const later = Math.floor(yearly / instalmentCount / 100) * 100;
  const first = yearly - later * (instalmentCount - 1);
  return { stage, yearly, instalments: [first, ...Array.from({ length: instalmentCount - 1 }, () => later)], payment: random.pick(payments) };
}
