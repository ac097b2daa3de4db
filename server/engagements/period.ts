// The gate of the contract period: nothing moves before the first day, after the last, or after termination (0-1, 4-1).
import { japanDay } from './japan-time.ts';
import type { Engagement } from './engagement.ts';
import { EngagementRefused } from './refusal.ts';

/** True on every day of the period, first and last included, counted in Japan. */
export function isOpen(engagement: Pick<Engagement, 'from' | 'to' | 'terminatedAt'>, now: string): boolean {
  const today = japanDay(now);
  return engagement.from <= today && today <= engagement.to && (engagement.terminatedAt === null || now < engagement.terminatedAt);
}

/** Throws `EngagementRefused` (ENGAGEMENT_NOT_OPEN) with the period, so that the answer can name it. */
export function mustBeOpen(engagement: Engagement, now: string): void {
  if (!isOpen(engagement, now)) throw new EngagementRefused('ENGAGEMENT_NOT_OPEN', { from: engagement.from, to: engagement.to, today: japanDay(now) });
}
